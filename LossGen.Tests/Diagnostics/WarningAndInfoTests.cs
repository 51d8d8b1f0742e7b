using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Diagnostics;

/// <summary>LOSSGEN050 to LOSSGEN073: what will hurt, and what was done for the user.</summary>
public sealed class WarningAndInfoTests
{
    private const DiagnosticSeverity Warning = DiagnosticSeverity.Warning, Info = DiagnosticSeverity.Info, Error = DiagnosticSeverity.Error;

    [Theory]
    [InlineData("mean(p)", "ReadOnlySpan<float> p, ReadOnlySpan<float> «y»", "y")]
    [InlineData("mean(p)", "ReadOnlySpan<float> p, float «delta» = 1", "delta")]
    [InlineData("mean(in)", "ReadOnlySpan<float> @in, ReadOnlySpan<int> «@class»", "class")]
    public void An_unused_parameter_is_underlined_where_it_is_declared(string formula, string parameters, string name) =>
        Marked.Formula("LOSSGEN050", Warning, formula, $"Parameter '{name}' does not occur in the formula: use it or remove it",
            parameters);

    [Fact]
    public void A_parameter_that_only_gives_its_size_is_used() => Marked.Quiet("sum(p) / size(y)");

    [Theory]
    [InlineData("mean(p) where «e» = p^2", "'e' is defined and not used: remove it")]
    [InlineData("«e» = p^2; mean(p)", "'e' is defined and not used")]
    public void An_unused_definition_is_underlined(string formula, string phrase) =>
        Marked.Formula("LOSSGEN051", Warning, formula, phrase, "ReadOnlySpan<float> p");

    [Theory]
    [InlineData("mean(p) + «mean(delta)»", "'delta' is the same for all elements, so that 'mean' of it is itself")]
    [InlineData("mean(p) + «sum(delta^2)»",
        "'delta^2' is the same for all elements, so that 'sum' of it is only a function of it and of the number of elements")]
    [InlineData("«max(mean(p))» + delta", "'mean(p)' is the same for all elements")]
    public void A_reduction_of_what_does_not_vary_is_a_slip(string formula, string phrase) =>
        Marked.Formula("LOSSGEN052", Warning, formula, phrase, "ReadOnlySpan<float> p, float delta");

    [Theory]
    [InlineData("mean(log(«p»))",
        "'log' needs an argument greater than 0, but 'p' can be anything from -inf to inf: state the range of 'p' with [Range(low, high)]")]
    [InlineData("mean(log(«p»))", "or write max(p, 1e-7) for it")]
    [InlineData("mean(log2(«p»))", "'log2' needs an argument greater than 0")]
    [InlineData("mean(log1p(«p»))", "'log1p' needs an argument greater than -1")]
    [InlineData("mean(sqrt(«p»))", "'sqrt' needs an argument at least 0")]
    [InlineData("mean(rsqrt(«p»))", "'rsqrt' needs an argument greater than 0")]
    [InlineData("mean(asin(«p»))", "'asin' needs an argument from -1 to 1, but 'p' can be anything from -inf to inf")]
    [InlineData("mean(acos(«p»))", "or write clamp(p, -1, 1) for it")]
    [InlineData("mean(lgamma(«p»))", "'lgamma' needs an argument greater than 0")]
    [InlineData("mean(digamma(«p»))", "'digamma' needs an argument greater than 0")]
    [InlineData("mean(log(«p - 1»))",
        "'p - 1' can be anything from -inf to inf: state the ranges of its parameters with [Range(low, high)]")]
    [InlineData("mean(sqrt(«p^2 - 1»))", "'p^2 - 1' can be anything from -1 to inf")]
    [InlineData("mean(xlogy(2, «p»))", "'xlogy' needs an argument greater than 0")]
    [InlineData("mean(«p»^0.3)", "'pow' needs an argument at least 0 (unless the exponent is an integer)")]
    [InlineData("mean(«p»^0.5)", "or write max(p, 0) for it")]
    [InlineData("mean(pow(«p», sqrt(abs(p))))", "'pow' needs an argument at least 0")]
    [InlineData("mean(p + log(«0»))", "'log' needs an argument greater than 0, but '0' can be anything from 0 to 0")]
    [InlineData("mean(p > 0 ? sqrt(p) : log(«p»))", "'log' needs an argument greater than 0")]
    [InlineData("mean(p > 0 ? log(«p - 1») : p)", "'p - 1' can be anything")]
    [InlineData("mean[i | p[i] < 0](log(«p[i]»))", "'log' needs an argument greater than 0")]
    public void A_function_with_a_domain_is_warned_of_where_its_argument_can_leave_it(string formula, string phrase) =>
        Marked.Formula("LOSSGEN053", Warning, formula, phrase, "ReadOnlySpan<float> p");

