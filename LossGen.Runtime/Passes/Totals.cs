using LossGen.Nests;

namespace LossGen.Passes;

/// <summary>The reductions of a pass. The default value is that of no elements.</summary>
/// <typeparam name="TSelf">The implementing type itself.</typeparam>
public interface ITotals<TSelf>
    where TSelf : unmanaged, ITotals<TSelf>
{
    /// <summary>Adds the totals of the elements that follow.</summary>
    void Add(in TSelf later);
}

/// <summary>The totals of a pass that only writes.</summary>
public struct NoTotals : ITotals<NoTotals>
{
    /// <inheritdoc/>
    public readonly void Add(in NoTotals later)
    {
    }
}

/// <summary>A reduction of the reductions of parts.</summary>
public interface IPartTotal
{
    /// <summary>The reduction of all parts.</summary>
    double Value { get; }

    /// <summary>Takes the next part into account.</summary>
    void Add(double value);
}

/// <summary>A sum of the sums of blocks, with what rounding lost kept beside it (Knuth's TwoSum).</summary>
public struct SumTotal : ITotals<SumTotal>, IPartTotal
{
    private double sum;
    private double lost;

    /// <summary>The sum; 0 over nothing.</summary>
    public readonly double Value => double.IsFinite(sum) ? sum + lost : sum;

    /// <summary>Adds the sum of a block.</summary>
    public void Add(double value)
    {
        double next = sum + value;
        double added = next - sum;
        lost += (sum - (next - added)) + (value - added);
        sum = next;
    }

    /// <summary>Adds a float, or the product of two, for which a double has bits enough: nothing is compensated.</summary>
    public void AddFloat(double value) => sum += value;

    /// <summary>Adds the sum of the elements that follow.</summary>
    public void Add(in SumTotal later)
    {
        Add(later.sum);
        lost += later.lost;
    }
}

/// <summary>The maximum over blocks; NaN once a NaN was seen, -inf over nothing.</summary>
public struct MaxTotal : ITotals<MaxTotal>, IPartTotal
{
    private double max;
    // 0 or 1: views of a device hold no bool.
    private int any;

    /// <summary>The maximum.</summary>
    public readonly double Value => any != 0 ? max : double.NegativeInfinity;

    /// <summary>The maximum, or 0 where that is infinite: what exponents are shifted by.</summary>
    public readonly double Shift => OnlineSum.ShiftBy(Value);

    /// <summary>Takes the maximum of a block into account.</summary>
    public void Add(double value)
    {
        // Not Math.Max, which on a device loses NaN.
        max = any == 0 || value > max || double.IsNaN(value) ? value : max;
        any = 1;
    }

    /// <summary>Takes the maximum of the elements that follow into account.</summary>
    public void Add(in MaxTotal later)
    {
        if (later.any != 0)
            Add(later.max);
    }
}

/// <summary>The minimum over blocks; NaN once a NaN was seen, +inf over nothing.</summary>
public struct MinTotal : ITotals<MinTotal>, IPartTotal
{
    private double min;
    // 0 or 1: views of a device hold no bool.
    private int any;

    /// <summary>The minimum.</summary>
    public readonly double Value => any != 0 ? min : double.PositiveInfinity;

    /// <summary>Takes the minimum of a block into account.</summary>
    public void Add(double value)
    {
        min = any == 0 || value < min || double.IsNaN(value) ? value : min;
        any = 1;
    }

    /// <summary>Takes the minimum of the elements that follow into account.</summary>
    public void Add(in MinTotal later)
    {
        if (later.any != 0)
            Add(later.min);
    }
}

/// <summary>The product over blocks; 1 over nothing.</summary>
public struct ProductTotal : ITotals<ProductTotal>, IPartTotal
{
    private double product;
    // 0 or 1: views of a device hold no bool.
    private int any;

    /// <summary>The product.</summary>
    public readonly double Value => any != 0 ? product : 1;

    /// <summary>Multiplies by the product of a block.</summary>
    public void Add(double value)
    {
        product = Value * value;
        any = 1;
    }

    /// <summary>Multiplies by the product of the elements that follow.</summary>
    public void Add(in ProductTotal later) => Add(later.Value);
}
