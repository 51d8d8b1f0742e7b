using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Diagnostics;

/// <summary>LOSSGEN034 to LOSSGEN036 and LOSSGEN052 where tensors have several axes, and LOSSGEN040 to LOSSGEN043.</summary>
public sealed class AxisErrorTests
{
    private const string Tensors = "System.Numerics.Tensors.";

    private const string Logits = Tensors + "ReadOnlyTensorSpan<float> z";

    private const string Labelled = Logits + ", ReadOnlySpan<int> y";

    private const string Row = "ReadOnlySpan<float> x";

    [Theory]
    [InlineData("mean[i](softmax[i](x[i]) * x[i])", Row)]
    [InlineData("mean(logsoftmax(x))", Row)]
    [InlineData("mean(cumsum(x)^2)", Row)]
    [InlineData("mean(x) + argmax(x)", Row)]
    [InlineData("mean[i, j](x[i] * x[j])", Row)]
    [InlineData("mean[i](x^2)", Row)]
    [InlineData("mean[i](x * i)", Row)]
    [InlineData("mean(x[y])", Row + ", ReadOnlySpan<int> y")]
    [InlineData("mean[i](x[i] / norm(x))", Row)]
    [InlineData("mean[n](logsumexp[c](z[n, c])) + mean(x)", Logits + ", " + Row)]
    [InlineData("mean(x * sum[n](z[n, 0]))", Logits + ", " + Row)]
    [InlineData("mean[i](sum[j](x[i] * x[j]))", Row)]
    [InlineData("mean[i](x[i] * i)", Row)]
    [InlineData("sum[i | i + 1 < size(i)](abs(x[i + 1] - x[i]))", Row)]
    [InlineData("sum[i](i + 1 < size(i) ? abs(x[i + 1] - x[i]) : 0)", Row)]
    [InlineData("sum[i | i >= 1](x[i - 1])", Row)]
    [InlineData("sum[i | x[i] > 0](x[i + 1])", Row)] // Checked at the call.
    [InlineData("sum[i](x[i + 1] ?? x[i])", Row)]
    [InlineData("sum[i](d[i + 1] ?? 0) where d[i] = x[i]^2", Row)]
    [InlineData("mean(x) + x[0]", Row)]
    [InlineData("mean[i](x[i] - x[k])", Row + ", int k")]
    [InlineData("mean[n](z[n, y[n]])", Labelled)]
    [InlineData("mean[n](z[n, 0] - z[n, y[n] + 1])", Labelled)]
    [InlineData("sum[i](x[clamp(i - 1, 0, size(i) - 1)] - x[i])", Row)]
    [InlineData("mean[n | sigmoid(p[n]) > 0.5](z[n, y[n]])", Labelled + ", ReadOnlySpan<float> p")]
    [InlineData("mean[n](d[n, y[n]]) where d[n, c] = softmax[c](z[n, c])", Labelled)]
    [InlineData("mean[i, j](d[i, j] * d[j, i]) where d[i, j] = sum[k]((z[i, k] - z[j, k])^2)", Logits)]
    [InlineData("mean[n, c | y[n] >= 0](z[n, c]) / size(c) + size(z)", Labelled)]
    public void Several_axes_gathers_and_shifts_are_understood(string formula, string parameters)
    {
        Marked.Quiet(formula, parameters);
        Assert.Empty(GeneratorRun.OfFormula(formula, parameters).CompilerDiagnostics);
    }

    [Theory]
    [InlineData("x[i] - w[j]", "ReadOnlySpan<float> x, ReadOnlySpan<float> w, Span<float> loss")]
    [InlineData("x[i] * i", Row + ", Span<float> loss")]
    [InlineData("logsumexp[c](z[n, c]) - z[n, y[n]]", Labelled + ", Span<float> loss")]
    [InlineData("softmax[c](z[n, c])", Logits + ", " + Tensors + "TensorSpan<float> loss")]
    public void The_axes_that_are_left_are_those_of_the_output(string formula, string parameters) => Marked.Quiet(formula, parameters, "void");

