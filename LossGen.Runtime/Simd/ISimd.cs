using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

/// <summary>
/// A group of lanes that compute together: 1, 4, 8 or 16 floats, or 1, 2, 4 or 8 doubles. Emitted loops are written once over
/// <typeparamref name="V"/> and compiled by the JIT for the widest registers of the machine and again, for the last elements, for one lane.
/// A comparison returns a mask: lanes of all ones or all zeros.
/// </summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimd<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the elements are <see cref="float"/>: a constant to the JIT, and to the compiler of a device.</summary>
    static abstract bool IsSingle { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract V Create(T value);

    /// <summary>The number, rounded to the element, in every lane.</summary>
    static abstract V Constant(double value);

    /// <summary>The elements from <paramref name="index"/> on. Not bounds-checked.</summary>
    static abstract V Load(ref readonly T source, nint index);

    /// <summary>The integers from <paramref name="index"/> on, converted to <typeparamref name="T"/>. Not bounds-checked.</summary>
    static abstract V Load(ref readonly int source, nint index);

    /// <summary>Writes the lanes to the elements from <paramref name="index"/> on. Not bounds-checked.</summary>
    static abstract void Store(ref T destination, nint index, V value);

    /// <summary>The elements of 16 bits from <paramref name="index"/> on, as many as there are lanes or fewer; 0 in the other lanes.</summary>
    /// <typeparam name="E"><see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    static virtual V LoadNarrow<E>(ref readonly E source, nint index, nint count)
        where E : unmanaged => Elements.LoadEach<V, T, E>(in source, index, count);

    /// <summary>Writes the lanes, or the first of them, rounded to 16 bits.</summary>
    /// <typeparam name="E"><see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    static virtual void StoreNarrow<E>(ref E destination, nint index, V value, nint count)
        where E : unmanaged => Elements.StoreEach<V, T, E>(ref destination, index, value, count);

    /// <summary>The first <paramref name="count"/> elements from <paramref name="index"/> on, fewer than there are lanes; 0 in the other lanes.</summary>
    static abstract V LoadFirst(ref readonly T source, nint index, nint count);

    /// <summary>Writes the first <paramref name="count"/> lanes, fewer than there are.</summary>
    static abstract void StoreFirst(ref T destination, nint index, V value, nint count);

    /// <summary>Writes the lanes to pinned memory past the caches, where the place is aligned to the register.</summary>
    static abstract void Stream(ref T destination, nint index, V value);

    /// <summary>The largest lane; NaN where one is NaN.</summary>
    static abstract T Largest(V value);

    /// <summary>The smallest lane; NaN where one is NaN.</summary>
    static abstract T Smallest(V value);

    /// <summary>The value of one lane.</summary>
    static abstract T GetLane(V value, int lane);

    /// <summary>The value with one lane replaced.</summary>
    static abstract V WithLane(V value, int lane, T element);

    /// <summary>The value in every lane.</summary>
    static abstract implicit operator V(T value);

    /// <summary>The sum.</summary>
    static abstract V operator +(V left, V right);

    /// <summary>The difference, or the negative.</summary>
    static abstract V operator -(V left, V right);

    /// <summary>The product.</summary>
    static abstract V operator *(V left, V right);

    /// <summary>The quotient.</summary>
    static abstract V operator /(V left, V right);

    /// <summary>The difference, or the negative.</summary>
    static abstract V operator -(V value);

    /// <summary>Bitwise and: of masks, the conjunction.</summary>
    static abstract V operator &(V left, V right);

    /// <summary>Bitwise or: of masks, the disjunction.</summary>
    static abstract V operator |(V left, V right);

    /// <summary>Bitwise complement: of a mask, the negation.</summary>
    static abstract V operator ~(V value);

    /// <summary>A mask: left &lt; right; false for NaN.</summary>
    static abstract V LessThan(V left, V right);

    /// <summary>A mask: left &lt;= right; false for NaN.</summary>
    static abstract V LessThanOrEqual(V left, V right);

    /// <summary>A mask: left &gt; right; false for NaN.</summary>
    static abstract V GreaterThan(V left, V right);

    /// <summary>A mask: left &gt;= right; false for NaN.</summary>
    static abstract V GreaterThanOrEqual(V left, V right);

    /// <summary>A mask: left == right; false for NaN.</summary>
    static abstract V Equal(V left, V right);

    /// <summary>A mask: left != right; true for NaN.</summary>
    static abstract V NotEqual(V left, V right);

    /// <summary>Lane by lane <paramref name="whenTrue"/> where the mask is set, else <paramref name="whenFalse"/>.</summary>
    static abstract V Select(V mask, V whenTrue, V whenFalse);

    /// <summary>a * b + c, rounded once where the machine can.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>a * b + c for one number c: a step of Horner's scheme.</summary>
    static abstract V MultiplyAdd(V a, V b, double c);

    /// <summary>The absolute value.</summary>
    static abstract V Abs(V value);

    /// <summary>The square root.</summary>
    static abstract V Sqrt(V value);

    /// <summary>The largest integer not above the value.</summary>
    static abstract V Floor(V value);

    /// <summary>The smallest integer not below the value.</summary>
    static abstract V Ceiling(V value);

    /// <summary>To the nearest integer, halves to even.</summary>
    static abstract V Round(V value);

    /// <summary>The larger one; NaN where either is NaN.</summary>
    static abstract V Max(V left, V right);

    /// <summary>The smaller one; NaN where either is NaN.</summary>
    static abstract V Min(V left, V right);

    /// <summary>The machine's own maximum: <paramref name="value"/>, if that is NaN.</summary>
    static abstract V AtLeast(V bound, V value);

    /// <summary>The machine's own minimum: <paramref name="value"/>, if that is NaN.</summary>
    static abstract V AtMost(V bound, V value);

    /// <summary>2 to the power of an integer-valued exponent in the normal range of <typeparamref name="T"/>; unspecified elsewhere.</summary>
    static abstract V PowerOfTwo(V exponent);

    /// <summary>value * 2^exponent for an integer-valued exponent, rounded once, also where the result is denormal or infinite.</summary>
    static abstract V Scale(V value, V exponent);

    /// <summary>
    /// Splits a positive number into m * 2^e with m in [3/4, 3/2). Zero and infinity give 1 and the infinity that is their logarithm; for
    /// NaN and numbers below zero, m is NaN.
    /// </summary>
    static abstract V Decompose(V value, out V exponent);

    /// <summary>The same for a positive normal number; unspecified elsewhere.</summary>
    static abstract V DecomposeNormal(V value, out V exponent);

    /// <summary>The magnitude of the first with the sign bit of the second.</summary>
    static abstract V CopySign(V magnitude, V sign);

    /// <summary>Adds the lanes, widened to double, to a running sum kept in two registers. See <see cref="Sum{V, T}"/>.</summary>
    static abstract void Accumulate(ref V low, ref V high, V value);

    /// <summary>Adds the products of the lanes, formed in double, to a running sum kept in two registers.</summary>
    static abstract void AccumulateProduct(ref V low, ref V high, V left, V right);

    /// <summary>The total of a running sum over all lanes.</summary>
    static abstract double Total(V low, V high);

    /// <summary>In each lane, the sum of the lanes up to it.</summary>
    static abstract V SumsUpTo(V value);

    /// <summary>In each lane, the sum of the lanes from it on.</summary>
    static abstract V SumsFrom(V value);

    /// <summary>e to the power x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Exp(V x) => SimdMath.Exp<V, T>(x);

    /// <summary>exp(x) - 1, exact near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Expm1(V x) => SimdMath.Expm1<V, T>(x);

    /// <summary>The natural logarithm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Log(V x) => SimdMath.Log<V, T>(x);

    /// <summary>log(1 + x), exact near 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Log1p(V x) => SimdMath.Log1p<V, T>(x);

    /// <summary>log(1 + x) for x from 0 to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Log1pOfUnit(V x) => SimdMath.Log1pOfUnit<V, T>(x);

    /// <summary>The logarithm to base 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Log2(V x) => SimdMath.Log2<V, T>(x);

    /// <summary>1 / sqrt(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Rsqrt(V x) => V.Create(T.One) / V.Sqrt(x);

    /// <summary>The cube root.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Cbrt(V x) => SimdMath.Cbrt<V, T>(x);

    /// <summary>-1, 0 or 1; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Sign(V x) => SimdMath.Sign<V, T>(x);

    /// <summary>x to the power y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Pow(V x, V y) => SimdMath.Pow<V, T>(x, y);

    /// <summary>The sine, of radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Sin(V x) => Calls.Sin<V, T>(x);

    /// <summary>The cosine, of radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Cos(V x) => Calls.Cos<V, T>(x);

    /// <summary>The tangent, of radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Tan(V x) => SimdMath.Tan<V, T>(x);

    /// <summary>The inverse sine, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Asin(V x) => SimdMath.Asin<V, T>(x);

    /// <summary>The inverse cosine, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Acos(V x) => SimdMath.Acos<V, T>(x);

    /// <summary>The inverse tangent, in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Atan(V x) => SimdMath.Atan<V, T>(x);

    /// <summary>The angle of the point (x, y), in radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Atan2(V y, V x) => SimdMath.Atan2<V, T>(y, x);

    /// <summary>The hyperbolic sine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Sinh(V x) => SimdMath.Sinh<V, T>(x);

    /// <summary>The hyperbolic cosine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Cosh(V x) => SimdMath.Cosh<V, T>(x);

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Tanh(V x) => SimdMath.Tanh<V, T>(x);

    /// <summary>log(cosh(x)), exact near 0 and without overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V LogCosh(V x) => SimdMath.LogCosh<V, T>(x);

    /// <summary>tanh(x) for a given exp(-2|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V TanhFrom(V x, V decay) => SimdMath.TanhFrom<V, T>(x, decay);

    /// <summary>log(cosh(x)) for a given exp(-2|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V LogCoshFrom(V x, V decay) => SimdMath.LogCoshFrom<V, T>(x, decay);

    /// <summary>The error function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Erf(V x) => SimdMath.Erf<V, T>(x);

    /// <summary>1 - erf(x), exact in the tail.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Erfc(V x) => SimdMath.Erfc<V, T>(x);

    /// <summary>The logarithm of the absolute value of the gamma function.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Lgamma(V x) => SimdMath.Lgamma<V, T>(x);

    /// <summary>The derivative of lgamma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Digamma(V x) => SimdMath.Digamma<V, T>(x);

    /// <summary>The derivative of digamma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V Trigamma(V x) => SimdMath.Trigamma<V, T>(x);

    /// <summary>x * log(y), and 0 where x is 0 and y is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V XLogY(V x, V y) => SimdMath.XLogY<V, T>(x, y);

    /// <summary>x * log, and 0 where x is 0 and log is not NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V TimesLog(V x, V log) => SimdMath.TimesLog<V, T>(x, log);

    /// <summary>x / y, and 0 where x is 0 and y is not NaN: the derivative of <see cref="XLogY"/> by y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V XOverY(V x, V y) => SimdMath.XOverY<V, T>(x, y);

    /// <summary>The share of the derivative that max(x, y) passes to x: 1 where x is larger, 1/2 on a tie, else 0; NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual V MaxShare(V x, V y) => SimdMath.MaxShare<V, T>(x, y);
}