    [Theory]
    [InlineData("mean(log(«p»))", "[Range(0, 1)] ReadOnlySpan<float> p", "'p' can be anything from 0 to 1")]
    [InlineData("-mean(y * log(«p»))", "ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y",
        "'log' needs an argument greater than 0")]
    [InlineData("mean(asin(«p»))", "[Range(-2, 1)] ReadOnlySpan<float> p", "'p' can be anything from -2 to 1")]
    [InlineData("mean(y * log(«1 - p»))", "ReadOnlySpan<float> p, ReadOnlySpan<float> y", "'1 - p' can be anything from -inf to inf")]
    [InlineData("mean(y * log1p(«p»))", "[Range(-2, 1)] ReadOnlySpan<float> p, ReadOnlySpan<float> y", "'p' can be anything from -2 to 1")]
    [InlineData("mean(y * log(«y / p»))", "ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y", "'y / p' can be anything")]
    public void A_range_that_is_too_wide_does_not_silence_it(string formula, string parameters, string phrase) =>
        Marked.Formula("LOSSGEN053", Warning, formula, phrase, parameters);

    [Theory]
    [InlineData("mean(log(p))", "[Range(0.001, 1)] ReadOnlySpan<float> p")]
    [InlineData("mean(sqrt(p))", "[Range(0, 1)] ReadOnlySpan<float> p")]
    [InlineData("mean(2 * asin(p) + acos(p))", "[Range(-1, 1)] ReadOnlySpan<float> p")]
    [InlineData("mean(log(max(p, 1e-7)))", "ReadOnlySpan<float> p")]
    [InlineData("mean(log(clamp(p, 1e-7, 1)))", "ReadOnlySpan<float> p")]
    [InlineData("mean(acos(clamp(p, -1, 1)))", "ReadOnlySpan<float> p")]
    [InlineData("mean(sqrt(p^2 + y^2))", Marked.TwoTensors)]
    [InlineData("sqrt(mean((p - y)^2))", Marked.TwoTensors)]
    [InlineData("mean(log(p^2 + 1))", "ReadOnlySpan<float> p")]
    [InlineData("mean(log(abs(p) + eps))", "ReadOnlySpan<float> p, [Range(1e-9, 1)] float eps")]
    [InlineData("mean(p > 0 ? log(p) : 0)", "ReadOnlySpan<float> p")]
    [InlineData("-sum(p * log(p))", "[Range(0, 1)] ReadOnlySpan<float> p")]
    [InlineData("mean(p <= 0 ? 0 : log(p) * p)", "ReadOnlySpan<float> p")]
    [InlineData("mean(log(p > 0 ? p : 1))", "ReadOnlySpan<float> p")]
    [InlineData("mean[i | p[i] > 0 && p[i] < 1](log(p[i]) + log(1 - p[i]))", "[Range(-5, 1)] ReadOnlySpan<float> p")]
    [InlineData("mean[i | p[i] > 0](log(p[i]) * p[i])", "ReadOnlySpan<float> p")]
    [InlineData("mean(p >= 0 ? p^0.3 : -(-p)^3)", "ReadOnlySpan<float> p")]
    [InlineData("mean(p^3 + p^12 + p^-3)", "ReadOnlySpan<float> p")]
    [InlineData("mean(y * log(y / p))", "[Range(1e-6, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y")]
    public void An_argument_within_the_domain_is_not_warned_of(string formula, string parameters) => Marked.Quiet(formula, parameters);

    [Theory]
    [InlineData("mean(log(1 + exp(z)) - t * z)")]
    [InlineData("-mean(t * log(sigmoid(z)) + (1 - t) * log(1 - sigmoid(z)))")]
    [InlineData("-mean(t * logsigmoid(z) + (1 - t) * logsigmoid(-z))")]
    [InlineData("mean(softplus(z) - t * z)")]
    [InlineData("mean(log(cosh(z - t)))")]
    [InlineData("mean(log(exp(z) + exp(t)))")]
    [InlineData("log(sum(exp(z))) - mean(t)")]
    [InlineData("logsumexp(z) - sum(t * z)")]
    [InlineData("mean(-log(1 / (1 + exp(-z))) * t)")]
    public void A_stabilised_logarithm_has_no_domain_to_leave_and_does_not_overflow(string formula) =>
        Marked.Quiet(formula, "ReadOnlySpan<float> z, [Range(0, 1)] ReadOnlySpan<float> t");