    [Theory]
    [InlineData("mean[n, «n»](z[n, n])", "Axis 'n' is named twice: 'mean' runs over each axis once")]
    [InlineData("mean[n](d[n, n]) where d[i, «i»] = z[i, i]", "Index 'i' stands twice in the brackets of 'd': name each index once")]
    [InlineData("mean[n](sum[c](softmax[c, «c»](z[n, c])))", "Axis 'c' is named twice: 'softmax' runs along each axis once")]
    [InlineData("mean[n](sum[c](«cumsum[n, c](z[n, c])»))", "'cumsum' runs along one axis: 'cumsum[c](...)'")]
    [InlineData("mean[n](«argmax[n, c](z[n, c])»)", "'argmax' runs along one axis: 'argmax[c](...)'")]
    [InlineData("mean[n, c](softmax[«1»](z[n, c]))", "A reduction takes the name of an index and perhaps a filter: 'softmax[i | condition](...)'")]
    public void An_axis_is_named_once(string formula, string phrase) =>
        Marked.Formula("LOSSGEN036", DiagnosticSeverity.Error, formula, phrase, Logits);

    [Theory]
    [InlineData("mean[n, c](z[n, c]) + mean[n](«z[n]»)", "'z' stands with 1 index here and with 2 indices in 'z[n, c]': write one for each axis of the tensor")]
    [InlineData("mean[n, c](z[n, c]) + mean[n, c](«z[n, c, 0]»)", "'z' stands with 3 indices here and with 2 indices in 'z[n, c]'")]
    [InlineData("mean[n, c](z[n, c]) + mean(«z»)", "'z' stands without an index here and with 2 indices in 'z[n, c]'")]
    [InlineData("mean[n, c](z[n, 0] + «z[n, c, 0]»)", "'z' stands with 3 indices here and with 2 indices in 'z[n, 0]'")]
    [InlineData("mean[n, c](«d[n]») where d[n, c] = z[n, c]", "'d' stands with 1 index here and is defined with 2 indices, 'd[n, c]'")]
    [InlineData("mean[n, c](«d[n, c, 0]») where d[n, c] = z[n, c]", "'d' stands with 3 indices here and is defined with 2 indices, 'd[n, c]'")]
    [InlineData("mean[n](«d») where d[n, c] = z[n, c]", "'d' stands without an index here and is defined with 2 indices, 'd[n, c]'")]
    public void Every_access_has_as_many_indices(string formula, string phrase) =>
        Marked.Formula("LOSSGEN036", DiagnosticSeverity.Error, formula, phrase, Logits);

    [Theory]
    [InlineData("mean[n](logsumexp[c](z[n, c]) - «z[y]»)", "'z' stands with 1 index here and with 2 indices in 'z[n, c]': write one for each axis of the tensor; 'y' lacks its index too: write 'y[n]'")]
    [InlineData("mean[n](z[n, «y»])", "'y' stands without its index, and no reduction here runs over it: write 'y[n]'")]
    [InlineData("mean[n](z[n, 0] * z[n, «y»])", "write 'y[n]'")]
    [InlineData("mean[n, c](z[n, c] * «w»)", "'w' stands without its index, and no reduction here runs over it: write 'w[n]' or 'w[c]'")]
    [InlineData("mean[n, c](z[n, c] - «t»)", "write 't[n, c]'")]
    [InlineData("mean[n, c](z[n, c] * «w») + mean(w)", "write 'w[n]' or 'w[c]'")]
    [InlineData("mean[n](z[n, 0] * «e») where e = w^2", "'e' stands without its index, and no reduction here runs over it: write 'e[n]'")]
    [InlineData("mean[n](softmax(«w») * z[n, 0])", "write 'w[n]'")]
    public void An_index_that_was_forgotten_is_asked_for(string formula, string phrase) => Marked.Formula(
        "LOSSGEN036", DiagnosticSeverity.Error, formula, phrase,
        Logits + ", ReadOnlySpan<int> y, ReadOnlySpan<float> w, " + Tensors + "ReadOnlyTensorSpan<float> t");

    [Theory]
    [InlineData("mean[i](p[«k»])", "'k' stands without its index, and no reduction here runs over it: write 'k[i]'")]
    [InlineData("mean[i](p[«k»] * i)", "write 'k[i]'")]
    public void A_gather_lacks_the_index_of_its_index_tensor(string formula, string phrase) =>
        Marked.Formula("LOSSGEN036", DiagnosticSeverity.Error, formula, phrase, "ReadOnlySpan<float> p, ReadOnlySpan<int> k");

