using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Diagnostics;

/// <summary>LOSSGEN006 and LOSSGEN030 to LOSSGEN038, found where names and types are resolved.</summary>
public sealed class NameAndTypeErrorTests
{
    private const string Scaled = Marked.TwoTensors + ", float delta";

    private const string PerElement = Marked.TwoTensors + ", Span<float> loss";

    [Theory]
    [InlineData("mean((targets - «prediction»)^2)", "There is no parameter or definition named 'prediction'")]
    [InlineData("mean((targets - «targts»)^2)", "named 'targts'; did you mean 'targets'?")]
    [InlineData("mean((targets - «tragets»)^2)", "; did you mean 'targets'?")]
    [InlineData("mean((targets - «Targets»)^2)", "; did you mean 'targets'?")]
    [InlineData("mean(difference * «diference») where difference = targets", "; did you mean 'difference'?")]
    [InlineData("mean(targets * «Pi»)", "; did you mean 'pi'?")]
    [InlineData("mean(targets) / size(«target»)", "; did you mean 'targets'?")]
    [InlineData("mean(targets * «e»)", "named 'e'")]
    public void An_unknown_name_comes_with_the_nearest_known_one(string formula, string phrase) =>
        Marked.Formula("LOSSGEN030", DiagnosticSeverity.Error, formula, phrase, "ReadOnlySpan<float> targets");

    [Theory]
    [InlineData("mean(«sigmod»(p))", "There is no function or reduction named 'sigmod'; did you mean 'sigmoid'?")]
    [InlineData("«maen»(p)", "; did you mean 'mean'?")]
    [InlineData("mean(«Abs»(p))", "; did you mean 'abs'?")]
    [InlineData("mean(«squre»(p))", "; did you mean 'square'?")]
    [InlineData("«len»(p)", "named 'len'")]
    [InlineData("mean(«cross_entropy»(p, y))", "named 'cross_entropy'")]
    public void An_unknown_function_comes_with_the_nearest_known_one(string formula, string phrase) =>
        Marked.Formula("LOSSGEN031", DiagnosticSeverity.Error, formula, phrase);

    [Theory]
    [InlineData("mean(«log10»(p))", "write 'log(x) / log(10)'")]
    [InlineData("mean(«ln»(p))", "write 'log(...)'")]
    [InlineData("«avg»(p)", "write 'mean(...)'")]
    [InlineData("mean(«clip»(p, 0, 1))", "write 'clamp(x, low, high)'")]
    [InlineData("mean(«maximum»(p, y))", "write 'max(...)'")]
    [InlineData("mean(«power»(p, 2))", "write 'pow(x, y)' or 'x^y'")]
    [InlineData("«std»(p)", "write 'sqrt(mean((x - mean(x))^2))'")]
    [InlineData("«dot»(p, y)", "write 'sum(a * b)'")]
    [InlineData("mean(«acosh»(p))", "write 'log(x + sqrt(x^2 - 1))'")]
    [InlineData("mean(«sqr»(p))", "write 'square(x)' or 'x^2'")]
    [InlineData("sum(p) / «len»(p)", "the number of elements is 'size(x)'")]
    [InlineData("mean(«where»(p > 0, p, y))", "write 'condition ? a : b'")]
    public void A_function_of_another_library_has_a_name_here(string formula, string phrase) =>
        Marked.Formula("LOSSGEN031", DiagnosticSeverity.Error, formula, phrase);

    [Theory]
    [InlineData("mean(p * «e»)", "Euler's number is 'exp(1)'")]
    [InlineData("sum(p) / «N»", "the number of elements is 'size(x)'")]
    [InlineData("sum(p) / «size»", "the number of elements is 'size(x)'")]
    [InlineData("mean(p > 0 ? p : «nan»)", "there is no constant for it")]
    [InlineData("mean(p * «Infinity»)", "write 'inf'")]
    [InlineData("mean(«true» ? p : y)", "a condition compares")]
    [InlineData("mean(«p_i» - y)", "an index is written in brackets, 'p[i]'")]
    [InlineData("mean(«p1» - y)", "named 'p1'")]
    [InlineData("mean(«x» - p)", "named 'x'")]
    public void A_value_of_another_library_has_a_name_here(string formula, string phrase) =>
        Marked.Formula("LOSSGEN030", DiagnosticSeverity.Error, formula, phrase);

    [Theory]
    [InlineData("«pred»", "predictions", "; did you mean 'predictions'?")]
    [InlineData("«y_hat»", "yHat", "; did you mean 'yHat'?")]
    [InlineData("«λ»", "lambda", "; did you mean 'lambda'?")]
    [InlineData("«delta»", "δ", "; did you mean 'δ'?")]
    [InlineData("«р»", "p", "; did you mean 'p'? ('р' only looks like it: it has letters of another alphabet)")]
    [InlineData("«PI»", "p", "; did you mean 'pi'?")]
    public void A_name_is_compared_by_its_letters(string written, string declared, string phrase) => Marked.Formula(
        "LOSSGEN030", DiagnosticSeverity.Error, $"mean({written})", phrase, $"ReadOnlySpan<float> {declared}");