    [Theory]
    [InlineData("mean(exp(«p»))", "ReadOnlySpan<float> p", "float", "'exp' overflows float above 88.7, and 'p' can be anything up to inf")]
    [InlineData("mean(exp(«p»))", "ReadOnlySpan<float> p", "float", "or write min(p, 80) for it")]
    [InlineData("mean(exp(«p»))", "ReadOnlySpan<double> p", "double",
        "'exp' overflows double above 709.7, and 'p' can be anything up to inf")]
    [InlineData("mean(exp(«p»))", "[Range(0, 100)] ReadOnlySpan<float> p", "float", "'p' can be anything up to 100")]
    [InlineData("mean(expm1(«2 * p»))", "ReadOnlySpan<float> p", "float", "'expm1' overflows float")]
    [InlineData("mean(sinh(«p»))", "[Range(-100, 0)] ReadOnlySpan<float> p", "float", "'sinh' overflows float")]
    [InlineData("mean(cosh(«p»))", "ReadOnlySpan<float> p", "float", "'cosh' overflows float")]
    [InlineData("mean(exp(«p») - y * p)", Marked.TwoTensors, "float", "state the ranges of its parameters with [Range(low, high)]")]
    [InlineData("mean(2^«p»)", "ReadOnlySpan<float> p", "float",
        "'2^p' overflows float above 128, and 'p' can be anything up to inf: state the ranges of its parameters with [Range(low, high)], or write min(p, 116) for it")]
    [InlineData("mean(0.5^«p»)", "[Range(-1000, 1)] ReadOnlySpan<float> p", "float", "overflows float below -128, and 'p' can be anything down to -1000")]
    [InlineData("mean(«exp(p)^2»)", "ReadOnlySpan<float> p", "float", "'exp(p)^2' overflows float above 88.7, and '2 * p' can be anything up to inf")]
    [InlineData("mean(sinh(«p»))", "ReadOnlySpan<float> p", "float", "or write clamp(p, -80, 80) for it")]
    public void An_exponential_that_can_overflow_is_warned_of(string formula, string parameters, string returns, string phrase) =>
        Marked.Formula("LOSSGEN054", Warning, formula, phrase, parameters, returns);

    [Theory]
    [InlineData("mean(exp(p))", "[Range(-10, 10)] ReadOnlySpan<float> p", "float")]
    [InlineData("mean(exp(p))", "[Range(-1000, 100)] ReadOnlySpan<double> p", "double")]
    [InlineData("mean(exp(min(p, 80)))", "ReadOnlySpan<float> p", "float")]
    [InlineData("mean(exp(-p^2))", "ReadOnlySpan<float> p", "float")]
    [InlineData("mean(exp(-abs(p)))", "ReadOnlySpan<float> p", "float")]
    [InlineData("mean(p < 50 ? exp(p) : p)", "ReadOnlySpan<float> p", "float")]
    public void An_exponential_of_a_bounded_argument_is_not_warned_of(string formula, string parameters, string returns) =>
        Marked.Quiet(formula, parameters, returns);

    [Theory]
    [InlineData("mean(p > 0 ? 1 : 0)", "ReadOnlySpan<float> «p»",
        "The gradient of the loss by 'p' is 0 for every input: the formula uses it only in comparisons")]
    [InlineData("mean(sign(p - y))", "[Gradient] ReadOnlySpan<float> «p», ReadOnlySpan<float> y", "functions that are constant in steps")]
    [InlineData("mean(round(p) + floor(p) + ceil(p))", "ReadOnlySpan<float> «p»", "training cannot change it")]
    [InlineData("mean(stopgrad(p) * y)", "ReadOnlySpan<float> «p», ReadOnlySpan<float> y", "The gradient of the loss by 'p' is 0")]
    [InlineData("mean(p - p + y)", "ReadOnlySpan<float> «p», ReadOnlySpan<float> y", "is 0 for every input: it cancels out")]
    [InlineData("mean(p^0 * y)", "ReadOnlySpan<float> «p», ReadOnlySpan<float> y", "it cancels out")]
    [InlineData("sum(y) / size(p)", "ReadOnlySpan<float> «p», ReadOnlySpan<float> y", "the formula uses its size only")]
    public void A_gradient_that_is_zero_everywhere_is_warned_of(string formula, string parameters, string phrase) =>
        Marked.Formula("LOSSGEN055", Warning, formula, phrase, parameters);

    [Fact]
    public void A_parameter_that_is_not_used_is_not_warned_of_twice() => Assert.Equal(
        "LOSSGEN050", Assert.Single(GeneratorRun.OfFormula("mean(y)", "[Gradient] ReadOnlySpan<float> p, ReadOnlySpan<float> y").Diagnostics).Id);

