using System.Globalization;
using System.Xml.Linq;

namespace LossGen.Sample.Gallery;

/// <summary>What was computed from the formula of a loss.</summary>
internal static class Properties
{
    /// <summary>The words by which a reader may look for it: only what is proven.</summary>
    public static IEnumerable<string> Proven(LossInfo info)
    {
        if (info.IsConvex)
            yield return "convex";
        if (info.Smoothness == Smoothness.Smooth)
            yield return "smooth";
        if (info.Smoothness == Smoothness.ContinuouslyDifferentiable)
            yield return "once differentiable";
        if (info.Smoothness == Smoothness.Kinked)
            yield return "kinks";
        if (info.IsRobust)
            yield return "robust";
        if (info.IsSymmetric)
            yield return "symmetric";
    }

    /// <summary>All of it as a list of names and values.</summary>
    public static XElement List(LossInfo info) => Html.Classed("dl", "properties", All(info).Where(pair => pair.Value.Length > 0)
        .Select(pair => new XElement("div", new XElement("dt", pair.Name), new XElement("dd", pair.Value))));

    private static IEnumerable<(string Name, string Value)> All(LossInfo info)
    {
        yield return ("As a function of", info.Parameter);
        yield return ("Curvature", Characteristics.Convex(info) is var convex and not Characteristics.Unproven ? convex : "nothing proven");
        yield return ("Smoothness", info.Smoothness switch
        {
            Smoothness.ContinuouslyDifferentiable => "once continuously differentiable",
            Smoothness.Kinked => "continuous, with kinks",
            Smoothness.Unknown => "nothing proven",
            _ => Characteristics.Smooth(info),
        });
        yield return ("Robust", info.IsRobust ? "yes: one outlier has a bounded influence" : "not proven");
        yield return ("Bound of the |gradient|", Optional(Characteristics.Bound(info)));
        yield return ("Values", Optional(Characteristics.Range(info)));
        yield return ("Probabilities", string.Join(", ", info.NeedsUnitInterval));
        yield return ("Kinks", string.Join(" ", info.Kinks));
        yield return ("Assuming", info.Assumption);
        yield return ("Value", Work(info.Cost));
        yield return ("Value and gradient", Work(info.GradientCost));
    }

    private static string Optional(string text) => text == Characteristics.Unproven ? "" : text;

    /// <summary>The work of a call; nothing of recurrences, whose gradients are not counted.</summary>
    private static string Work(LossCost cost) => cost.BytesPerElement == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{cost.Passes} {(cost.Passes == 1 ? "pass" : "passes")}, {cost.BytesPerElement} bytes and " +
        $"{cost.OperationsPerElement} operations per element");
}
