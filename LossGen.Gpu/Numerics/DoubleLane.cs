using System.Runtime.CompilerServices;
using ILGPU.Util;
using LossGen.Simd;

namespace LossGen.Gpu;

/// <summary>
/// One double on a device. A mask is a condition beside the number, which the compilers of devices keep in a predicate; the fields that a
/// value does not use cost nothing, since they take structs apart.
/// </summary>
public readonly partial struct DoubleLane : ISimd<DoubleLane, double>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly double lane;
    private readonly bool set;

    // Used by a running sum only.
    private readonly double wide;

    /// <summary>The number as a lane.</summary>
    [MethodImpl(Inline)]
    public DoubleLane(double value)
    {
        lane = value;
        set = false;
        wide = 0;
    }

    [MethodImpl(Inline)]
    private DoubleLane(double value, bool mask, double sum)
    {
        lane = value;
        set = mask;
        wide = sum;
    }

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static bool IsSingle => false;

    /// <summary>The number.</summary>
    public double Value
    {
        [MethodImpl(Inline)]
        get => lane;
    }

    /// <summary>Whether the lane is set in a mask.</summary>
    public bool IsSet
    {
        [MethodImpl(Inline)]
        get => set;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Create(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Constant(double value) => new(value);

    /// <summary>A mask from a condition.</summary>
    [MethodImpl(Inline)]
    public static DoubleLane Mask(bool set) => new(0, set, 0);

    /// <inheritdoc/>
    public static DoubleLane Load(ref readonly double source, nint index) => new(Unsafe.Add(ref Unsafe.AsRef(in source), index));

    /// <inheritdoc/>
    public static DoubleLane Load(ref readonly int source, nint index) => new(Unsafe.Add(ref Unsafe.AsRef(in source), index));

    /// <inheritdoc/>
    public static void Store(ref double destination, nint index, DoubleLane value) => Unsafe.Add(ref destination, index) = value.lane;

    /// <inheritdoc/>
    public static DoubleLane LoadFirst(ref readonly double source, nint index, nint count) => count > 0 ? Load(in source, index) : default;

    /// <inheritdoc/>
    public static void StoreFirst(ref double destination, nint index, DoubleLane value, nint count)
    {
        if (count > 0)
            Store(ref destination, index, value);
    }

    /// <inheritdoc/>
    public static void Stream(ref double destination, nint index, DoubleLane value) => Store(ref destination, index, value);

    /// <inheritdoc/>
    public static DoubleLane SumsUpTo(DoubleLane value) => value;

    /// <inheritdoc/>
    public static DoubleLane SumsFrom(DoubleLane value) => value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Largest(DoubleLane value) => value.lane;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Smallest(DoubleLane value) => value.lane;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double GetLane(DoubleLane value, int lane) => value.lane;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane WithLane(DoubleLane value, int lane, double element) => new(element);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static implicit operator DoubleLane(double value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane operator +(DoubleLane left, DoubleLane right) => new(left.lane + right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane operator -(DoubleLane left, DoubleLane right) => new(left.lane - right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane operator *(DoubleLane left, DoubleLane right) => new(left.lane * right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane operator /(DoubleLane left, DoubleLane right) => new(left.lane / right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane operator -(DoubleLane value) => new(-value.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane operator &(DoubleLane left, DoubleLane right) => Mask(left.set & right.set);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane operator |(DoubleLane left, DoubleLane right) => Mask(left.set | right.set);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane operator ~(DoubleLane value) => Mask(!value.set);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane LessThan(DoubleLane left, DoubleLane right) => Mask(left.lane < right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane LessThanOrEqual(DoubleLane left, DoubleLane right) => Mask(left.lane <= right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane GreaterThan(DoubleLane left, DoubleLane right) => Mask(left.lane > right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane GreaterThanOrEqual(DoubleLane left, DoubleLane right) => Mask(left.lane >= right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Equal(DoubleLane left, DoubleLane right) => Mask(left.lane == right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane NotEqual(DoubleLane left, DoubleLane right) => Mask(left.lane != right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Select(DoubleLane mask, DoubleLane whenTrue, DoubleLane whenFalse) =>
        new(Utilities.Select(mask.set, whenTrue.lane, whenFalse.lane), Utilities.Select(mask.set, whenTrue.set, whenFalse.set), 0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane MultiplyAdd(DoubleLane a, DoubleLane b, DoubleLane c) => new((a.lane * b.lane) + c.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane MultiplyAdd(DoubleLane a, DoubleLane b, double c) => new((a.lane * b.lane) + c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Abs(DoubleLane value) => new(DeviceMath.Abs(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Sqrt(DoubleLane value) => new(DeviceMath.Sqrt(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Floor(DoubleLane value) => new(DeviceMath.Floor(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Ceiling(DoubleLane value) => new(DeviceMath.Ceiling(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Round(DoubleLane value) => new(DeviceMath.Round(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Max(DoubleLane left, DoubleLane right) => new(DeviceMath.Max(left.lane, right.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Min(DoubleLane left, DoubleLane right) => new(DeviceMath.Min(left.lane, right.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane CopySign(DoubleLane magnitude, DoubleLane sign) => new(DeviceBits.CopySign(magnitude.lane, sign.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane AtLeast(DoubleLane bound, DoubleLane value) => new(Utilities.Select(value.lane < bound.lane, bound.lane, value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane AtMost(DoubleLane bound, DoubleLane value) => new(Utilities.Select(value.lane > bound.lane, bound.lane, value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane PowerOfTwo(DoubleLane exponent) => new(DeviceBits.PowerOfTwo(exponent.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Scale(DoubleLane value, DoubleLane exponent) => SimdMath.ScaleInSteps<DoubleLane, double>(value, exponent);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane Decompose(DoubleLane value, out DoubleLane exponent) => SimdMath.DecomposeInSteps<DoubleLane, double>(value, out exponent);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static DoubleLane DecomposeNormal(DoubleLane value, out DoubleLane exponent)
    {
        double mantissa = DeviceBits.Decompose(value.lane, out double power);
        exponent = new(power);
        return new(mantissa);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Accumulate(ref DoubleLane low, ref DoubleLane high, DoubleLane value) => AccumulateDouble(ref low, ref high, value.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void AccumulateProduct(ref DoubleLane low, ref DoubleLane high, DoubleLane left, DoubleLane right) =>
        AccumulateDouble(ref low, ref high, left.lane * right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Total(DoubleLane low, DoubleLane high) => double.IsFinite(low.wide) ? low.wide + high.wide : low.wide;

    // Knuth's TwoSum: low is the rounded sum, high gathers what the rounding lost.
    [MethodImpl(Inline)]
    private static void AccumulateDouble(ref DoubleLane low, ref DoubleLane high, double value)
    {
        double sum = low.wide + value;
        double added = sum - low.wide;
        high = new(0, false, high.wide + (low.wide - (sum - added)) + (value - added));
        low = new(0, false, sum);
    }
}
