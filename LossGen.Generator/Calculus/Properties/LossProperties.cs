using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>The names of the members of the runtime's enumeration, by which they are emitted.</summary>
internal enum Smoothness
{
    Unknown,
    Smooth,
    ContinuouslyDifferentiable,
    Kinked,
    Discontinuous,
}

/// <summary>What is proven of a loss as a function of one parameter. The members are those of the runtime's LossInfo.</summary>
internal sealed record LossProperties
{
    public string Parameter { get; init; } = "";

    public string Assumption { get; init; } = "";

    public Smoothness Smoothness { get; init; }

    public IReadOnlyList<string> Kinks { get; init; } = [];

    public Bend Bend { get; init; }

    public double? LipschitzConstant { get; init; }

    public string LipschitzBound { get; init; } = "";

    public bool IsRobust { get; init; }

    public Interval GradientRange { get; init; } = Interval.All;

    public bool IsSymmetric { get; init; }

    /// <summary>The tensor that can change places with the parameter; null where the parameter's sign does not matter.</summary>
    public string? Target { get; init; }

    public Interval Range { get; init; } = Interval.All;

    public IReadOnlyList<string> NeedsUnitInterval { get; init; } = [];

    /// <summary>The properties as sentences.</summary>
    public IEnumerable<string> Facts()
    {
        if (Assumption.Length > 0)
            yield return $"For {Assumption}:";
        if (Range.IsNonNegative)
            yield return "It is never negative.";
        foreach (string kink in Kinks.Take(3))
            yield return kink;
        if (Smoothness == Smoothness.Smooth)
            yield return $"It is smooth in {Parameter}.";
        else if (Smoothness == Smoothness.ContinuouslyDifferentiable)
            yield return $"Its gradient by {Parameter} is continuous.";
        else if (Smoothness == Smoothness.Discontinuous)
            yield return $"It has steps in {Parameter}.";
        if (LipschitzBound.Length > 0 || IsRobust)
            yield return GradientFact();
        if (Bend != Bend.Unknown)
            yield return $"It is {Bend.ToString().ToLowerInvariant()} in {Parameter}.";
        if (IsSymmetric)
            yield return Target is null ? $"The sign of {Parameter} does not matter." : $"{Parameter} and {Target} can change places.";
    }

    private string GradientFact() => $"""
        {(LipschitzConstant is { } number && !SymbolicBounds.IsPlain(number) && !IsRobust ? $"Within the range of {Parameter} its gradient" : $"Its gradient by {Parameter}")} {(
            LipschitzBound.Length > 0 ? $"is at most {LipschitzBound}" : "is bounded")} for each term{(IsRobust ? ": a single outlier has a bounded influence" : "")}.
        """;
}