    [Theory]
    [InlineData("logsumexp[c](z[n, c]) - z[n, «y»]", "'y' stands without its index, which is an axis of its own beside the others: write 'y[n]'")]
    [InlineData("z[n, 0] * «e» where e = y + 1", "'e' stands without its index, which is an axis of its own beside the others: write 'e[n]'")]
    public void A_loss_per_element_has_no_axis_without_a_name_beside_others(string formula, string phrase) => Marked.Formula(
        "LOSSGEN036", DiagnosticSeverity.Error, formula, phrase, Labelled + ", " + Tensors + "TensorSpan<float> loss", "void");

    [Theory]
    [InlineData("mean[n](«norm»(z[n]))", "'norm' names no axis, and 'z[n]' has none but what is bound around it: name another, 'norm[k](...)', and index by it")]
    [InlineData("mean[i, j](«norm»(z[i] - z[j]))", "'norm' names no axis, and 'z[i] - z[j]' has none but")]
    [InlineData("mean[n](«argmax»(z[n]) == 1 ? 1 : 0)", "name another, 'argmax[k](...)'")]
    [InlineData("mean[n](d[n]) where d[n] = «sum»(z[n])", "name another, 'sum[k](...)'")]
    public void A_reduction_inside_of_another_names_its_axis(string formula, string phrase) =>
        Marked.Formula("LOSSGEN036", DiagnosticSeverity.Error, formula, phrase, Logits);

    [Theory]
    [InlineData("mean[n](z[n, «t[n]»])", "'t[n]' is no integer: an index is made of positions, numbers, and tensors and parameters of integers; declare 't' as one of int")]
    [InlineData("mean[n](z[n, «floor(t[n])»])", "'floor(t[n])' is no integer")]
    [InlineData("mean[n](z[n, «1.5»]) + mean(t)", "'1.5' is no integer")]
    [InlineData("mean[n](z[n, «n / 2»]) + mean(t)", "'n / 2' is no integer")]
    [InlineData("mean[n](d[n, «t[n]»]) where d[n, c] = z[n, c]", "'t[n]' is no integer")]
    [InlineData("mean[n](z[n, «-1»]) + mean(t)", "The index -1 is below 0: positions count from 0")]
    [InlineData("mean[n, c](z[n, c]) - z[0, «-1»] + mean(t)", "positions count from 0; counted from the end, that is 'size(c) - 1'")]
    [InlineData("mean[n](z[n, 0] - d[n, «-2»]) + mean(t) where d[n, c] = z[n, c]", "counted from the end, that is 'size(c) - 2'")]
    [InlineData("mean[n](z[n, 0]) + t[«-1»]", "counted from the end, that is 'size(t) - 1'")]
    public void An_index_is_an_integer_from_0_on(string formula, string phrase) =>
        Marked.Formula("LOSSGEN036", DiagnosticSeverity.Error, formula, phrase, Logits + ", ReadOnlySpan<float> t");

    [Fact]
    public void An_index_is_no_condition() => Marked.Formula(
        "LOSSGEN033", DiagnosticSeverity.Error, "mean[n](z[n, «n > 2»])", "A number is needed here, and 'n > 2' is a condition", Logits);

    [Theory]
    [InlineData("mean[n](z[n, «c»])", "Index 'c' is not bound here: it needs a reduction over it, such as sum[c](...); the index here is 'n'")]
    [InlineData("sum[c](z[«n», c])", "Index 'n' is not bound here: it needs a reduction over it, such as sum[n](...); the index here is 'c'")]
    [InlineData("mean[n](sum[c](z[n, c]) + z[n, «c»])", "Index 'c' is not bound here")]
    [InlineData("mean[n](softmax[«c»](z[n, c]))", "'softmax' gives a value for each 'c', of which one is picked by way of a definition, 's[c] = softmax[c](...)'")]
    [InlineData("mean[n](sum(z[n, «c»]))", "; name it in the brackets of the reduction, 'sum[c](...)'")]
    [InlineData("mean[n](z[n, «c»] * z[n, c])", "Index 'c' is not bound here")]
    [InlineData("mean[n](d[n]) where d[n] = z[n, «c»]", "the index here is 'n'; or give the definition the index: 'd[c, n] = ...'")]
    [InlineData("mean[n](m[n]^2) where m = mean[c](z[«n», c])", "such as sum[n](...); the index here is 'c'; or give the definition the index: 'm[n] = ...'")]
    public void A_number_has_no_free_axis(string formula, string phrase) =>
        Marked.Formula("LOSSGEN035", DiagnosticSeverity.Error, formula, phrase, Logits);

