using System.Reflection;
using LossGen.Generator;
using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;

namespace LossGen.Tests.CodeFixes;

/// <summary>Every formula that the tests of diagnostics know: each mend of each diagnostic makes a formula of which that is no longer said.</summary>
public sealed class EveryMendTests
{
    private static readonly EquatableArray<ParameterModel> Parameters = new[]
    {
        new ParameterModel("p", ParameterKind.Tensor, ElementType.Single, null, false, double.NegativeInfinity, double.PositiveInfinity),
        new ParameterModel("y", ParameterKind.Tensor, ElementType.Single, null, false, double.NegativeInfinity, double.PositiveInfinity),
        new ParameterModel("z", ParameterKind.Tensor, ElementType.Single, null, false, double.NegativeInfinity, double.PositiveInfinity) { Container = Container.TensorSpan },
        new ParameterModel("w", ParameterKind.Scalar, ElementType.Single, null, false, double.NegativeInfinity, double.PositiveInfinity),
    }.ToEquatableArray();

    [Fact]
    public void A_mend_mends()
    {
        var failures = new List<string>();
        int mends = 0;
        foreach (string formula in Formulas())
        {
            EquatableArray<FormulaDiagnostic> before = Diagnose(formula);
            foreach ((FormulaDiagnostic diagnostic, Mend mend) in before.SelectMany(diagnostic => diagnostic.Mends, (diagnostic, mend) => (diagnostic, mend)))
            {
                mends++;
                string mended = Apply(mend, formula);
                if (mended == formula || Count(Diagnose(mended), diagnostic) >= Count(before, diagnostic))
                    failures.Add($"{formula}\n  {mended}\n  {diagnostic.Id} {string.Join(" | ", diagnostic.Arguments)}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n", failures));
        Assert.True(mends > 200, $"{mends} mends are too few.");
    }

    private static IEnumerable<string> Formulas() => typeof(Diagnostics.SlipTests).Assembly.GetTypes()
        .Where(type => type.Namespace == typeof(Diagnostics.SlipTests).Namespace)
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>().SelectMany(data => data.GetData(method)))
        .SelectMany(row => row)
        .OfType<string>()
        .Where(text => text.Contains('«', StringComparison.Ordinal) && !text.Contains("Loss", StringComparison.Ordinal) && !text.Contains("Span<", StringComparison.Ordinal))
        .Select(text => text.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal))
        .Distinct();

    private static int Count(EquatableArray<FormulaDiagnostic> diagnostics, FormulaDiagnostic like) =>
        diagnostics.Count(diagnostic => diagnostic.Id == like.Id && diagnostic.Arguments.Equals(like.Arguments));

    private static EquatableArray<FormulaDiagnostic> Diagnose(string formula) => LossCompiler.Compile(new LossDeclaration(
        "", EquatableArray<TypeHeader>.Empty, "", "", "Loss", ElementType.Single, Parameters, formula, Hessian: false, "")).Diagnostics;

    private static string Apply(Mend mend, string formula)
    {
        foreach ((TextRange place, string text) in mend.Edits.Reverse())
            formula = formula.Remove(place.Start, place.Length).Insert(place.Start, text);
        return formula;
    }
}
