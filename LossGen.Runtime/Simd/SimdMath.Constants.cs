using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

// The coefficients of the polynomials are minimax fits (Remez exchange in 60 digits) over the reduced range of each function, with the
// degree chosen for each element type; the JIT keeps the branch that applies.
public static partial class SimdMath
{
    private const double Ln2 = 0.69314718055994530942;
    private const double Log2E = 1.44269504088896340736;

    // ln 2 in two parts; the first has few enough bits that its product with an exponent is exact (Cody and Waite, 1980).
    private const double Ln2HighSingle = 0.693145751953125;
    private const double Ln2LowSingle = 1.428606820309417232121e-6;
    private const double Ln2HighDouble = 0.6931471803691238164902;
    private const double Ln2LowDouble = 1.908214929270587816144e-10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Constant<V, T>(double value)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Constant(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Constant<V, T>(double forSingle, double forDouble)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Constant(V.IsSingle ? forSingle : forDouble);
}