    [Fact]
    public void A_definition_of_a_number_has_no_free_axis_either() => Marked.Formula(
        "LOSSGEN035", DiagnosticSeverity.Error, "mean[n, c](z[n, c] + d[n]) where d = y[«n»]", "or give the definition the index: 'd[n] = ...'",
        Logits + ", ReadOnlySpan<float> y");

    [Theory]
    [InlineData("mean[n, c](z[n, c] + «sum[c](w[n])»)", "'w[n]' does not vary over 'c', so that 'sum' of it is only a function of it and of the number of elements")]
    [InlineData("mean[n, c](z[n, c]) + «mean[n, c](w[n])»", "'w[n]' does not vary over 'c', so that 'mean' of it is itself")]
    [InlineData("mean[n, c](z[n, c] + «softmax[c](w[n])»)", "'w[n]' does not vary over 'c', along which 'softmax' runs")]
    public void A_reduction_runs_over_an_axis_of_its_operand(string formula, string phrase) =>
        Marked.Formula("LOSSGEN052", DiagnosticSeverity.Warning, formula, phrase, Logits + ", ReadOnlySpan<float> w");

    [Theory]
    [InlineData("mean[i](x[i] «??» 0)", "'x[i]' is never outside, so that '??' has no effect: remove it")]
    [InlineData("mean[i](d[i] «??» 0) where d[i] = x[i]^2", "'d[i]' is never outside, so that '??' has no effect")]
    [InlineData("mean[i]((x[i] + 1) «??» 0)", "'??' gives the value of an access whose index is outside: it stands behind one, as in 'x[i + 1] ?? 0'")]
    [InlineData("mean[i](x[i] * (2 «??» 0))", "it stands behind one")]
    [InlineData("mean(x «??» 0)", "it stands behind one")]
    public void A_fallback_stands_behind_an_access_that_can_be_outside(string formula, string phrase) =>
        Marked.Formula("LOSSGEN033", DiagnosticSeverity.Error, formula, phrase, Row);

    [Theory]
    [InlineData("mean[n, c](z[n, c])", "ReadOnlySpan<float> «z»",
        "nothing says how long 'n' and 'c' are: add a parameter 'int c', or take a ReadOnlyTensorSpan, which knows them")]
    [InlineData("mean[n, h, w](z[n, h, w])", "ReadOnlySpan<float> «z»", "how long 'n' and 'h' and 'w' are: add parameters 'int h, int w', or")]
    [InlineData("mean[n, h, w](z[n, h, w])", "ReadOnlySpan<float> «z», int n", "how long 'h' and 'w' are: add a parameter 'int w', or")]
    [InlineData("mean[n](z[y[n], y[n]])", "ReadOnlySpan<float> «z», ReadOnlySpan<int> y", "how long dimension 0 of 'z' and dimension 1 of 'z' are: take a ReadOnlyTensorSpan, which knows them")]
    public void The_extents_of_a_flat_tensor_can_be_derived(string formula, string parameters, string phrase) =>
        Marked.Formula("LOSSGEN040", DiagnosticSeverity.Error, formula, phrase, parameters);

    [Theory]
    [InlineData("mean[n, c](z[n, c])", "ReadOnlySpan<float> z, int c")]
    [InlineData("mean[n, c](z[n, c])", "ReadOnlySpan<float> z, int n")]
    [InlineData("mean[n, c](z[n, c]) / c", "ReadOnlySpan<float> z, int c")]
    [InlineData("mean[n, c](z[n, c])", Logits + ", int c")]
    [InlineData("mean[n](z[n])", "ReadOnlySpan<float> z, int n")]
    [InlineData("mean[n, c](w[c] * z[n, c])", "ReadOnlySpan<float> z, ReadOnlySpan<float> w")]
    [InlineData("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])", "ReadOnlySpan<float> z, ReadOnlySpan<int> y")]
    [InlineData("mean[n](abs(box[n, 2] - box[n, 0]))", "ReadOnlySpan<float> box, int n")]
    [InlineData("sum[n, k](k < y[n] ? x[n] : 0)", "ReadOnlySpan<float> x, ReadOnlySpan<int> y, int k")]
    public void A_parameter_of_the_name_of_an_axis_states_its_extent(string formula, string parameters) => Marked.Quiet(formula, parameters);

