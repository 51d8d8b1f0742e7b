using CsCheck;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Draws formulas over the tensors p[n, c], q[n, c], w[c], v[n], the classes y[n], the vectors a[i, k], b[j, k] and the scalar s: values per
/// element, reduced to rows or columns and these to a number, pairs, gathers, shifts, filters and definitions.
/// </summary>
internal static class RandomNests
{
    private const string Signature = "p[n, c]*; q[n, c]*; w[c]*; v[n]*; int y[n] < c; a[i, k]*; b[j, k]*; s* = 1.25";

    private static readonly string[] Elements =
    [
        "p[n, c]", "q[n, c]", "p[n, c]", "q[n, c]", "w[c]", "v[n]", "w[y[n]]", "p[n, y[n]]", "(c == y[n] ? 1 : 0)", "(p[n, c + 1] ?? 0)",
        "(q[n - 1, c] ?? w[c])", "(c / size(c))", "(p[n, c] - q[n, c])", "s", "softmax[c](p[n, c])", "softmax[c](q[n, c])", "(c < y[n] ? q[n, c] : v[n])",
        "softmax[n](p[n, c])", "mean[c](q[n, c])", "mean[n](q[n, c])", "cumsum[c](p[n, c] / 4)",
    ];

    private static readonly string[] Rows =
    [
        "sum[c]({0})", "mean[c]({0})", "max[c]({0})", "min[c]({0})", "logsumexp[c]({0})", "norm[c]({0})", "sum[c | c != y[n]]({0})",
        "max[c | p[n, c] > -1]({0})", "mean[c | q[n, c] > v[n]]({0})", "log(sum[c](exp({0} / 4)))", "sum[c](softmax[c]({0}) * {1})",
        "sum[c](abs({1}) * log(exp({0} / 4) / sum[c](exp({0} / 4))))", "sum[c](({0} - mean[c]({0}))^2)", "-log(exp(p[n, y[n]]) / sum[c](exp(p[n, c])))",
        "p[n, argmax[c]({0})]", "prod[c](1 + tanh({0}) / 8)", "count[c]({0} > 0)",
    ];

    private static readonly string[] Columns =
    [
        "sum[n]({0})", "mean[n]({0})", "max[n]({0})", "min[n]({0})", "logsumexp[n]({0})", "norm[n]({0})", "sum[n | v[n] > 0]({0})",
        "sum[n](({0} - mean[n]({0}))^2)", "log(sum[n](exp({0} / 4)))", "prod[n](1 + tanh({0}) / 8)", "sum[n | y[n] == c]({0})", "count[n]({0} > {1})",
    ];

    private static readonly string[] Pairs =
    [
        "sum[i, j](tanh(sum[k](a[i, k] * b[j, k])))", "mean[i](logsumexp[j](sum[k](a[i, k] * b[j, k]) / s))", "mean[j](max[i](norm[k](a[i, k] - b[j, k])))",
        "sum[i, j](exp(-sum[k]((a[i, k] - b[j, k])^2)))", "mean[i](logsumexp[l | l != i](sum[k](a[i, k] * a[l, k])))", "sum[k](sum[i](a[i, k]) * sum[j](b[j, k]))",
        "mean[i, j](sum[k](abs(a[i, k] - b[j, k])))", "sum[i, j, k](tanh(a[i, k] * b[j, k]))", "sum[k](logsumexp[i](a[i, k]))", "max[i, j, k](a[i, k] + b[j, k])",
    ];

    private static readonly string[] Combinations =
    [
        "mean[n]({0})", "sum[c]({1})", "mean[n]({0}) + sum[c]({1}) / 4", "mean[n](tanh({0}) * {0})", "sum[c]({1}) / (2 + abs(mean[n]({0})))", "{2} * mean[n]({0})",
        "{2} + sqrt(abs(sum[c]({1})) + 0.1)", "max[n]({0})", "mean[n | y[n] != 1]({0})", "sum[n](d[n] * v[n]) where d[n] = {0}", "sum[n](d[y[n]] / 4) where d[c] = {1}",
        "mean[n, c](d[n, c]^2) where d[n, c] = {0} - {1}", "logsumexp[n]({0}) * s", "norm[c]({1})", "sum[n](v[n] * (d[n + 1] ?? 0)) where d[n] = {0}",
    ];

    public static Gen<NestFormula> Formula { get; } = new RandomGrammar(Signature, "mean[n, c](p[n, c]) / 8", Elements, [Rows, Columns, Pairs], Combinations).Formula;
}