    [Fact]
    public void A_constant_is_not_suggested_for_another_short_name()
    {
        var run = GeneratorRun.OfFormula("mean(q * x + pk + i)", "ReadOnlySpan<float> target");
        Assert.All(run.Diagnostics, d => Assert.DoesNotContain("did you mean", d.GetMessage(null), StringComparison.Ordinal));
    }

    [Fact]
    public void The_index_of_a_loss_per_element_may_have_any_name()
    {
        Marked.Quiet("p[n] - y[n] + mean[n](p[n]) + e where e[k] = p[k] * y[k]", PerElement, "void");
        Marked.Quiet("e[n] - y[n] where e = p[n]", PerElement, "void");
    }

    [Theory]
    [InlineData("mean(a) + sum(y) where a[«p»] = p", "'p' is a parameter: choose another name for the index")]
    public void An_index_of_a_definition_is_no_parameter(string formula, string phrase) =>
        Marked.Formula("LOSSGEN036", DiagnosticSeverity.Error, formula, phrase);

    [Theory]
    [InlineData("sum(p) / size(«delta»)", "size takes the name of an index or a tensor, and 'delta' is one number")]
    [InlineData("sum(p) / size(«e») where e = p * y", "size takes the name of an index or a tensor, and 'e' is a definition")]
    public void Size_is_of_a_tensor(string formula, string phrase) => Marked.Formula("LOSSGEN033", DiagnosticSeverity.Error, formula, phrase, Scaled);

    [Fact]
    public void An_index_as_an_argument_is_one_error() => Marked.Formula(
        "LOSSGEN032", DiagnosticSeverity.Error, "«sum(p[i], i)»", "there are 2: a reduction over an index is written 'sum[i](...)'");

    [Theory]
    [InlineData("mean(«pow(p)»)", "'pow' takes 2 arguments, but there is 1")]
    [InlineData("mean(«exp(p, y)»)", "'exp' takes 1 argument, but there are 2")]
    [InlineData("mean(«exp()»)", "'exp' takes 1 argument, but there are 0")]
    [InlineData("mean(«clamp(p, 0)»)", "'clamp' takes 3 arguments, but there are 2")]
    [InlineData("«mean(p, y)»", "'mean' takes 1 argument, the expression to reduce, but there are 2")]
    [InlineData("«sum()»", "'sum' takes 1 argument, the expression to reduce, but there are 0")]
    [InlineData("mean(p) / «size(p, y)»", "'size' takes the name of an index or a tensor, but there are 2")]
    public void The_number_of_arguments_is_checked(string formula, string phrase) =>
        Marked.Formula("LOSSGEN032", DiagnosticSeverity.Error, formula, phrase);

    [Theory]
    [InlineData("mean(p * («p > y»))", "A number is needed here, and 'p > y' is a condition: write '(p > y ? 1 : 0)'")]
    [InlineData("mean(exp(«p == y»))", "A number is needed here, and 'p == y' is a condition")]
    [InlineData("mean(«p» ? p : y)", "A condition is needed here, and 'p' is a number: compare it, for instance 'p != 0'")]
    [InlineData("mean[i | «p - y»](p)", "A condition is needed here, and 'p - y' is a number")]
    [InlineData("mean(!«p» ? p : y)", "A condition is needed here, and 'p' is a number")]
    [InlineData("mean(p > 0 && «y» ? p : y)", "A condition is needed here, and 'y' is a number")]
    [InlineData("count(«p + y»)", "A condition is needed here, and 'p + y' is a number")]
    [InlineData("mean(p > y ? p : «y > 0»)", "A number is needed here, and 'y > 0' is a condition")]
    [InlineData("«mean(p) > mean(y)»", "The result is a condition; a loss is a number: write 'condition ? 1 : 0' or count(condition)")]
    [InlineData("mean(«exp» * p)", "'exp' is a function: give it arguments, 'exp(...)'")]
    [InlineData("mean(«p»(y))", "'p' is a parameter and cannot be called: a product is written with '*'")]
    [InlineData("mean(«e»(y)) where e = p", "'e' is a definition and cannot be called: a product is written with '*'")]
    [InlineData("mean(p) / size(«p + y»)", "size takes the name of an index or a tensor")]
    public void Numbers_and_conditions_are_not_mixed(string formula, string phrase) =>
        Marked.Formula("LOSSGEN033", DiagnosticSeverity.Error, formula, phrase);

    [Fact]
    public void A_parameter_that_hides_a_function_says_so() => Marked.Formula(
        "LOSSGEN033", DiagnosticSeverity.Error, "mean(«abs»(p))",
        "'abs' is a parameter (it hides the function of that name) and cannot be called",
        "ReadOnlySpan<float> p, float abs");

    [Fact]
    public void The_output_cannot_be_read() => Marked.Formula(
        "LOSSGEN033", DiagnosticSeverity.Error, "p - y + «loss»", "'loss' is the output and cannot be read", PerElement, "void");