    [Theory]
    [InlineData("p / sum(p)")]
    [InlineData("exp(min(p, 80)) / sum(exp(min(p, 80)))")]
    [InlineData("p - mean(p)")]
    public void A_loss_per_element_that_mixes_elements_has_a_gradient_but_no_diagonal_Hessian(string formula)
    {
        const string parameters = "ReadOnlySpan<float> p, Span<float> loss";
        Assert.DoesNotContain(GeneratorRun.OfFormula(formula, parameters, "void").Diagnostics, d => d.Id is "LOSSGEN055" or "LOSSGEN057");
        Assert.Contains(GeneratorRun.OfFormula(formula, parameters, "void", ", Hessian = true").Diagnostics, d => d.Id == "LOSSGEN057");
    }

    [Theory]
    [InlineData("mean(log(max(p, «1e-50»)))", "The number 1e-50 becomes 0 as a float: the smallest float is 1.4e-45")]
    [InlineData("mean(min(p, «1e39»))", "The number 1e39 becomes infinity as a float: the largest float is 3.4e38; choose another number, or tensors of double")]
    public void A_number_that_a_float_cannot_hold_is_warned_of(string formula, string phrase) =>
        Marked.Formula("LOSSGEN059", Warning, formula, phrase, "ReadOnlySpan<float> p");

    [Theory]
    [InlineData("mean(log(max(p, 1e-50)))", "ReadOnlySpan<double> p", "double")]
    [InlineData("sqrt(sum(p^2) + 1e-50)", "ReadOnlySpan<float> p", "float")]
    [InlineData("mean(max(p, 1e-30) + inf * 0)", "ReadOnlySpan<float> p", "float")]
    public void A_number_that_is_not_rounded_away_is_not_warned_of(string formula, string parameters, string returns) =>
        Marked.Quiet(formula, parameters, returns, absent: "LOSSGEN059");

    [Fact]
    public void A_loss_of_integers_has_nothing_to_differentiate() => Marked.Source(
        "LOSSGEN056", Warning,
        """
        using System;
        using LossGen;
        public static partial class Losses
        {
            [Loss("count(a != b)")]
            public static partial float «Errors»(ReadOnlySpan<int> a, ReadOnlySpan<int> b);
        }
        """,
        "No parameter of 'Errors' can be differentiated, so there is no 'ErrorsWithGradient': it has no float or double parameter");

