using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

public static partial class SimdMath
{
    /// <summary>
    /// log(1 + x) for x from 0 to 1, as it stands in softplus and in logarithms of sums of exponentials: nothing needs to be taken apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log1pOfUnit<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V square = x * x;

        if (!V.IsSingle)
        {
            // As the logarithm of other numbers, for s = x / (2 + x) up to 1/3.
            V half = Constant<V, T>(0.5) * square;
            V s = x / (Constant<V, T>(2) + x);
            V z = s * s;
            return x + (s * V.MultiplyAdd(z, AtanhTailOfUnit<V, T>(z), half) - half);
        }

        // (log(1 + x) - x) / x^2. Of the higher terms even and odd powers are apart, so that half of the steps wait for one another; of the
        // lower ones the roundings would be felt.
        V even = V.MultiplyAdd(Constant<V, T>(0.02020456391673706), square, 0.106805510479006147);
        even = V.MultiplyAdd(even, square, 0.1969539960543121014);
        V odd = V.MultiplyAdd(Constant<V, T>(-0.003318468187044840915), square, -0.05766440228804456969);
        odd = V.MultiplyAdd(odd, square, -0.1535539358549567012);
        V tail = V.MultiplyAdd(odd, x, even);
        tail = V.MultiplyAdd(tail, x, -0.2495858725642545872);
        tail = V.MultiplyAdd(tail, x, 0.333305113088633991);
        tail = V.MultiplyAdd(tail, x, -0.4999993276360436035);
        return V.MultiplyAdd(square, tail, x);
    }

    /// <summary>(2 atanh(s) / s - 2) / z for z = s^2, s up to 1/3, in double.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V AtanhTailOfUnit<V, T>(V z)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V tail = Constant<V, T>(0.1701858499766342949);
        tail = V.MultiplyAdd(tail, z, 0.08340095475333779395);
        tail = V.MultiplyAdd(tail, z, 0.1210608784274422904);
        tail = V.MultiplyAdd(tail, z, 0.1330097335640266568);
        tail = V.MultiplyAdd(tail, z, 0.1538655994288096123);
        tail = V.MultiplyAdd(tail, z, 0.1818174392388982595);
        tail = V.MultiplyAdd(tail, z, 0.2222222396976293684);
        tail = V.MultiplyAdd(tail, z, 0.2857142854785336433);
        tail = V.MultiplyAdd(tail, z, 0.4000000000015724623);
        return V.MultiplyAdd(tail, z, 0.666666666666663038);
    }
}
