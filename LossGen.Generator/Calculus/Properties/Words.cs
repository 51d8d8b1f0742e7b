using System.Globalization;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>Says properties in words.</summary>
internal static class Words
{
    public static string Kink(Func<Node, string> print, Node node, string where) => $"{print(node)} is not differentiable {where}.";

    /// <summary>A comparison by which pieces are chosen whose slopes differ.</summary>
    public static string Jump(Func<Node, string> print, Node comparison) =>
        $"The gradient jumps where {print(comparison[0])} = {print(comparison[1])}; the one taken there is that of the choice made there.";

    public static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
