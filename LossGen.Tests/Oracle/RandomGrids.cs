using CsCheck;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Draws formulas over the images x[b, h, w], y[b, h, w], the map m[h, w], the weights f[k, l] and g[k] of windows, r[b], the places q[b, h] in the rows, and
/// the vectors u[w, d], v[b, d]: windows, shifts, distances and gathered rows inside of reductions along some of the axes, and these to a number.
/// </summary>
internal static class RandomGrids
{
    private const string Signature = "x[b, h, w]*; y[b, h, w]*; m[h, w]*; f[k, l]*; g[k]*; r[b]*; int q[b, h] < w; u[w, d]*; v[b, d]*";

    private static readonly string[] Elements =
    [
        "x[b, h, w]", "y[b, h, w]", "x[b, h, w]", "m[h, w]", "r[b]", "(x[b, h + 1, w] ?? 0)", "(y[b, h, w - 1] ?? m[h, w])", "(m[h - 1, w] ?? r[b])",
        "sum[k](g[k] * (x[b, h, w + k] ?? 0))", "sum[k, l](f[k, l] * (y[b, h + k, w + l] ?? 0))", "sum[k](g[k] * (m[h + k, w] ?? m[h, w]))",
        "sum[k](g[k] * (y[b, h - k, w] ?? 0)^2)", "max[k](x[b, h + k, w] ?? g[k])", "softmax[h, w](x[b, h, w])", "softmax[w](y[b, h, w])", "mean[h, w](x[b, h, w])",
        "mean[b](y[b, h, w])", "x[b, h, q[b, h]]", "m[h, q[b, h]]", "sum[d](u[w, d] * v[b, d])", "norm[d](u[w, d] - v[b, d])", "sum[d]((u[q[b, h], d] - v[b, d])^2)",
        "sum[d](u[q[b, h], d] * u[w, d])", "cumsum[w](x[b, h, w] / 4)", "(h < w ? x[b, h, w] : 0.5)", "(q[b, h] == w ? 1 : 0)",
        "logsumexp[j](x[j, h, w])", "mean[o](x[b, o, w])", "sum[i](abs(y[b, h, w] - y[b, h, i]))", "(x[b, h, w] - m[h, w])",
    ];

    private static readonly string[] Samples =
    [
        "sum[h, w]({0})", "mean[h, w]({0})", "max[h, w]({0})", "logsumexp[h, w]({0})", "norm[h, w]({0})", "sum[h](max[w]({0}))", "mean[h](logsumexp[w]({0}))",
        "sum[h, w | y[b, h, w] > 0]({0})", "sum[h, w](softmax[h, w]({0}) * {1})", "sum[h, w](({0} - mean[h, w]({0}))^2)", "sum[w](sum[h]({0})^2)", "mean[w](norm[h]({0}))",
        "sum[h, w](({0}) * (x[b, h, w + 1] ?? 0))", "log(sum[h, w](exp({0} / 4)))",
    ];

    private static readonly string[] Maps = ["sum[b]({0})", "mean[b]({0})", "max[b]({0})", "logsumexp[b]({0})", "sum[b | r[b] > 0]({0})", "norm[b]({0} - {1})", "{0}"];

    private static readonly string[] Columns = ["sum[b, h]({0})", "mean[b, h]({0})", "max[b, h]({0})", "norm[b, h]({0})", "sum[b](max[h]({0}) * r[b])", "logsumexp[h, b]({0})"];

    private static readonly string[] Combinations =
    [
        "mean[b]({0})", "mean[b](tanh({0}) * r[b])", "sum[b, h, w](({1}) * m[h, w])", "mean[w](({2})^2)", "mean[b]({0}) + mean[w]({2})", "sum[b, h, w](tanh({1}) * y[b, h, w])",
        "mean[b, h, w](e[b, h, w]^2) where e[b, h, w] = {1} - y[b, h, w]", "sum[b, h, w](abs((e[b, h + 1, w] ?? 0) - e[b, h, w])) where e[b, h, w] = tanh({1})",
        "sum[b, h](e[b, h, q[b, h]] * r[b]) where e[b, h, w] = {1}", "mean[b, w](e[b] * {2}) where e[b] = {0}", "sum[b, h](sum[k](g[k] * (e[b, h + k] ?? 0))^2) where e[b, h] = mean[w](tanh({1}))",
        "sum[h, w](sum[k](g[k] * (e[h, w + k] ?? 0))) where e[h, w] = mean[b](tanh({1}))", "logsumexp[b]({0})", "max[w]({2})",
    ];

    public static Gen<NestFormula> Formula { get; } =
        new RandomGrammar(Signature, "mean[b, h, w](x[b, h, w]) / 8", Elements, [Samples, Maps, Columns], Combinations).Formula;
}
