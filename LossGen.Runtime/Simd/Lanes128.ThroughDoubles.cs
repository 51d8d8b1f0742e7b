using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

// Floats, computed on doubles.
public readonly unsafe partial struct Lanes128<T>
{
    /// <summary>Of floats; see <see cref="Simd.ThroughDoubles"/>.</summary>
    [MethodImpl(Inline)]
    [SkipLocalsInit]
    internal static Lanes128<T> ThroughDoubles<F>(Lanes128<T> x)
        where F : struct, IUnaryThroughDoubles
    {
        byte* room = stackalloc byte[2 * 16 + 64];
        Vector128<double>* halves = (Vector128<double>*)(((nuint)room + 63) & ~(nuint)63);
        halves[0] = Vector128.WidenLower(x.lanes.AsSingle());
        halves[1] = Vector128.WidenUpper(x.lanes.AsSingle());
        for (int half = 0; half < 2; half++)
            halves[half] = F.Invoke(Lanes.Of(halves[half])).lanes;
        return Lanes.Of(Vector128.Narrow(halves[0], halves[1]).As<float, T>());
    }

    /// <summary>Of floats; see <see cref="Simd.ThroughDoubles"/>.</summary>
    [MethodImpl(Inline)]
    [SkipLocalsInit]
    internal static Lanes128<T> ThroughDoubles<F>(Lanes128<T> x, Lanes128<T> y)
        where F : struct, IBinaryThroughDoubles
    {
        byte* room = stackalloc byte[4 * 16 + 64];
        Vector128<double>* halves = (Vector128<double>*)(((nuint)room + 63) & ~(nuint)63);
        halves[0] = Vector128.WidenLower(x.lanes.AsSingle());
        halves[1] = Vector128.WidenUpper(x.lanes.AsSingle());
        halves[2] = Vector128.WidenLower(y.lanes.AsSingle());
        halves[3] = Vector128.WidenUpper(y.lanes.AsSingle());
        for (int half = 0; half < 2; half++)
            halves[half] = F.Invoke(Lanes.Of(halves[half]), Lanes.Of(halves[half + 2])).lanes;
        return Lanes.Of(Vector128.Narrow(halves[0], halves[1]).As<float, T>());
    }
}
