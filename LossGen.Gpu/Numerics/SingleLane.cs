using System.Runtime.CompilerServices;
using ILGPU.Util;
using LossGen.Simd;

namespace LossGen.Gpu;

/// <summary>
/// One float on a device. A mask is a condition beside the number, which the compilers of devices keep in a predicate; the fields that a
/// value does not use cost nothing, since they take structs apart.
/// </summary>
public readonly partial struct SingleLane : ISimd<SingleLane, float>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly float lane;
    private readonly bool set;

    // Used by a running sum only.
    private readonly double wide;

    /// <summary>The number as a lane.</summary>
    [MethodImpl(Inline)]
    public SingleLane(float value)
    {
        lane = value;
        set = false;
        wide = 0;
    }

    [MethodImpl(Inline)]
    private SingleLane(float value, bool mask, double sum)
    {
        lane = value;
        set = mask;
        wide = sum;
    }

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static bool IsSingle => true;

    /// <summary>The number.</summary>
    public float Value
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
    public static SingleLane Create(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Constant(double value) => new((float)value);

    /// <summary>A mask from a condition.</summary>
    [MethodImpl(Inline)]
    public static SingleLane Mask(bool set) => new(0, set, 0);

    /// <inheritdoc/>
    public static SingleLane Load(ref readonly float source, nint index) => new(Unsafe.Add(ref Unsafe.AsRef(in source), index));

    /// <inheritdoc/>
    public static SingleLane Load(ref readonly int source, nint index) => new(Unsafe.Add(ref Unsafe.AsRef(in source), index));

    /// <inheritdoc/>
    public static void Store(ref float destination, nint index, SingleLane value) => Unsafe.Add(ref destination, index) = value.lane;

    /// <inheritdoc/>
    public static SingleLane LoadFirst(ref readonly float source, nint index, nint count) => count > 0 ? Load(in source, index) : default;

    /// <inheritdoc/>
    public static void StoreFirst(ref float destination, nint index, SingleLane value, nint count)
    {
        if (count > 0)
            Store(ref destination, index, value);
    }

    /// <inheritdoc/>
    public static void Stream(ref float destination, nint index, SingleLane value) => Store(ref destination, index, value);

    /// <inheritdoc/>
    public static SingleLane SumsUpTo(SingleLane value) => value;

    /// <inheritdoc/>
    public static SingleLane SumsFrom(SingleLane value) => value;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Largest(SingleLane value) => value.lane;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float Smallest(SingleLane value) => value.lane;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static float GetLane(SingleLane value, int lane) => value.lane;

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane WithLane(SingleLane value, int lane, float element) => new(element);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static implicit operator SingleLane(float value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane operator +(SingleLane left, SingleLane right) => new(left.lane + right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane operator -(SingleLane left, SingleLane right) => new(left.lane - right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane operator *(SingleLane left, SingleLane right) => new(left.lane * right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane operator /(SingleLane left, SingleLane right) => new(left.lane / right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane operator -(SingleLane value) => new(-value.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane operator &(SingleLane left, SingleLane right) => Mask(left.set & right.set);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane operator |(SingleLane left, SingleLane right) => Mask(left.set | right.set);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane operator ~(SingleLane value) => Mask(!value.set);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane LessThan(SingleLane left, SingleLane right) => Mask(left.lane < right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane LessThanOrEqual(SingleLane left, SingleLane right) => Mask(left.lane <= right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane GreaterThan(SingleLane left, SingleLane right) => Mask(left.lane > right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane GreaterThanOrEqual(SingleLane left, SingleLane right) => Mask(left.lane >= right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Equal(SingleLane left, SingleLane right) => Mask(left.lane == right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane NotEqual(SingleLane left, SingleLane right) => Mask(left.lane != right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Select(SingleLane mask, SingleLane whenTrue, SingleLane whenFalse) =>
        new(Utilities.Select(mask.set, whenTrue.lane, whenFalse.lane), Utilities.Select(mask.set, whenTrue.set, whenFalse.set), 0);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane MultiplyAdd(SingleLane a, SingleLane b, SingleLane c) => new((a.lane * b.lane) + c.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane MultiplyAdd(SingleLane a, SingleLane b, double c) => new((a.lane * b.lane) + (float)c);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Abs(SingleLane value) => new(DeviceMath.Abs(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Sqrt(SingleLane value) => new(DeviceMath.Sqrt(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Floor(SingleLane value) => new(DeviceMath.Floor(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Ceiling(SingleLane value) => new(DeviceMath.Ceiling(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Round(SingleLane value) => new(DeviceMath.Round(value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Max(SingleLane left, SingleLane right) => new(DeviceMath.Max(left.lane, right.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Min(SingleLane left, SingleLane right) => new(DeviceMath.Min(left.lane, right.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane CopySign(SingleLane magnitude, SingleLane sign) => new(DeviceBits.CopySign(magnitude.lane, sign.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane AtLeast(SingleLane bound, SingleLane value) => new(Utilities.Select(value.lane < bound.lane, bound.lane, value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane AtMost(SingleLane bound, SingleLane value) => new(Utilities.Select(value.lane > bound.lane, bound.lane, value.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane PowerOfTwo(SingleLane exponent) => new(DeviceBits.PowerOfTwo(exponent.lane));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Scale(SingleLane value, SingleLane exponent) => SimdMath.ScaleInSteps<SingleLane, float>(value, exponent);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane Decompose(SingleLane value, out SingleLane exponent) => SimdMath.DecomposeInSteps<SingleLane, float>(value, out exponent);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static SingleLane DecomposeNormal(SingleLane value, out SingleLane exponent)
    {
        float mantissa = DeviceBits.Decompose(value.lane, out float power);
        exponent = new(power);
        return new(mantissa);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Accumulate(ref SingleLane low, ref SingleLane high, SingleLane value) => AccumulateDouble(ref low, ref high, value.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void AccumulateProduct(ref SingleLane low, ref SingleLane high, SingleLane left, SingleLane right) =>
        AccumulateDouble(ref low, ref high, (double)left.lane * right.lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Total(SingleLane low, SingleLane high) => double.IsFinite(low.wide) ? low.wide + high.wide : low.wide;

    // Knuth's TwoSum: low is the rounded sum, high gathers what the rounding lost.
    [MethodImpl(Inline)]
    private static void AccumulateDouble(ref SingleLane low, ref SingleLane high, double value)
    {
        double sum = low.wide + value;
        double added = sum - low.wide;
        high = new(0, false, high.wide + (low.wide - (sum - added)) + (value - added));
        low = new(0, false, sum);
    }
}
