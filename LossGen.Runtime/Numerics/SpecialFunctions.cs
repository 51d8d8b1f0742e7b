using System.Runtime.CompilerServices;
using LossGen.Simd;

namespace LossGen.Numerics;

/// <summary>
/// The elementary and special functions that <see cref="Math"/> lacks, of one double, accurate to a few units in the last place except
/// next to those zeros of lgamma and digamma that lie below 0, where the accuracy is absolute.
/// </summary>
public static partial class SpecialFunctions
{
    /// <summary>exp(x) - 1, accurate relative to the result near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Expm1(double x) => Lane<double>.GetLane(SimdMath.Expm1<Lane<double>, double>(x), 0);

    /// <summary>log(1 + x), accurate relative to the result near 0 too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log1p(double x) => Lane<double>.GetLane(SimdMath.Log1p<Lane<double>, double>(x), 0);
}
