using System.Numerics.Tensors;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>Recurrences: with states whose threads meet at each step, with a scatter into the gradient, and along both axes.</summary>
public static partial class Declared
{
    [Loss("mean[n](logsumexp[j](alpha[n, len[n], j])) where alpha[n, t, j] = z[n, t, j] + (t == 0 ? 0 : logsumexp[i](alpha[n, t - 1, i] + w[i, j]))")]
    public static partial float Crf([Gradient] ReadOnlyTensorSpan<float> z, [Gradient] ReadOnlyTensorSpan<float> w, ReadOnlySpan<int> len);

    [Loss("""
        mean[n](-logsumexp(last[t1[n], n], label[t1[n], n, u1[n] - 1] ?? -inf)) where
        blank[t, n, u] = lp[t, n, 0] + (t == 0 ? (u == 0 ? 0 : -inf) : logsumexp(blank[t - 1, n, u], label[t - 1, n, u - 1] ?? -inf)),
        label[t, n, u] = u < u1[n] ? lp[t, n, y[n, u]] + (t == 0 ? (u == 0 ? 0 : -inf) : logsumexp(label[t - 1, n, u], blank[t - 1, n, u],
            y[n, u] != (y[n, u - 1] ?? -1) ? label[t - 1, n, u - 1] ?? -inf : -inf)) : -inf,
        last[t, n] = lp[t, n, 0] + (t == 0 ? (u1[n] == 0 ? 0 : -inf) : logsumexp(last[t - 1, n], label[t - 1, n, u1[n] - 1] ?? -inf))
        """)]
    public static partial float Ctc([Gradient] ReadOnlyTensorSpan<float> lp, ReadOnlyTensorSpan<int> y, ReadOnlySpan<int> t1, ReadOnlySpan<int> u1);

    [Loss("mean[n](sum[i, j | i + 1 == size(i) && j + 1 == size(j)](r[n, i, j])) where r[n, i, j] = d[n, i, j] - g * logsumexp(-(r[n, i - 1, j] ?? inf) / g, -(r[n, i, j - 1] ?? inf) / g, -(r[n, i - 1, j - 1] ?? (i + j == 0 ? 0 : inf)) / g)")]
    public static partial float SoftDtw([Gradient] ReadOnlyTensorSpan<float> d, float g = 1);
}