    [Theory]
    [InlineData("«(p - y)^2»", "reduce it, for instance mean((p - y)^2), or return void and take a Span<float> output")]
    [InlineData("«p - mean(y)»", "'Loss' returns one float: reduce it, for instance mean(p - mean(y))")]
    [InlineData("«e» where e = p - y", "for instance mean(e)")]
    public void A_loss_that_returns_a_number_must_be_reduced(string formula, string phrase) =>
        Marked.Formula("LOSSGEN034", DiagnosticSeverity.Error, formula, phrase);

    [Fact]
    public void The_advice_to_reduce_names_the_element_type() => Marked.Formula(
        "LOSSGEN034", DiagnosticSeverity.Error, "«p»", "'Loss' returns one double: reduce it, for instance mean(p), or return void and take a Span<double> output",
        "ReadOnlySpan<double> p", "double");

    [Fact]
    public void A_loss_with_an_output_must_vary() => Marked.Formula(
        "LOSSGEN006", DiagnosticSeverity.Error, "«mean(p - y)»",
        "The formula gives one number, and 'Loss' has an output with one per element: return float or double, and remove the output",
        PerElement, "void");

    [Theory]
    [InlineData("p[«i»] - mean(y)", "Index 'i' is not bound here: it needs a reduction over it, such as sum[i](...)")]
    [InlineData("mean[i](p[i] - y[«j»])",
        "Index 'j' is not bound here: it needs a reduction over it, such as sum[j](...); the index here is 'i'")]
    [InlineData("mean(p[«i»])", "Index 'i' is not bound here")]
    [InlineData("mean[i](d[i]) where d = p[«i»] - y", "or give the definition the index: 'd[i] = ...'")]
    public void An_index_needs_a_reduction_over_it(string formula, string phrase) =>
        Marked.Formula("LOSSGEN035", DiagnosticSeverity.Error, formula, phrase);

    [Theory]
    [InlineData("mean(p - y) + mean[i](p[i] * «delta[i]»)", "'delta' is one number and takes no index")]
    [InlineData("mean[i](«m[i]» * delta) where m = mean(p - y)", "'m' is one number and takes no index")]
    [InlineData("mean[«p»](y) * delta", "'p' is a parameter: choose another name for the index")]
    [InlineData("mean[«1»](p * y * delta)", "A reduction takes the name of an index and perhaps a filter: 'mean[i | condition](...)'")]
    [InlineData("mean[«i + 1»](p * y * delta)", "A reduction takes the name of an index")]
    [InlineData("mean[i](«exp[i](p)» * y * delta)", "'exp' is a function of numbers, not a reduction: it takes no index")]
    [InlineData("mean[i](p[i | «y > 0»]) * delta", "Only a reduction takes a filter, and 'p' is none")]
    [InlineData("mean[i](«d[i, j]») * delta where d[i] = p[i] * y[i]", "'d' stands with 2 indices here and is defined with 1 index, 'd[i]'")]
    public void Indices_must_fit_what_they_stand_at(string formula, string phrase) =>
        Marked.Formula("LOSSGEN036", DiagnosticSeverity.Error, formula, phrase, Scaled);

    [Theory]
    [InlineData("mean(e) where e = p + «e»", "'e' is defined by itself (e → e): definitions may use one another but not in a circle")]
    [InlineData("mean(a) where a = b + p, b = c * 2, c = «a» - y", "'a' is defined by itself (a → b → c → a)")]
    [InlineData("mean(p) where a = b, b = «a»", "(a → b → a)")]
    public void Definitions_do_not_run_in_a_circle(string formula, string phrase) =>
        Marked.Formula("LOSSGEN037", DiagnosticSeverity.Error, formula, phrase);

    [Theory]
    [InlineData("mean(p) where «p» = y", "'p' is already a parameter: choose another name")]
    [InlineData("mean(e) where e = p, «e» = y", "'e' is already defined: choose another name")]
    [InlineData("e = p; «e» = y; mean(e)", "'e' is already defined")]
    public void A_name_is_defined_once(string formula, string phrase) =>
        Marked.Formula("LOSSGEN038", DiagnosticSeverity.Error, formula, phrase);

    [Fact]
    public void Errors_in_several_places_are_reported_together()
    {
        var run = GeneratorRun.OfFormula("mean(sigmod(p) + z + pow(y)) where u = w", Marked.TwoTensors);
        Assert.Equal(["LOSSGEN031", "LOSSGEN030", "LOSSGEN032", "LOSSGEN030"], run.Diagnostics.OrderBy(d =>
            d.Location.SourceSpan.Start).Select(d => d.Id));
    }

    [Fact]
    public void A_name_of_the_user_hides_a_built_in_one()
    {
        Marked.Quiet("mean(p * pi + exp) where pi = 3, exp = y");
        Marked.Quiet("mean(p * inf)", "ReadOnlySpan<float> p, float inf");
    }
}
