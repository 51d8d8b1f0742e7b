using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

public static partial class SimdMath
{
    /// <summary>log(cosh(x)), accurate relative to the result near 0 too, and finite for every finite x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogCosh<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        OutOfLine<V, T, LogCoshKernel>(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V LogCoshInline<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // From 1 on, log(cosh(x)) = |x| - ln2 + log1p(y) with y = exp(-2|x|), which beyond the bound is lost against |x|. The polynomials
        // spare the division of a logarithm, and on either side only the last operation or two round.
        V magnitude = V.Abs(x);
        V y = ExpReduced<V, T>(V.AtLeast(Constant<V, T>(-40, -80), -(magnitude + magnitude)), out V n);
        y *= V.PowerOfTwo(n);
        V rest = V.MultiplyAdd(y, Log1pQuotient<V, T>(y), Constant<V, T>((float)Ln2 - Ln2, -2.319046813846299558e-17));
        V far = magnitude - Constant<V, T>(Ln2) + rest;

        V square = x * x;
        V near = square * LogCoshQuotient<V, T>(square);
        return V.Select(V.LessThan(magnitude, Constant<V, T>(1)), near, far);
    }

    /// <summary>log(cosh(x)) / square for square = x^2 up to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogCoshQuotient<V, T>(V square)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V quotient;

        if (V.IsSingle)
        {
            quotient = Constant<V, T>(0.00008657121019742553746);
            quotient = Then<V, T>(quotient, square, -0.0005562264069678605014);
            quotient = Then<V, T>(quotient, square, 0.002077347819026498427);
            quotient = Then<V, T>(quotient, square, -0.006710438345735111699);
            quotient = Then<V, T>(quotient, square, 0.02221657503527122964);
            quotient = Then<V, T>(quotient, square, -0.08333299250272749967);
            return Then<V, T>(quotient, square, 0.4999999966126754329);
        }

        quotient = Constant<V, T>(7.200384077666177138e-9);
        quotient = Then<V, T>(quotient, square, -7.309812872349210257e-8);
        quotient = Then<V, T>(quotient, square, 3.769748577075372173e-7);
        quotient = Then<V, T>(quotient, square, -1.37501505456716101e-6);
        quotient = Then<V, T>(quotient, square, 4.189936178250982945e-6);
        quotient = Then<V, T>(quotient, square, -0.00001182540409624893318);
        quotient = Then<V, T>(quotient, square, 0.00003272059869357547709);
        quotient = Then<V, T>(quotient, square, -0.00009097051593447520664);
        quotient = Then<V, T>(quotient, square, 0.0002565761278797091834);
        quotient = Then<V, T>(quotient, square, -0.0007386022478681388207);
        quotient = Then<V, T>(quotient, square, 0.002186948778652754694);
        quotient = Then<V, T>(quotient, square, -0.006746031741268812378);
        quotient = Then<V, T>(quotient, square, 0.02222222222206332279);
        quotient = Then<V, T>(quotient, square, -0.08333333333333123673);
        return Then<V, T>(quotient, square, 0.4999999999999999954);
    }

    /// <summary>log(1 + y) / y for y from 0 to exp(-2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log1pQuotient<V, T>(V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V quotient;

        if (V.IsSingle)
        {
            quotient = Constant<V, T>(-0.1945518996676547858);
            quotient = Then<V, T>(quotient, y, 0.3274113962731181732);
            quotient = Then<V, T>(quotient, y, -0.4997434970662143397);
            return Then<V, T>(quotient, y, 0.9999965112445414981);
        }

        quotient = Constant<V, T>(-0.05269735747694607512);
        quotient = Then<V, T>(quotient, y, 0.09786084563922518854);
        quotient = Then<V, T>(quotient, y, -0.1227670871503545312);
        quotient = Then<V, T>(quotient, y, 0.1426177674107488594);
        quotient = Then<V, T>(quotient, y, -0.1666500167201473829);
        quotient = Then<V, T>(quotient, y, 0.1999992544198923591);
        quotient = Then<V, T>(quotient, y, -0.2499999792640163232);
        quotient = Then<V, T>(quotient, y, 0.3333333330011354076);
        quotient = Then<V, T>(quotient, y, -0.4999999999973609654);
        return Then<V, T>(quotient, y, 0.999999999999992735);
    }

    private readonly struct LogCoshKernel : IKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
            LogCoshInline<V, T>(x);
    }
}
