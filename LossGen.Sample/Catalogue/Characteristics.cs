using System.Globalization;
using LossGen.Losses;

namespace LossGen.Sample;

/// <summary>The computed properties of a loss in words.</summary>
public static class Characteristics
{
    /// <summary>What is not proven.</summary>
    public const string Unproven = "–";

    public static string Convex(LossInfo info) => info.Convexity switch
    {
        Convexity.Convex => "convex",
        Convexity.Affine => "affine",
        Convexity.Concave => "concave",
        _ => Unproven,
    };

    public static string Smooth(LossInfo info) => info.Smoothness switch
    {
        Smoothness.Smooth => "smooth",
        Smoothness.ContinuouslyDifferentiable => "once",
        Smoothness.Kinked => "kinks",
        Smoothness.Discontinuous => "steps",
        _ => Unproven,
    };

    public static string Robust(LossInfo info) => info.IsRobust ? "robust" : Unproven;

    /// <summary>The bound of the gradient of one term by an element.</summary>
    public static string Bound(LossInfo info) =>
        info.LipschitzConstant is { } bound ? Number(bound) : info.LipschitzBound.Length > 0 ? info.LipschitzBound : Unproven;

    public static string Range(LossInfo info) =>
        info.Range == ValueRange.All ? Unproven : $"{Number(info.Range.Minimum)} … {Number(info.Range.Maximum)}";

    /// <summary>All that is proven, in a sentence or less.</summary>
    public static string Of(LossInfo info)
    {
        List<string> parts = [];
        if (info.Convexity != Convexity.Unknown)
            parts.Add(Convex(info));
        if (info.Smoothness != Smoothness.Unknown)
            parts.Add(info.Smoothness == Smoothness.ContinuouslyDifferentiable ? "once differentiable" : Smooth(info));
        if (info.IsRobust)
            parts.Add("robust");
        if (Bound(info) is var bound and not Unproven)
            parts.Add($"|gradient| ≤ {bound}");
        if (Range(info) is var range and not Unproven)
            parts.Add($"value {range}");
        if (info.NeedsUnitInterval.Count > 0)
            parts.Add($"{string.Join(", ", info.NeedsUnitInterval)} in 0 … 1");
        return parts.Count == 0 ? "nothing proven" : string.Join("; ", parts) + (info.Assumption.Length > 0 ? $" ({info.Assumption})" : "");
    }

    /// <summary>Whether the loss is of that task, or names it among its use cases; logistic regression is classification.</summary>
    public static bool IsFor(LossEntry entry, LossTask task) => entry.Task == task || entry.UseCases.Any(useCase =>
        useCase.Replace("logistic regression", "", StringComparison.Ordinal).Contains(task.ToString(), StringComparison.OrdinalIgnoreCase));

    private static string Number(double value) => double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "-∞"
        : value.ToString(Math.Abs(value) < 1e5 ? "0.####" : "0.##e+0", CultureInfo.InvariantCulture);
}
