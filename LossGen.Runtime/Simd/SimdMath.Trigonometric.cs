using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Numerics;

namespace LossGen.Simd;

public static partial class SimdMath
{
    // Up to where three parts of pi/2 suffice.
    internal const double ReductionLimitSingle = 3200;
    internal const double ReductionLimitDouble = 1.6e6;

    /// <summary>The sine of an angle in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sin<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        BeyondReduction<V, T>(x) ? PerLane<V, T, SinLane>(x) : SinReduced<V, T>(x);

    /// <summary>The cosine of an angle in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cos<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        BeyondReduction<V, T>(x) ? PerLane<V, T, CosLane>(x) : CosReduced<V, T>(x);

    /// <summary>The sine up to the limit of the reduction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V SinReduced<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Select(V.Equal(x, Constant<V, T>(0)), x, SinAfter<V, T>(x, Constant<V, T>(0))); // the reduction turns -0 into 0

    /// <summary>The cosine up to the limit of the reduction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V CosReduced<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SinAfter<V, T>(x, Constant<V, T>(1));

    /// <summary>Whether any lane is too large for three parts of pi/2; rare, and left to scalar code.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool BeyondReduction<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A sum over the lanes is the one horizontal operation there is.
        V beyond = V.GreaterThan(V.Abs(x), Constant<V, T>(ReductionLimitSingle, ReductionLimitDouble));
        V low = default;
        V high = default;
        V.Accumulate(ref low, ref high, V.Select(beyond, Constant<V, T>(1), Constant<V, T>(0)));
        return V.Total(low, high) != 0;
    }

    /// <summary>sin(x + quarters * pi/2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V SinAfter<V, T>(V x, V quarters)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V half = Constant<V, T>(0.5);
        V n = V.Round(x * Constant<V, T>(0.6366197723675813430755));

        // pi/2 in parts whose products with n are exact (Cody and Waite), subtracted with what the roundings lose (Knuth's TwoSum), so that
        // the remainder is accurate next to the multiples of pi/2 too.
        V r = V.MultiplyAdd(n, Constant<V, T>(-1.5703125, -1.570796326734125614166), x);
        V tail = n * Constant<V, T>(-2.563344151594518788189e-12, -8.478427660368899643959e-32);
        r = AddExact<V, T>(r, n * Constant<V, T>(-0.0004837512969970703125, -6.077100506303965976596e-11), out V lost);
        r = AddExact<V, T>(r, n * Constant<V, T>(-7.549533620476722717285e-8, -2.022266248711166455796e-21), out V lostNext);
        r += lost + lostNext + tail;

        V z = r * r;
        V sin = V.MultiplyAdd(r * z, SinTail<V, T>(z), r);
        V cos = V.MultiplyAdd(z * z, CosTail<V, T>(z), V.MultiplyAdd(-half, z, Constant<V, T>(1)));

        // An odd number of quarter turns takes the cosine; each half turn changes the sign.
        V turns = n + quarters;
        V halfTurns = V.Floor(turns * half);
        V odd = turns - (halfTurns + halfTurns);
        V oddHalf = halfTurns - V.Floor(halfTurns * half) * Constant<V, T>(2);
        V value = V.Select(V.NotEqual(odd, Constant<V, T>(0)), cos, sin);
        return V.Select(V.NotEqual(oddHalf, Constant<V, T>(0)), -value, value);
    }

    /// <summary>a + b rounded, and what the rounding lost (Knuth's TwoSum).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AddExact<V, T>(V a, V b, out V lost)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V sum = a + b;
        V added = sum - a;
        lost = a - (sum - added) + (b - added);
        return sum;
    }

    /// <summary>(sin(r) - r) / r^3 for z = r^2, |r| up to pi/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SinTail<V, T>(V z)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V tail;

        if (V.IsSingle)
        {
            tail = Constant<V, T>(-0.0001951665580823946022);
            tail = V.MultiplyAdd(tail, z, 0.008332173543331327956);
            return V.MultiplyAdd(tail, z, -0.1666665487348424501);
        }

        tail = Constant<V, T>(1.589650494681169839e-10);
        tail = V.MultiplyAdd(tail, z, -2.505075326445913844e-8);
        tail = V.MultiplyAdd(tail, z, 2.755731366205645222e-6);
        tail = V.MultiplyAdd(tail, z, -0.0001984126982972519929);
        tail = V.MultiplyAdd(tail, z, 0.008333333333322315146);
        return V.MultiplyAdd(tail, z, -0.1666666666666663165);
    }

    /// <summary>(cos(r) - 1 + r^2 / 2) / r^4 for z = r^2, |r| up to pi/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V CosTail<V, T>(V z)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V tail;

        if (V.IsSingle)
        {
            tail = Constant<V, T>(0.0000244377301025516605);
            tail = V.MultiplyAdd(tail, z, -0.001388736145035351989);
            return V.MultiplyAdd(tail, z, 0.04166664674778386595);
        }

        tail = Constant<V, T>(-1.135944862419155606e-11);
        tail = V.MultiplyAdd(tail, z, 2.087571955760123851e-9);
        tail = V.MultiplyAdd(tail, z, -2.755731432602231418e-7);
        tail = V.MultiplyAdd(tail, z, 0.00002480158728939489575);
        tail = V.MultiplyAdd(tail, z, -0.001388888888887399068);
        return V.MultiplyAdd(tail, z, 0.04166666666666659875);
    }

    private readonly struct SinLane : IUnaryLane
    {
        public static double Invoke(double x) => ScalarMath.Sin(x);
    }

    private readonly struct CosLane : IUnaryLane
    {
        public static double Invoke(double x) => ScalarMath.Cos(x);
    }
}
