using LossGen.Generator.Calculus;
using LossGen.Generator.Calculus.Properties;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Generator.Emission;

/// <summary>
/// Writes the static property <c>NameInfo</c> and the value behind it. The value stands in a type of its own: an initialised field in the
/// user's type would have each call of a loss check whether the type is initialised.
/// </summary>
internal static class InfoWriter
{
    private const string Type = "global::LossGen.LossInfo";

    /// <summary>Writes the property into the user's type.</summary>
    /// <param name="declaration">The loss.</param>
    /// <param name="value">What it returns; null where the formula has errors.</param>
    /// <param name="code">Where it goes.</param>
    public static void WriteProperty(LossDeclaration declaration, string? value, CodeWriter code)
    {
        string name = declaration.Name.TrimStart('@');
        code.Line($"/// <summary>What LossGen knows of <c>{name}</c>: its formula, its gradients, what is proven of it and what a call costs.</summary>");
        code.Line(MethodHeader.GeneratedCode);
        code.Line($"{declaration.InfoModifiers} {Type} {name}Info => "
            + $"{value ?? $"throw new global::System.InvalidOperationException(\"The formula of '{name}' has errors.\")"};".TrimStart());
    }

    /// <summary>Writes the type that holds the value, to stand among the kernels.</summary>
    public static string Holder(string typeName, LossDeclaration declaration, LossAnalysis analysis, IReadOnlyList<Companion> companions, DocumentationWriter documentation)
    {
        LossProperties properties = analysis.Properties;
        var code = new CodeWriter();
        code.Open($"internal static class {typeName}");
        code.Line($"public static readonly {Type} Value = new()");
        code.Line("{");
        foreach ((string member, string value) in Members())
            code.Line($"    {member} = {value},");
        code.Line("};");
        code.Close();
        return code.ToString();

        IEnumerable<(string Member, string Value)> Members()
        {
            yield return ("Name", Text(declaration.Name.TrimStart('@')));
            yield return ("Formula", Text(DocumentationWriter.OneLine(declaration.Formula)));
            if (analysis.Gradients.Count > 0)
            {
                IEnumerable<string> entries = analysis.Gradients.Select(gradient => $"[{Text(gradient.Of.Name)}] = {Text(documentation.Shown(gradient.Value))}");
                yield return ("Gradients", $"new global::System.Collections.Generic.Dictionary<string, string> {{ {string.Join(", ", entries)} }}");
                yield return ("Parameter", Text(properties.Parameter));
            }

            if (properties.Assumption.Length > 0)
                yield return ("Assumption", Text(properties.Assumption));
            yield return ("Smoothness", $"global::LossGen.Smoothness.{properties.Smoothness}");
            if (properties.Kinks.Count > 0)
                yield return ("Kinks", List(properties.Kinks));
            yield return ("Convexity", $"global::LossGen.Convexity.{properties.Bend}");
            if (properties.LipschitzConstant is { } constant)
                yield return ("LipschitzConstant", Identifiers.Literal(constant));
            if (properties.LipschitzBound.Length > 0)
                yield return ("LipschitzBound", Text(properties.LipschitzBound));
            if (properties.GradientRange != Interval.All)
                yield return ("GradientRange", Range(properties.GradientRange));
            if (properties.IsRobust)
                yield return ("IsRobust", "true");
            if (properties.IsSymmetric)
                yield return ("IsSymmetric", "true");
            if (properties.Range != Interval.All)
                yield return ("Range", Range(properties.Range));
            if (properties.NeedsUnitInterval.Count > 0)
                yield return ("NeedsUnitInterval", List(properties.NeedsUnitInterval));
            yield return ("Cost", CostOf(companions[0]));
            if (companions.Count > 1)
                yield return ("GradientCost", CostOf(companions[1]));
        }

        string CostOf(Companion companion)
        {
            CallCost cost = documentation.CostOf(companion);
            (int read, int written) = documentation.TensorsOf(companion);
            int inDouble = declaration.Element == ElementType.Double ? cost.Work : cost.InSums;
            return $"new global::LossGen.LossCost({cost.Loops}, {cost.Bytes}, {cost.Operations}) {{ WorkPerElement = {cost.Work - inDouble}, "
                + $"DoubleWorkPerElement = {inDouble}, ReadPerElement = {read}, WrittenPerElement = {written} }}";
        }
    }

    // Adding 0 turns -0 into 0.
    private static string Range(Interval range) => $"new global::LossGen.ValueRange({Identifiers.Literal(range.Low + 0.0)}, {Identifiers.Literal(range.High + 0.0)})";

    private static string List(IReadOnlyList<string> texts) => $"new[] {{ {string.Join(", ", texts.Select(Text))} }}";

    private static string Text(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