    [Fact]
    public void A_scalar_that_is_not_marked_is_not_differentiated()
    {
        var run = GeneratorRun.OfFormula("count(a > d)", "ReadOnlySpan<int> a, float d");
        Assert.Contains("mark a float or double parameter with [Gradient]", run.Diagnostics.Single(d => d.Id == "LOSSGEN056").GetMessage(null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("«mean(p)^2»", "The gradient by 'p' at one element depends on other elements through")]
    [InlineData("«logsumexp(p) - mean(p * y)»", "so that the Hessian is not diagonal: remove Hessian = true")]
    [InlineData("«norm(p - y)»", "The gradient by 'p'")]
    public void A_Hessian_must_be_diagonal(string formula, string phrase) =>
        Marked.Formula("LOSSGEN057", Error, formula, phrase, options: ", Hessian = true", parameters: formula.Contains('y')
            ? Marked.TwoTensors : "ReadOnlySpan<float> p");

    [Theory]
    [InlineData("mean((p - y)^2)")]
    [InlineData("mean(softplus(p) - y * p)")]
    [InlineData("mean(log(cosh(p - y)))")]
    public void A_sum_over_elements_has_a_diagonal_Hessian(string formula) => Marked.Quiet(formula, options: ", Hessian = true");

    [Fact]
    public void A_derivative_that_cannot_be_computed_is_an_error() => Marked.Formula(
        "LOSSGEN058", Error, "«mean(digamma(p))»", "The derivative of 'trigamma' is needed and not available: remove Hessian = true",
        "[Range(1, 10)] ReadOnlySpan<float> p", options: ", Hessian = true");

    [Fact]
    public void So_it_is_in_a_loss_per_element() => Assert.Equal(
        ["LOSSGEN058"],
        GeneratorRun.OfFormula("digamma(p)", "[Range(1, 5)] ReadOnlySpan<float> p, Span<float> loss", "void", ", Hessian = true")
            .Diagnostics.Where(d => d.Severity == Error).Select(d => d.Id));

    [Theory]
    [InlineData("mean(«log(1 + exp(p))»)", "Computed as softplus(x), which is exact where the formula as written would overflow or cancel")]
    [InlineData("mean(«log(sigmoid(p))»)", "logsigmoid(x)")]
    [InlineData("mean(«log(cosh(p))»)", "logcosh(x)")]
    [InlineData("mean(«log(1 + abs(p))»)", "log1p(x)")]
    [InlineData("mean(«log(1 + p^2)»)", "log(1 + x^2)")]
    [InlineData("mean(«exp(p) - 1»)", "expm1(x)")]
    [InlineData("mean(«1 - sigmoid(p)»)", "sigmoid(-x)")]
    [InlineData("«log(sum(exp(p)))»", "logsumexp(x)")]
    [InlineData("mean(«1 / (1 + exp(-p))»)", "sigmoid(-x)")]
    public void A_rewrite_for_stability_is_told(string formula, string phrase) =>
        Marked.Formula("LOSSGEN070", Info, formula, phrase, "ReadOnlySpan<float> p");

    [Theory]
    [InlineData("mean(«tan(p)»)", "'tan' has no SIMD version yet and is computed element by element")]
    [InlineData("mean(«atan2(p, p + 1)»)", "'atan2' has no SIMD version yet")]
    public void A_fallback_to_scalar_code_is_told(string formula, string phrase) =>
        Marked.Formula("LOSSGEN071", Info, formula, phrase, "ReadOnlySpan<float> p");

    [Fact]
    public void What_is_computed_once_per_call_is_no_fallback() =>
        Marked.Quiet("tan(mean(p))", "ReadOnlySpan<float> p", absent: "LOSSGEN071");

    [Theory]
    [InlineData("mean(«abs(p - y)»)", "'abs(p - y)' has a kink at 0, where the subgradient 0 is taken")]
    [InlineData("mean(«relu(p - y)»)", "at 0, where the subgradient 0 is taken")]
    [InlineData("mean(«max(p, y)»)", "where both arguments are equal, where the gradient is passed on in halves")]
    [InlineData("mean(«clamp(p, -1, 1)» * y)", "at both limits, where the gradient still passes")]
    public void A_kink_is_told_with_the_subgradient(string formula, string phrase) =>
        Marked.Formula("LOSSGEN072", Info, formula, phrase);

    [Fact]
    public void A_kink_that_no_gradient_passes_is_not_told() => Marked.Quiet("mean(p * abs(y))", absent: "LOSSGEN072");

    [Theory]
    [InlineData("mean(p / «y»)", "The divisor 'y' can be 0: state its range with [Range(low, high)] or add a small constant to it")]
    [InlineData("mean(p / («y + 1»))", "The divisor 'y + 1' can be 0")]
    [InlineData("sum(p * y) / «sum(y)»", "The divisor 'sum(y)' can be 0")]
    [InlineData("mean(p / «sum(y)»)", "The divisor 'sum(y)' can be 0")]
    [InlineData("mean(p * «y»^-1)", "The divisor 'y' can be 0")]
    [InlineData("mean(p * «y»^-2.5)", "The divisor 'y' can be 0")]
    [InlineData("mean(p * y / «0»)", "The divisor '0' can be 0")]
    public void A_divisor_that_can_be_zero_is_told(string formula, string phrase) =>
        Marked.Formula("LOSSGEN073", Info, formula, phrase);

    [Theory]
    [InlineData("mean(p / y)", "ReadOnlySpan<float> p, [Range(1, 2)] ReadOnlySpan<float> y")]
    [InlineData("mean(p / (abs(y) + 1e-6))", Marked.TwoTensors)]
    [InlineData("sum(p - y) / size(p)", Marked.TwoTensors)]
    [InlineData("mean(p * y / 2)", Marked.TwoTensors)]
    [InlineData("mean(y == 0 ? 0 : p / y)", Marked.TwoTensors)]
    [InlineData("mean(y != 0 && p > 0 ? p / y : 1)", Marked.TwoTensors)]
    [InlineData("mean[i | y[i] > 0](p[i] / y[i])", Marked.TwoTensors)]
    public void A_divisor_that_cannot_be_zero_is_not_told(string formula, string parameters) =>
        Marked.Quiet(formula, parameters, absent: "LOSSGEN073");

    [Fact]
    public void A_warning_can_be_suppressed_where_it_stands()
    {
        string source = GeneratorRun.Declaration("mean(log(p))", Marked.TwoTensors)
            .Replace("    [Loss", "#pragma warning disable LOSSGEN050, LOSSGEN053\n    [Loss", StringComparison.Ordinal);
        Assert.All(GeneratorRun.Of(source).Diagnostics, d => Assert.True(d.IsSuppressed));
    }
}
