namespace LossGen.Generator.Graph;

/// <summary>A named dimension, made by <see cref="GraphBuilder"/>. Two axes are never equal, be their extents or their names.</summary>
/// <param name="Name">The name in formulas and messages.</param>
/// <param name="Index">Its number in the graph.</param>
/// <param name="Order">Where it stands in loops: outer axes first, the one along which memory is contiguous last.</param>
internal sealed record Axis(string Name, int Index, double Order)
{
    private Axis? extent;
    private IReadOnlyList<Axis>? parts;

    /// <summary>The axes of the formula that it stands for, outermost first: itself, or those that were joined to one.</summary>
    public IReadOnlyList<Axis> Parts
    {
        get => parts ?? [this];
        init => parts = value;
    }

    public bool IsJoined => parts is not null;

    /// <summary>The two axes whose positions on it add up to the same; null for other axes.</summary>
    public (Axis Rows, Axis Columns)? Diagonal { get; init; }

    /// <summary>The one position that is meant, where it stands for that in what is written; null for axes to loop over.</summary>
    public int? At { get; private init; }

    /// <summary>What messages call it where no name of the formula runs over it: "dimension 1 of 'z'", counted from 0 as everywhere.</summary>
    public string? Described { get; init; }

    /// <summary>What messages call it.</summary>
    public string Shown => Described ?? $"'{Name}'";

    /// <summary>The axis that stands for all axes of the same extent.</summary>
    public Axis Extent
    {
        get => extent is null || ReferenceEquals(extent, this) ? this : extent.Extent;
        set
        {
            if (!ReferenceEquals(Extent, value.Extent))
                Extent.extent = value.Extent;
        }
    }

    /// <summary>One position of it, for what is written there alone.</summary>
    public Axis PositionAt(int position) => new(Name, Index, Order) { At = position, Extent = this };

    public bool Equals(Axis? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Index;

    public override string ToString() => Name;
}

/// <summary>A set of axes, in the order of loops.</summary>
internal readonly struct AxisSet(IReadOnlyList<Axis> axes, ulong bits) : IEquatable<AxisSet>
{
    public const int MaxAxes = 64;

    public static readonly AxisSet Empty = new([], 0);

    private readonly IReadOnlyList<Axis>? axes = axes;
    private readonly ulong bits = bits;

    public IReadOnlyList<Axis> Axes => axes ?? [];

    public int Count => Axes.Count;

    public bool IsEmpty => bits == 0;

    public static AxisSet Of(params Axis[] axes) => Of((IEnumerable<Axis>)axes);

    public static AxisSet Of(IEnumerable<Axis> axes)
    {
        Axis[] ordered = [.. axes.Distinct().OrderBy(axis => axis.Order).ThenBy(axis => axis.Index)];
        return new AxisSet(ordered, ordered.Aggregate(0UL, (all, axis) => all | Bit(axis)));
    }

    public bool Contains(Axis axis) => (bits & Bit(axis)) != 0;

    public bool Overlaps(AxisSet other) => (bits & other.bits) != 0;

    public bool IsSubsetOf(AxisSet other) => (bits & ~other.bits) == 0;

    public AxisSet With(AxisSet other) =>
        other.IsSubsetOf(this) ? this : IsSubsetOf(other) ? other : Of(Axes.Concat(other.Axes));

    public AxisSet With(Axis axis) => Contains(axis) ? this : Of(Axes.Append(axis));

    public AxisSet Without(Axis axis) => Contains(axis) ? Of(Axes.Where(other => other != axis)) : this;

    public AxisSet Without(AxisSet other) => Overlaps(other) ? Of(Axes.Where(axis => !other.Contains(axis))) : this;

    public bool Equals(AxisSet other) => bits == other.bits;

    public override bool Equals(object? obj) => obj is AxisSet other && Equals(other);

    public override int GetHashCode() => bits.GetHashCode();

    private static ulong Bit(Axis axis) => 1UL << axis.Index;
}
