using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

/// <summary>One lane: the same arithmetic as the wide registers, for the elements that do not fill one.</summary>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public readonly struct Lane<T> : ISimd<Lane<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly T lane;

    // Used by a running sum only, which is wider than the element.
    private readonly double wide;

    [MethodImpl(Inline)]
    private Lane(T lane) => this.lane = lane;

    private Lane(double wide, T lane)
    {
        this.wide = wide;
        this.lane = lane;
    }

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float);
    }

    private static T AllBits => typeof(T) == typeof(float)
        ? (T)(object)BitConverter.Int32BitsToSingle(-1)
        : (T)(object)BitConverter.Int64BitsToDouble(-1);

    /// <inheritdoc/>
    public static Lane<T> SumsUpTo(Lane<T> value) => value;

    /// <inheritdoc/>
    public static Lane<T> SumsFrom(Lane<T> value) => value;

    /// <inheritdoc/>
    public static T Largest(Lane<T> value) => value.lane;

    /// <inheritdoc/>
    public static T Smallest(Lane<T> value) => value.lane;

    /// <inheritdoc/>
    public static Lane<T> LoadFirst(ref readonly T source, nint index, nint count) => count > 0 ? Load(in source, index) : default;

    /// <inheritdoc/>
    public static void StoreFirst(ref T destination, nint index, Lane<T> value, nint count)
    {
        if (count > 0)
            Store(ref destination, index, value);
    }

    /// <inheritdoc/>
    public static void Stream(ref T destination, nint index, Lane<T> value) => Store(ref destination, index, value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Create(T value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Constant(double value) => Create(SimdMath.Narrow<T>(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Load(ref readonly T source, nint index) => new(Unsafe.Add(ref Unsafe.AsRef(in source), index));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Load(ref readonly int source, nint index) =>
        new(T.CreateTruncating(Unsafe.Add(ref Unsafe.AsRef(in source), index)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(ref T destination, nint index, Lane<T> value) => Unsafe.Add(ref destination, index) = value.lane;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T GetLane(Lane<T> value, int lane) => value.lane;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> WithLane(Lane<T> value, int lane, T element) => new(element);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static implicit operator Lane<T>(T value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> operator +(Lane<T> left, Lane<T> right) => new(left.lane + right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> operator -(Lane<T> left, Lane<T> right) => new(left.lane - right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> operator *(Lane<T> left, Lane<T> right) => new(left.lane * right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> operator /(Lane<T> left, Lane<T> right) => new(left.lane / right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> operator -(Lane<T> value) => new(-value.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> operator &(Lane<T> left, Lane<T> right) => IsSet(left) ? right : Mask(false);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> operator |(Lane<T> left, Lane<T> right) => IsSet(left) ? left : right;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> operator ~(Lane<T> value) => Mask(!IsSet(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> LessThan(Lane<T> left, Lane<T> right) => Mask(left.lane < right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> LessThanOrEqual(Lane<T> left, Lane<T> right) => Mask(left.lane <= right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> GreaterThan(Lane<T> left, Lane<T> right) => Mask(left.lane > right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> GreaterThanOrEqual(Lane<T> left, Lane<T> right) => Mask(left.lane >= right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Equal(Lane<T> left, Lane<T> right) => Mask(left.lane == right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> NotEqual(Lane<T> left, Lane<T> right) => Mask(left.lane != right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Select(Lane<T> mask, Lane<T> whenTrue, Lane<T> whenFalse) => IsSet(mask) ? whenTrue : whenFalse;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> MultiplyAdd(Lane<T> a, Lane<T> b, Lane<T> c) => new(T.MultiplyAddEstimate(a.lane, b.lane, c.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> MultiplyAdd(Lane<T> a, Lane<T> b, double c) => MultiplyAdd(a, b, Constant(c));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Abs(Lane<T> value) => new(T.Abs(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Sqrt(Lane<T> value) => new(T.Sqrt(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Floor(Lane<T> value) => new(T.Floor(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Ceiling(Lane<T> value) => new(T.Ceiling(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Round(Lane<T> value) => new(T.Round(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Max(Lane<T> left, Lane<T> right) => new(T.Max(left.lane, right.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Min(Lane<T> left, Lane<T> right) => new(T.Min(left.lane, right.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> AtLeast(Lane<T> bound, Lane<T> value) => value.lane < bound.lane ? bound : value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> AtMost(Lane<T> bound, Lane<T> value) => value.lane > bound.lane ? bound : value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> PowerOfTwo(Lane<T> exponent)
    {
        // As in the wide registers.
        if (typeof(T) == typeof(float))
        {
            int bits = BitConverter.SingleToInt32Bits((float)(object)exponent.lane + (12582912f + 127f));
            return new((T)(object)BitConverter.Int32BitsToSingle(bits << 23));
        }

        long longBits = BitConverter.DoubleToInt64Bits((double)(object)exponent.lane + (6755399441055744.0 + 1023.0));
        return new((T)(object)BitConverter.Int64BitsToDouble(longBits << 52));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Scale(Lane<T> value, Lane<T> exponent) => SimdMath.ScaleInSteps<Lane<T>, T>(value, exponent);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> Decompose(Lane<T> value, out Lane<T> exponent) => SimdMath.DecomposeInSteps<Lane<T>, T>(value, out exponent);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> DecomposeNormal(Lane<T> value, out Lane<T> exponent)
    {
        if (typeof(T) == typeof(float))
        {
            int offset = BitConverter.SingleToInt32Bits((float)(object)value.lane) - 0x3f400000;
            exponent = new(T.CreateTruncating(offset >> 23));
            return new((T)(object)BitConverter.Int32BitsToSingle((offset & 0x007fffff) + 0x3f400000));
        }

        long longOffset = BitConverter.DoubleToInt64Bits((double)(object)value.lane) - 0x3fe8000000000000L;
        exponent = new(T.CreateTruncating(longOffset >> 52));
        return new((T)(object)BitConverter.Int64BitsToDouble((longOffset & 0x000fffffffffffffL) + 0x3fe8000000000000L));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lane<T> CopySign(Lane<T> magnitude, Lane<T> sign) => new(T.CopySign(magnitude.lane, sign.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Accumulate(ref Lane<T> low, ref Lane<T> high, Lane<T> value) =>
        AccumulateDouble(ref low, ref high, double.CreateTruncating(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void AccumulateProduct(ref Lane<T> low, ref Lane<T> high, Lane<T> left, Lane<T> right) =>
        AccumulateDouble(ref low, ref high, double.CreateTruncating(left.lane) * double.CreateTruncating(right.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Total(Lane<T> low, Lane<T> high) => double.IsFinite(low.wide) ? low.wide + high.wide : low.wide;

    // Knuth's TwoSum: low is the rounded sum, high gathers what the rounding lost.
    private static void AccumulateDouble(ref Lane<T> low, ref Lane<T> high, double value)
    {
        double sum = low.wide + value;
        double added = sum - low.wide;
        high = new(high.wide + (low.wide - (sum - added)) + (value - added), default);
        low = new(sum, default);
    }

    [MethodImpl(Inline)]
    private static bool IsSet(Lane<T> mask) => !T.IsPositive(mask.lane);

    [MethodImpl(Inline)]
    private static Lane<T> Mask(bool set) => new(set ? AllBits : T.Zero);
}