    [Theory]
    [InlineData("mean[i](x[«i + 1»] - x[i])", "'i + 1' leaves axis 'i' at its end: say what holds there, 'x[i + 1] ?? 0', or leave it out with a filter '| i + 1 < size(i)'")]
    [InlineData("mean[i](x[«i - 2»])", "'i - 2' leaves axis 'i' at its start: say what holds there, 'x[i - 2] ?? 0', or leave it out with a filter '| i - 2 >= 0'")]
    [InlineData("mean[i](d[«i + 1»] - d[i]) where d[i] = x[i]", "'i + 1' leaves axis 'i' at its end: say what holds there, 'd[i + 1] ?? 0'")]
    [InlineData("mean[i](x[i]) + mean[j](x[«j + 1»])", "'j + 1' leaves axis 'j' at its end: say what holds there, 'x[j + 1] ?? 0', or leave it out with a filter '| j + 1 < size(j)'")]
    public void A_shift_states_what_holds_at_the_boundary(string formula, string phrase) =>
        Marked.Formula("LOSSGEN041", DiagnosticSeverity.Error, formula, phrase, Row);

    [Fact]
    public void The_advice_for_a_boundary_is_the_access_as_it_stands() => Marked.Formula(
        "LOSSGEN041", DiagnosticSeverity.Error, "mean[h, w](z[h, «w + 1»])", "say what holds there, 'z[h, w + 1] ?? 0', or leave it out with a filter '| w + 1 < size(w)'",
        Logits);

    [Theory]
    [InlineData("sum[n, «k»](k < y[n] ? x[n] : 0)", "Nothing says how long axis 'k' is: no dimension of a tensor is indexed by it, alone or shifted by a number; add a parameter 'int k', or remove it")]
    [InlineData("mean[n](x[n] * sum[«k»](k * y[n]))", "Nothing says how long axis 'k' is")]
    [InlineData("mean[n, «k»](x[n] * y[n])", "Nothing says how long axis 'k' is")] // And not that the mean over k is idle.
    [InlineData("mean[n](x[n] + y[n]) + sum[«k»](x[size(n) - k])", "no dimension of a tensor is indexed by it, alone or shifted by a number")]
    public void An_axis_has_an_extent(string formula, string phrase) =>
        Marked.Formula("LOSSGEN042", DiagnosticSeverity.Error, formula, phrase, Row + ", ReadOnlySpan<int> y");

    [Theory]
    [InlineData("mean(x)")]
    [InlineData("mean(x) * best")]
    public void An_output_is_defined(string formula) => Marked.Formula(
        "LOSSGEN043", DiagnosticSeverity.Error, formula, "The formula does not define the output 'best': add 'where best = ...'",
        Row + ", [Output] out float «best»");

    [Theory]
    [InlineData("mean(x) where «best» = x", "[Output] out float best", "'best' has one value per element, and the output is one number: reduce it, or take a Span")]
    [InlineData("mean(x) where «best»[n] = x[n]", "[Output] out float best", "reduce it, or take a Span")]
    [InlineData("mean(x) where «best» = max(x)", "[Output] Span<float> best", "'best' is one number: take an 'out' parameter for it")]
    public void An_output_holds_what_it_is_defined_as(string formula, string output, string phrase) =>
        Marked.Formula("LOSSGEN036", DiagnosticSeverity.Error, formula, phrase, Row + ", " + output);

    [Fact]
    public void An_output_is_a_number() => Marked.Formula(
        "LOSSGEN033", DiagnosticSeverity.Error, "mean(x) where «best» = mean(x) > 0", "'best' is a condition, and the output a number: write 'condition ? 1 : 0'",
        Row + ", [Output] out float best");

    [Theory]
    [InlineData("mean(x) where best = max(x)", "[Output] out float best")]
    [InlineData("mean(x) - best where best = max(x)", "[Output] out double best")]
    [InlineData("mean(x) where each = abs(x)", "[Output] Span<float> each")]
    [InlineData("mean(x) where each[i] = cumsum[i](x[i])", "[Output] Span<float> each")]
    public void Outputs_beside_the_loss_are_understood(string formula, string output) => Marked.Quiet(formula, Row + ", " + output);
}
