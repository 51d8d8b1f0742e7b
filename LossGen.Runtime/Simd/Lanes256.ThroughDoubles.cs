using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

// Floats, computed on doubles.
public readonly unsafe partial struct Lanes256<T>
{
    /// <summary>Of floats; see <see cref="Simd.ThroughDoubles"/>.</summary>
    [MethodImpl(Inline)]
    [SkipLocalsInit]
    internal static Lanes256<T> ThroughDoubles<F>(Lanes256<T> x)
        where F : struct, IUnaryThroughDoubles
    {
        byte* room = stackalloc byte[2 * 32 + 64];
        Vector256<double>* halves = (Vector256<double>*)(((nuint)room + 63) & ~(nuint)63);
        halves[0] = Vector256.WidenLower(x.lanes.AsSingle());
        halves[1] = Vector256.WidenUpper(x.lanes.AsSingle());
        for (int half = 0; half < 2; half++)
            halves[half] = F.Invoke(Lanes.Of(halves[half])).lanes;
        return Lanes.Of(Vector256.Narrow(halves[0], halves[1]).As<float, T>());
    }

    /// <summary>Of floats; see <see cref="Simd.ThroughDoubles"/>.</summary>
    [MethodImpl(Inline)]
    [SkipLocalsInit]
    internal static Lanes256<T> ThroughDoubles<F>(Lanes256<T> x, Lanes256<T> y)
        where F : struct, IBinaryThroughDoubles
    {
        byte* room = stackalloc byte[4 * 32 + 64];
        Vector256<double>* halves = (Vector256<double>*)(((nuint)room + 63) & ~(nuint)63);
        halves[0] = Vector256.WidenLower(x.lanes.AsSingle());
        halves[1] = Vector256.WidenUpper(x.lanes.AsSingle());
        halves[2] = Vector256.WidenLower(y.lanes.AsSingle());
        halves[3] = Vector256.WidenUpper(y.lanes.AsSingle());
        for (int half = 0; half < 2; half++)
            halves[half] = F.Invoke(Lanes.Of(halves[half]), Lanes.Of(halves[half + 2])).lanes;
        return Lanes.Of(Vector256.Narrow(halves[0], halves[1]).As<float, T>());
    }
}
