namespace LossGen.Tests.Oracle;

/// <summary>Recurrences: along one axis and along several, forward and backward, over states, of several tables, and with lags that vary.</summary>
internal static class RecurrenceFormulas
{
    public static IReadOnlyList<NestFormula> All { get; } =
    [
        // Discounted returns, an exponential moving average, advantages.
        new("sum[t](ret[t] * v[t]) where ret[t] = r[t] + g * (ret[t + 1] ?? 0)", "r[t]*; v[t]*; g* = 0.9"),
        new("sum[n, t]((x[n, t] - ema[n, t])^2) where ema[n, t] = a * x[n, t] + (1 - a) * (ema[n, t - 1] ?? x[n, t])", "x[n, t]*; a* = 0.3"),
        new("sum[t, n](ema[t, n]^2) where ema[t, n] = t == 0 ? x[t, n] : a[n] * x[t, n] + ema[t - 1, n] * (1 - a[n])", "x[t, n]*; a[n]*"),
        new("adv[n, t] where delta[n, t] = r[n, t] + g * (v[n, t + 1] ?? 0) - v[n, t], adv[n, t] = delta[n, t] + g * l * d[n, t] * (adv[n, t + 1] ?? 0)",
            "r[n, t]; v[n, t]*; d[n, t]; g = 0.9; l* = 0.8; -> loss[n, t]"),
        new("sum[t](tanh(h[t])) where h[t] = tanh(w * (h[t - 1] ?? 0) + u * (h[t - 2] ?? 0.5) + x[t])", "x[t]*; w* = 0.7; u* = -0.4"),

        // A conditional random field with lengths; a hidden Markov model, in logarithms and normalized.
        new("mean[n](logsumexp[j](alpha[n, len[n], j])) where alpha[n, t, j] = z[n, t, j] + (t == 0 ? b[j] : logsumexp[i](alpha[n, t - 1, i] + w[i, j]))",
            "z[n, t, j]*; w[i, j]*; b[j]*; int len[n] < t".Replace("w[i, j]", "w[j, j]", StringComparison.Ordinal)),
        new("sum[n](logsumexp[t, j | t + 1 == size(t)](beta[t, n, j])) where beta[t, n, j] = e[t, n, j] + (t + 1 == size(t) ? 0 : logsumexp[k](w[j, k] + beta[t + 1, n, k]))",
            "e[t, n, j]*; w[j, j]*"),
        new("-sum[t](log(c[t])) where a[t, j] = e[t, j] * (t == 0 ? 1 : sum[i](f[t - 1, i] * w[i, j])), f[t, j] = a[t, j] / c[t], c[t] = sum[k](a[t, k])",
            "e[t, j]* pos; w[j, j]* pos"),
        new("sum[n](max[t, j](v[n, t, j])) where v[n, t, j] = z[n, t, j] + (t == 0 ? 0 : max[i](v[n, t - 1, i] + w[i, j]))", "z[n, t, j]*; w[j, j]*"),

        // Alignments: both axes recur; with affine gaps (Gotoh) in three tables.
        new("sum[i, j | i + 1 == size(i) && j + 1 == size(j)](d[i, j]) where d[i, j] = (x[i] - y[j])^2 - g * logsumexp(-(d[i - 1, j] ?? inf) / g, -(d[i, j - 1] ?? inf) / g, -(d[i - 1, j - 1] ?? (i + j == 0 ? 0 : inf)) / g)",
            "x[i]*; y[j]*; g = 0.7"),
        new("sum[i, j](m[i, j] + 0.5 * p[i, j] - q[i, j]) where m[i, j] = s[i, j] + (i == 0 || j == 0 ? 0 : logsumexp(m[i - 1, j - 1], p[i - 1, j - 1], q[i - 1, j - 1])), p[i, j] = i == 0 ? -1 : logsumexp(m[i - 1, j] - o, p[i - 1, j] - e), q[i, j] = j == 0 ? -1 : logsumexp(m[i, j - 1] - o, q[i, j - 1] - e)",
            "s[i, j]*; o* = 1; e* = 0.3"),
        new("sum[n, i, j](a[n, i, j] * v[n, i]) where a[n, i, j] = x[n, i, j] + p * (a[n, i - 1, j] ?? 0) + q * (a[n, i, j + 1] ?? 0)", "x[n, i, j]*; v[n, i]*; p* = 0.4; q* = -0.3"),
        new("sum[i, j](a[i, j]^2) where a[i, j] = x[i, j] + 0.4 * (a[i - 1, j + 1] ?? 0) + 0.3 * (a[i - 1, j - 2] ?? 1)", "x[i, j]*"),

        // Reads within the border of a table, and beyond it.
        new("sum[n, t, j](a[n, t, j]^2) where a[n, t, j] = x[n, t, j] + 0.4 * tanh(a[n, t - 1, j - 3] ?? 0.2) + 0.3 * (a[n, t - 5, j + 1] ?? 1) + 0.2 * sin(a[n, t - 2, j + 17] ?? 0.1)", "x[n, t, j]*"),

        // Two indices of one dimension.
        new("sum[i, j](d[i, j] * v[i]) where d[i, j] = (x[i] - x[j])^2 + 0.5 * (d[i - 1, j - 1] ?? 0)", "x[i]*; v[i]*"),

        // Lags that vary: a semi-Markov model.
        new("sum[t](alpha[t]) where alpha[t] = x[t] + logsumexp[d | d < t](alpha[t - 1 - d] + s[d])", "x[t]*; s[d]*"),
        new("logsumexp[y, t | t + 1 == size(t)](a[t, y]) where a[t, y] = logsumexp[d | d <= t](s[t, d, y] + (d == t ? 0 : logsumexp[x](a[t - 1 - d, x] + w[x, y])))",
            "s[t, d, y]*; w[y, y]*"),
        new("sum[t](a[t]) where a[t] = x[t] + (b[t - 1, 0] ?? 0), b[t, k] = a[t] + (b[t - 1, k] ?? 0) * w[k]", "x[t]*; w[k]*"),
        new("sum[n, t](a[n, t] * x[n, t]) where a[n, t] = x[n, t] + sum[d | d < t](a[n, t - 1 - d] * s[d] * 0.2)", "x[n, t]*; s[d]*"),

        // Jumps among states, and a table that another recurrence reads.
        new("sum[t, j](a[t, j] * x[t, j]) where a[t, j] = x[t, j] + 0.5 * (t == 0 ? 0 : a[t - 1, p[j]])", "x[t, j]*; int p[j] < j"),
        new("sum[t](b[t] * x[t]) where a[t] = x[t] + 0.5 * (a[t - 1] ?? 0), b[t] = a[t]^2 + 0.3 * (b[t + 1] ?? 0) * a[t]", "x[t]*"),
        new("sum[n, t](b[n, t] * x[n, t]) where a[n, t] = x[n, t] + 0.5 * tanh(a[n, t - 1] ?? 0), b[n, t] = a[n, t]^2 + 0.3 * sin(b[n, t + 1] ?? 0)", "x[n, t]*"),
        new("sum[n, t, j](b[n, t, j] * x[n, t, j]) where a[n, t, j] = x[n, t, j] + 0.5 * tanh(a[n, t - 1, j - 1] ?? 0), b[n, t, j] = a[n, t, j]^2 + 0.3 * sin(b[n, t + 2, j] ?? 0) * (a[n, t - 1, j] ?? 1)", "x[n, t, j]*"),
        new("a[t] where a[t] = b[t] + x[t], b[t] = 0.5 * (a[t - 1] ?? 1)", "x[t]*; -> loss[t]"),

        // What a step reduces for states that its reductions go over, and not for those that they are for.
        new("sum[n, t, s](a[n, t, s] * x[n, t, s]) where c[n, t, k] = t == 0 ? 0 : sum[i](a[n, t - 1, i] * w[i, k]), a[n, t, s] = x[n, t, s] + 0.3 * sum[k | w[k, s] > 0](c[n, t, k])",
            "x[n, t, s]*; w[s, s]*") { HasDevice = false },
        new("sum[t, s](a[t, s]) where b[t, k, q] = x[t, k] * x[t, q] + 0.1 * (a[t - 1, k] ?? 0), a[t, s] = x[t, s] + (t == 0 ? 0 : 0.5 * sum[q](mean[k | w[k, s] > 0](b[t - 1, k, q])))",
            "x[t, s]*; w[s, s]") { HasDevice = false },

        // CTC: before each label a blank, which ends in a last one (Graves et al., 2006).
        new("""
            mean[n](-logsumexp(last[t1[n], n], label[t1[n], n, u1[n] - 1] ?? -inf)) where
            blank[t, n, u] = lp[t, n, b] + (t == 0 ? (u == 0 ? 0 : -inf) : logsumexp(blank[t - 1, n, u], label[t - 1, n, u - 1] ?? -inf)),
            label[t, n, u] = u < u1[n] ? lp[t, n, y[n, u]] + (t == 0 ? (u == 0 ? 0 : -inf) : logsumexp(label[t - 1, n, u], blank[t - 1, n, u],
                y[n, u] != (y[n, u - 1] ?? -1) ? label[t - 1, n, u - 1] ?? -inf : -inf)) : -inf,
            last[t, n] = lp[t, n, b] + (t == 0 ? (u1[n] == 0 ? 0 : -inf) : logsumexp(last[t - 1, n], label[t - 1, n, u1[n] - 1] ?? -inf))
            """, "lp[t, n, c]*; int y[n, u] < c; int t1[n] < t; int u1[n] < u; int b < c = 0"),

        // Loops of every shape: several axes side by side, several states, states within two steps, and what is reduced for a step, for a cell, or kept.
        new("sum[b, h, t, j](a[b, h, t, j] * x[b, h, t, j]) where a[b, h, t, j] = x[b, h, t, j] + 0.3 * (a[b, h, t - 1, j - 1] ?? 0)", "x[b, h, t, j]*"),
        new("sum[n, t, j, k](a[n, t, j, k] * x[n, t, j, k]) where a[n, t, j, k] = x[n, t, j, k] + 0.3 * (a[n, t - 1, j - 1, k + 1] ?? 0.5)", "x[n, t, j, k]*"),
        new("sum[i, j, k](d[i, j, k]^2) where d[i, j, k] = x[i, j] * w[k] + 0.3 * (d[i - 1, j, k - 1] ?? 0) + 0.2 * (d[i, j - 1, k] ?? 0)", "x[i, j]*; w[k]*"),
        new("sum[n, t, j](a[n, t, j] * x[n, t, j]) where a[n, t, j] = x[n, t, j] + 0.1 * (t == 0 ? 0 : cumsum[j](a[n, t - 1, j]))", "x[n, t, j]*"),
        new("sum[n, t, j](a[n, t, j] * v[j]) where a[n, t, j] = x[n, t, j] + (t == 0 ? 0 : sum[k](softmax[k](a[n, t - 1, k]) * w[k, j]))", "x[n, t, j]*; v[j]*; w[j, j]*"),
        new("sum[n, t, s](a[n, t, s]^2) where a[n, t, s] = x[n, t, s] + (t == 0 ? 0 : 0.3 * sum[k](tanh(sum[i](a[n, t - 1, i] * w[i, k])) * v[k, s]))", "x[n, t, s]*; w[s, k]*; v[k, s]*"),
        new("sum[n, t](logsumexp[s](b[n, t, s])) where a[n, t, s] = x[n, t, s] + g * (t + 1 == size(t) ? 0 : 0.3 * sum[k](b[n, t + 1, k] * w[k, s])), b[n, t, s] = x[n, t, s] + (t + 1 == size(t) ? 0.3 : 0.2 * sum[k](softmax[k](a[n, t + 1, k]) * w[k, s])) + 0.1 * a[n, t, s]",
            "x[n, t, s]*; w[s, s]*; g* = 0.35"),
        new("sum[n, i, j | i + 1 == size(i) && j + 1 == size(j)](f[n, i, j]) where f[n, i, j] = max((f[n, i - 1, j - 1] ?? (-g * (i + j))) + s[n, i, j], (f[n, i - 1, j] ?? (-g * (j + 1))) - g, (f[n, i, j - 1] ?? (-g * (i + 1))) - g)",
            "s[n, i, j]*; g* = 0.6"),
        new("mean[n](sum[i, j | i + 1 == size(i) && j + 1 == size(j)](d[n, i, j])) where d[n, i, j] = sum[k]((x[n, i, k] - y[n, j, k])^2) - logsumexp(-(d[n, i - 1, j] ?? inf), -(d[n, i, j - 1] ?? inf), -(d[n, i - 1, j - 1] ?? (i + j == 0 ? 0 : inf)))",
            "x[n, i, k]*; y[n, j, k]*"),
        new("sum[n, t](a[n, t]) where a[n, t] = p[n, t] * q[n, t] + r[n, t] * s[n, t] + 0.5 * (a[n, t - 1] ?? 0), p[n, t] = sum[k](x[n, k] * u[t, k]), q[n, t] = sum[k](x[n, k]^2 * u[t, k]), r[n, t] = sum[k](x[n, k] * u[t, k]^2), s[n, t] = sum[k](abs(x[n, k] - u[t, k]))",
            "x[n, k]*; u[t, k]*"),
        new("sum[n](w[n, best[n]]) where best[n] = argmax[j](sum[t](a[n, t, j])), a[n, t, j] = x[n, t, j] + 0.5 * (a[n, t - 1, j - 1] ?? 0)", "x[n, t, j]; w[n, j]*"),
    ];
}
