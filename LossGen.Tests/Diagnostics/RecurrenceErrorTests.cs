using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Diagnostics;

/// <summary>Definitions that refer to themselves at positions which cannot be computed before.</summary>
public sealed class RecurrenceErrorTests
{
    private const string Row = "ReadOnlySpan<float> x", Table = "System.Numerics.Tensors.ReadOnlyTensorSpan<float> x";

    [Theory]
    [InlineData("sum[t](a[t]) where a[t] = x[t] + («a[t + 1]» ?? 0) * (a[t - 1] ?? 0)", "'a[t - 1]' is needed too, and no order of the indices computes all before")]
    [InlineData("sum[t](a[t]) where a[t] = x[t] + («a[t * 2]» ?? 0)", "'a[t * 2]' cannot be computed before 'a[t]': refer to an earlier position, as 'a[t - 1]'")]
    [InlineData("sum[t](a[t]) where a[t] = x[t] + «a[0]»", "'a[0]' cannot be computed before 'a[t]'")]
    [InlineData("sum[t](a[t]) where a[t] = x[t] + sum[i](«a[i]»)", "'a[i]' cannot be computed before 'a[t]'")]
    [InlineData("sum[t](a[t]) where a[t] = x[t] + sum[t](«a[t - 1]» ?? 0)", "'a[t - 1]' cannot be computed before 'a[t]'")]
    public void Along_one_axis(string formula, string phrase) => Marked.Formula("LOSSGEN039", DiagnosticSeverity.Error, formula, phrase, Row);

    [Theory]
    [InlineData("sum[t, s](a[t, s]) where a[t, s] = x[t, s] + («a[s, t - 1]» ?? 0)", "refer to an earlier position, as 'a[t - 1, s]'")]
    [InlineData("sum[i, j](a[i, j]) where a[i, j] = x[i, j] + («a[i - 1, j]» ?? 0) + (a[i + 1, j - 1] ?? 0) + (a[i, j + 1] ?? 0)", "no order of the indices")]
    public void Along_two(string formula, string phrase) => Marked.Formula("LOSSGEN039", DiagnosticSeverity.Error, formula, phrase, Table);

    [Fact]
    public void What_lies_before_the_beginning_is_stated() => Marked.Formula(
        "LOSSGEN041", DiagnosticSeverity.Error, "sum[t](a[t]) where a[t] = x[t] + a[«t - 1»]", "'t - 1' leaves axis 't' at its start", Row);

    [Theory]
    [InlineData("sum[t](a[t]) where a[t] = x[t] + 0.5 * (t == 0 ? 0 : a[t - 1])")]
    [InlineData("sum[t](a[t]) where a[t] = x[t] + 0.5 * (t > 0 ? a[t - 1] : 0)")]
    [InlineData("sum[t](a[t]) where a[t] = t < size(t) - 1 ? x[t] + 0.5 * a[t + 1] : x[t]")]
    [InlineData("sum[t](a[t]) where a[t] = x[t] + (t + 1 == size(t) ? 0 : 0.5 * a[t + 1])")]
    [InlineData("sum[t](a[t]) where a[t] = x[t] + (t > 1 ? a[t - 2] : 1)")]
    public void Conditions_keep_from_what_lies_outside(string formula) =>
        Assert.DoesNotContain(GeneratorRun.OfFormula(formula, Row).Diagnostics, found => found.Severity >= DiagnosticSeverity.Warning);

    [Fact]
    public void Definitions_of_a_recurrence_have_the_same_indices() => Marked.Formula(
        "LOSSGEN036", DiagnosticSeverity.Error, "sum[t](a[t]) where a[t] = x[t] + (a[t - 1] ?? 0) + (b[t - 1, 0] ?? 0), «b»[t, k] = (a[t - 1] ?? 0) + (b[t - 1, k] ?? w[k])",
        "do not have the same indices: 'b[t, k]' and 'a[t]'", Row + ", ReadOnlySpan<float> w");

    [Fact]
    public void A_recurrence_has_no_diagonal_Hessian() => Marked.Formula(
        "LOSSGEN057", DiagnosticSeverity.Error, "«sum[t](a[t]) where a[t] = x[t] + 0.5 * (a[t - 1] ?? 0)»", "depends on other elements through gradA[t]", Row, options: ", Hessian = true");
}
