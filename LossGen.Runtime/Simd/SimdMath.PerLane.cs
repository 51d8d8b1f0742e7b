using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

// Functions that are not worth a vector algorithm are computed lane by lane in double, and rounded once to the element.
internal interface IUnaryLane
{
    static abstract double Invoke(double x);
}

internal interface IBinaryLane
{
    static abstract double Invoke(double first, double second);
}

public static partial class SimdMath
{
    [SkipLocalsInit]
    internal static V PerLane<V, T, F>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IUnaryLane
    {
        Unsafe.SkipInit(out LaneBuffer<T> lanes);
        V.Store(ref lanes[0], 0, x);

        for (int lane = 0; lane < V.Count; lane++)
            lanes[lane] = Narrow<T>(F.Invoke(Widen(lanes[lane])));

        return V.Load(in lanes[0], 0);
    }

    [SkipLocalsInit]
    internal static V PerLane<V, T, F>(V first, V second)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where F : struct, IBinaryLane
    {
        Unsafe.SkipInit(out LaneBuffer<T> left);
        Unsafe.SkipInit(out LaneBuffer<T> right);
        V.Store(ref left[0], 0, first);
        V.Store(ref right[0], 0, second);

        for (int lane = 0; lane < V.Count; lane++)
            left[lane] = Narrow<T>(F.Invoke(Widen(left[lane]), Widen(right[lane])));

        return V.Load(in left[0], 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Widen<T>(T value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(value) : Unsafe.BitCast<T, double>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Narrow<T>(double value)
        where T : unmanaged =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)value) : Unsafe.BitCast<double, T>(value);

    /// <summary>Room for the lanes of the widest register: 16 floats.</summary>
    [InlineArray(16)]
    private struct LaneBuffer<T>
        where T : unmanaged
    {
        private T first;
    }
}
