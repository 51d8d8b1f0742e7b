using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>A stretch of a piecewise function.</summary>
internal sealed class Piece
{
    private readonly Piecewise whole;
    private readonly (Polynomial Slope, Polynomial Offset)[] switches;
    private readonly Node[] arguments;
    private readonly int signs;
    private readonly Lazy<Node> slope;

    /// <param name="whole">The function.</param>
    /// <param name="signs">A bit for each switch: whether its argument is positive.</param>
    /// <param name="value">The value.</param>
    /// <param name="arguments">The arguments of the switches.</param>
    /// <param name="switches">These, as slope and value at 0.</param>
    public Piece(Piecewise whole, int signs, Node value, Node[] arguments, (Polynomial Slope, Polynomial Offset)[] switches)
    {
        this.whole = whole;
        this.signs = signs;
        this.switches = switches;
        this.arguments = arguments;
        Value = value;
        slope = new(() => SecondDerivative.Diagonal(whole.Graph, value, whole.X));
        Interval x = whole.X.Range;
        for (int i = 0; i < switches.Length; i++)
        {
            Interval range = arguments[i].Range.Intersect(whole.Canonical.Range(switches[i].Offset + (switches[i].Slope * whole.Canonical.Of(whole.X))));
            IsEmpty |= IsPositive(i) ? range.High < 0 : range.Low > 0;
            for (int j = 0; j < i; j++)
                IsEmpty |= SignBetween(i, j) is { } sign && sign > 0 != (IsPositive(i) == IsPositive(j));
            if (switches[i].Slope.Number is not ({ } number and not 0))
                continue;
            Interval zero = whole.Canonical.Range(switches[i].Offset) * Interval.Of(-1 / number);
            x = IsPositive(i) == number > 0 ? new(Math.Max(x.Low, zero.Low), x.High) : new(x.Low, Math.Min(x.High, zero.High));
        }

        IsEmpty |= x.Low > x.High;
        var narrower = new Dictionary<Node, Interval> { [whole.X] = x };
        foreach (Node node in GraphWalk.Reachable(value).Where(node => node.Op == Op.Multiply && ReferenceEquals(node[1], whole.X)))
            narrower[node] = ScaledRange(node[0], node.Range);
        Ranges = new Ranges(narrower);
    }

    public Node Value { get; }

    /// <summary>The derivative.</summary>
    public Node Slope => slope.Value;

    /// <summary>Whether no x at all has these signs.</summary>
    public bool IsEmpty { get; }

    /// <summary>The values of nodes within the piece.</summary>
    public Ranges Ranges { get; }

    public bool IsPositive(int index) => (signs >> index & 1) != 0;

    /// <summary>The argument of a switch.</summary>
    public Node Argument(int index) => arguments[index];

    /// <summary>The argument of a switch, as slope and value at 0.</summary>
    public (Polynomial Slope, Polynomial Offset) Switch(int index) => switches[index];

    /// <summary>Whether the piece reaches to the end of the line on this side; null where that depends on parameters.</summary>
    public bool? IsOutermost(bool right)
    {
        for (int i = 0; i < switches.Length; i++)
        {
            Interval direction = whole.Canonical.Range(switches[i].Slope);
            if (switches[i].Slope.IsZero)
                continue;
            if (!direction.IsPositive && !(direction.High < 0))
                return null;
            if (direction.IsPositive == right != IsPositive(i))
                return false;
        }

        return true;
    }

    /// <summary>The piece on the other side of where a switch is 0: its sign changes, and that of others that are 0 there by their form.</summary>
    public Piece? Across(int index)
    {
        int flipped = signs;
        for (int i = 0; i < switches.Length; i++)
        {
            if (i == index || SignBetween(index, i) is not null)
                flipped ^= 1 << i;
        }

        return whole.At(flipped);
    }

    /// <summary>Whether the other switches can have their signs where this one is 0; only a proof counts against it.</summary>
    public bool Reaches(int index)
    {
        if (switches[index].Slope.Number is not { } slope || slope == 0)
            return !switches[index].Slope.IsZero;
        Polynomial at = switches[index].Offset.Times(-1 / slope);
        for (int i = 0; i < switches.Length; i++)
        {
            Interval there = whole.Canonical.Range(switches[i].Offset + (switches[i].Slope * at));
            if (IsPositive(i) ? there.High < 0 : there.Low > 0)
                return false;
        }

        return true;
    }

    /// <summary>The values of k * x within the piece: where x is below c, x / c is below 1.</summary>
    private Interval ScaledRange(Node k, Interval range)
    {
        Polynomial factor = whole.Canonical.Of(k);
        for (int i = 0; i < switches.Length; i++)
        {
            if (switches[i].Slope.Number is not ({ } number and not 0) || !(k.Range.IsNonNegative || k.Range.IsNonPositive))
                continue;
            Interval zero = whole.Canonical.Range(factor * switches[i].Offset.Times(-1 / number));
            bool isAbove = IsPositive(i) == number > 0 == k.Range.IsNonNegative;
            range = range.Intersect(isAbove ? new(zero.Low, double.PositiveInfinity) : new(double.NegativeInfinity, zero.High));
        }

        return range;
    }

    /// <summary>1 or -1 where one switch is the other or its opposite.</summary>
    private int? SignBetween(int i, int j) =>
        (switches[i].Slope - switches[j].Slope).IsZero && (switches[i].Offset - switches[j].Offset).IsZero ? 1
        : (switches[i].Slope + switches[j].Slope).IsZero && (switches[i].Offset + switches[j].Offset).IsZero ? -1
        : null;
}
