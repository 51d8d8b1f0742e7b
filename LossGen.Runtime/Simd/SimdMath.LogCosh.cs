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
        LogCoshFrom<V, T>(x, Exp<V, T>(Constant<V, T>(-2) * V.Abs(x)));

    /// <summary>log(cosh(x)), given decay = exp(-2|x|), which it shares with other functions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LogCoshFrom<V, T>(V x, V decay)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // From 1 on, log(cosh(x)) = |x| - ln2 + log1p(decay). The polynomials spare the division of a logarithm, and on either side only the
        // last operation or two round.
        V magnitude = V.Abs(x);
        V rest = V.MultiplyAdd(decay, Log1pQuotient<V, T>(decay), Constant<V, T>((float)Ln2 - Ln2, -2.319046813846299558e-17));
        V far = magnitude - Constant<V, T>(Ln2) + rest;

        V square = x * x;
        V near = V.MultiplyAdd(Constant<V, T>(0.5) * x, x, square * square * LogCoshTail<V, T>(square));
        return V.Select(V.LessThan(magnitude, Constant<V, T>(1)), near, far);
    }

    /// <summary>(log(cosh(x)) - x^2 / 2) / x^4 for square = x^2 up to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogCoshTail<V, T>(V square)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V tail;

        if (V.IsSingle)
        {
            tail = Constant<V, T>(0.00008767776365497108849);
            tail = V.MultiplyAdd(tail, square, -0.0005598459043917598084);
            tail = V.MultiplyAdd(tail, square, 0.002081900571175394264);
            tail = V.MultiplyAdd(tail, square, -0.006713184118771550788);
            tail = V.MultiplyAdd(tail, square, 0.02221737725508108582);
            return V.MultiplyAdd(tail, square, -0.08333309191527453668);
        }

        tail = Constant<V, T>(7.240187104584583501e-9);
        tail = V.MultiplyAdd(tail, square, -7.338990086898191227e-8);
        tail = V.MultiplyAdd(tail, square, 3.779340271323428633e-7);
        tail = V.MultiplyAdd(tail, square, -1.376881590651170766e-6);
        tail = V.MultiplyAdd(tail, square, 4.192326408386606477e-6);
        tail = V.MultiplyAdd(tail, square, -0.00001182752202827736672);
        tail = V.MultiplyAdd(tail, square, 0.00003272192787181563983);
        tail = V.MultiplyAdd(tail, square, -0.00009097111052781620029);
        tail = V.MultiplyAdd(tail, square, 0.0002565763161088301738);
        tail = V.MultiplyAdd(tail, square, -0.0007386022891628367711);
        tail = V.MultiplyAdd(tail, square, 0.002186948784697492043);
        tail = V.MultiplyAdd(tail, square, -0.006746031741823144915);
        tail = V.MultiplyAdd(tail, square, 0.02222222222209194248);
        return V.MultiplyAdd(tail, square, -0.08333333333333191737);
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
            quotient = V.MultiplyAdd(quotient, y, 0.3274113962731181732);
            quotient = V.MultiplyAdd(quotient, y, -0.4997434970662143397);
            return V.MultiplyAdd(quotient, y, 0.9999965112445414981);
        }

        quotient = Constant<V, T>(-0.05269735747694607512);
        quotient = V.MultiplyAdd(quotient, y, 0.09786084563922518854);
        quotient = V.MultiplyAdd(quotient, y, -0.1227670871503545312);
        quotient = V.MultiplyAdd(quotient, y, 0.1426177674107488594);
        quotient = V.MultiplyAdd(quotient, y, -0.1666500167201473829);
        quotient = V.MultiplyAdd(quotient, y, 0.1999992544198923591);
        quotient = V.MultiplyAdd(quotient, y, -0.2499999792640163232);
        quotient = V.MultiplyAdd(quotient, y, 0.3333333330011354076);
        quotient = V.MultiplyAdd(quotient, y, -0.4999999999973609654);
        return V.MultiplyAdd(quotient, y, 0.999999999999992735);
    }
}
