using CsCheck;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Draws formulas over the tensors p and y and the scalar s: every operator and function of the language, with arguments kept inside the
/// domains, and every reduction, filtered or not, alone and combined.
/// </summary>
internal static class RandomFormulas
{
    private static readonly string[] Unary =
    [
        "exp(-abs({0}))", "expm1(clamp({0}, -3, 3))", "log(abs({0}) + 0.5)", "log1p(abs({0}))", "log2({0}^2 + 0.25)", "sqrt({0}^2 + 0.1)",
        "rsqrt(1 + abs({0}))", "cbrt(2 + sin({0}))", "abs({0})", "square({0})", "({0})^2", "({0})^3", "(0.5 + abs({0}))^s", "pow(1.5, sin({0}))",
        "sin({0})", "cos({0})", "tan(sin({0}))", "asin(0.9 * sin({0}))", "acos(0.9 * cos({0}))", "atan({0})", "sinh(sin({0}))", "cosh(sin({0}))",
        "tanh({0})", "sigmoid({0})", "logsigmoid({0})", "softplus({0})", "relu({0})", "gelu({0})", "silu({0})", "erf({0})", "erfc({0})",
        "lgamma(abs({0}) + 1.5)", "digamma(abs({0}) + 1.5)", "log(sigmoid({0}))", "log(1 - sigmoid({0}))", "log(1 + exp({0}))", "log(cosh({0}))",
        "1 / (1 + exp(-({0})))", "(1 - exp(-abs({0})))", "-({0})", "(1 - sigmoid({0}))^1.5", "stopgrad({0})", "(exp({0} / 4) - 1)",
        "sqrt(({0})^2 + s^2)", "log(1 + ({0})^2)", "({0})^2 / (({0})^2 + s)", "(sqrt(1 + ({0})^2) - 1)", "(1 - cos({0}))", "log(0.5 + exp({0} / 2))",
        "(({0}) / s)^2", "(1 + abs({0}))^(s - 1.5)",
    ];

    private static readonly string[] Binary =
    [
        "({0} + {1})", "({0} - {1})", "({0} * {1})", "({0} / (1.5 + ({1})^2))", "max({0}, {1})", "min({0}, {1})", "atan2({0}, 2 + cos({1}))",
        "xlogy(abs({0}), abs({1}) + 0.5)", "({0} > {1} ? {0} : {1} / 2)", "({0} <= 0.3 && {1} > -0.2 ? {0} * {1} : {1})",
        "(!({0} < {1}) || {1} >= 0.5 ? 2 * {0} : 0.1)", "clamp({0}, -0.7, 0.9 + abs({1}))", "abs({0}) * log(abs({1}) + 1e-3)",
        "sqrt(({0})^2 + ({1})^2 + 0.1)", "log(exp({0} / 2) + exp({1} / 2))", "log(exp({0} / 2) + s * exp({1} / 3) + 0.2)",
        "abs({0}) * (log(abs({0}) + 0.1) - log(abs({1}) + 0.1))", "(0.5 + abs({0})) * log((0.5 + abs({0})) / (1 + abs({1})))",
        "({1} != 0 ? {0} / (1 + abs({1})) : {0})",
    ];

    private static readonly string[] Reductions =
    [
        "sum({0})", "mean({0})", "max({0})", "min({0})", "norm({0})", "logsumexp({0})", "mean[i | y[i] > -0.5]({0})", "sum[k | p[k] <= y[k]]({0})",
        "max[i | p[i] > -1.5]({0})", "count(({0}) > 0)", "mean((({0}) - mean({0}))^2)",
        "sum(exp({0} / 4) * y) / sum(exp({0} / 4))", "-mean(y * log(exp({0} / 4) / sum(exp({0} / 4))))", "log(sum(abs(y) * exp({0} / 4)) + 1e-3)",
        "max({0} - s)", "(sum(abs({0})) > 0 ? sum(y * {0}) / sum(abs({0})) : 0)",
    ];

    private static readonly string[] Combinations =
    [
        "{0}", "{0}", "{0} + {1}", "{0} / (2 + abs({1}))", "{0} * s - {1}", "sqrt(abs({0}) + 0.01)", "log(1 + ({0})^2)", "({0} > {1} ? {0} : {1})",
        "1 - (2 * {0} + s) / (abs({0}) + abs({1}) + 3)", "d * {0} + {1} where d = {1} / 7", "mean(e * p) + {0} where e = p - {1} / 10",
    ];

    /// <summary>A formula with a value per element.</summary>
    public static Gen<string> PerElement { get; } = Elementwise(3);

    /// <summary>A formula with one value.</summary>
    public static Gen<string> Scalar { get; } =
        from combination in Pick(Combinations)
        from first in Reduced
        from second in Reduced
        select string.Format(null, combination, first, second);

    private static Gen<string> Pick(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static Gen<string> Reduced =>
        from reduction in Pick(Reductions)
        from body in Elementwise(2)
        select string.Format(null, reduction, body);

    private static Gen<string> Elementwise(int depth)
    {
        Gen<string> leaf = Pick("p", "y", "p", "y", "s", "(p - y)", "0.75", "(p * y)");
        if (depth == 0)
            return leaf;
        Gen<string> inner = Elementwise(depth - 1);
        Gen<string> unary = from form in Pick(Unary) from x in inner select string.Format(null, form, x);
        Gen<string> binary = from form in Pick(Binary) from x in inner from y in inner select string.Format(null, form, x, y);
        return Gen.Frequency((1, leaf), (3, unary), (3, binary));
    }
}
