namespace LossGen.Tests.Oracle;

/// <summary>Formulas over several axes that cover every feature of the language, by what they are about.</summary>
internal static class NestFormulas
{
    /// <summary>The group of recurrences.</summary>
    public const string Recurrences = "recurrences";

    /// <summary>The recurrences with gradients that take less memory.</summary>
    public const string Checkpoints = "checkpoints";

    public static IReadOnlyDictionary<string, IReadOnlyList<NestFormula>> Groups { get; } = new Dictionary<string, IReadOnlyList<NestFormula>>
    {
        ["rows"] =
        [
            new("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])", "z[n, c]*; int y[n] < c"),
            new("-mean[n](log(exp(z[n, y[n]]) / sum[c](exp(z[n, c]))))", "z[n, c]*; int y[n] < c"),
            new("-mean[n](sum[c](t[n, c] * log(exp(z[n, c]) / sum[c](exp(z[n, c])))))", "z[n, c]*; t[n, c]* pos"),
            new("-mean[n](sum[c](t[n, c] * logsoftmax[c](z[n, c])))", "z[n, c]*; t[n, c]"),
            new("sum[n](max[c](z[n, c]) * v[n])", "z[n, c]*; v[n]*"),
            new("mean[n](norm[c](a[n, c] - b[n, c]))", "a[n, c]*; b[n, c]*"),
            new("sum[n](logsumexp[c](z[n, c] / s)) * s", "z[n, c]*; s* = 1.5"),
            new("mean[n, c](w[c] * (p[n, c] - q[n, c])^2)", "p[n, c]*; q[n, c]; w[c]*"),
            new("sum[n](w[y[n]] * (logsumexp[c](z[n, c]) - z[n, y[n]])) / sum[n](w[y[n]])", "z[n, c]*; w[c]* pos; int y[n] < c"),
            new("mean[n | y[n] != ignore](logsumexp[c](z[n, c]) - z[n, y[n]])", "z[n, c]*; int y[n] < c; int ignore = 1"),
            new("mean[n | m[n] > 0](sum[c](abs(p[n, c] - q[n, c])))", "p[n, c]*; q[n, c]*; byte m[n] < 2"),
            new("sum[n, c | m[n, c] > 0.5](p[n, c]^2 * v[n])", "p[n, c]*; m[n, c]; v[n]*"),
            new("mean[n](sum[c | c != y[n]](max(0, z[n, c] - z[n, y[n]] + margin)))", "z[n, c]*; int y[n] < c; margin* = 0.7"),
            new("mean[n](max[c | c != y[n]](z[n, c]) - z[n, y[n]])", "z[n, c]*; int y[n] < c"),
            new("mean[n](sum[c](softmax[c](z[n, c]) * q[n, c]))", "z[n, c]*; q[n, c]*"),
            new("mean[n](prod[c](1 + p[n, c] / 8))", "p[n, c]*"),
            new("mean[n](min[c](p[n, c]) + count[c](p[n, c] > 0))", "p[n, c]*"),
            new("mean[n](-((1 - q[n, y[n]])^gamma) * log(q[n, y[n]])) where q[n, c] = softmax[c](z[n, c])", "z[n, c]*; int y[n] < c; gamma* = 2.5"),
            new("mean[n]((1 - s) * (logsumexp[c](z[n, c]) - z[n, y[n]]) + s * (logsumexp[c](z[n, c]) - mean[c](z[n, c])))", "z[n, c]*; long y[n] < c; s* = 0.1"),
            new("mean[n](sum[c](q[n, c] * (log(q[n, c]) - log(p[n, c])))) where p[n, c] = softmax[c](z[n, c]), q[n, c] = softmax[c](x[n, c])", "z[n, c]*; x[n, c]*"),
            new("-mean[n](logsumexp[k](logsoftmax[k](w[n, k]) + log(sigmoid((y[n] + 1 - m[n, k]) * exp(-s[n, k])) - sigmoid((y[n] - 1 - m[n, k]) * exp(-s[n, k])) + 0.5)))", "w[n, k]*; m[n, k]*; s[n, k]*; y[n]*"),
            new("mean[n](sum[c | m[c] > 0](softmax[c | m[c] > 0](z[n, c]) * v[n]^2 * w[c]))", "z[n, c]*; m[c]; v[n]*; w[c]*"),
        ],
        ["columns"] =
        [
            new("sum[c](w[c] * sum[n](p[n, c])^2)", "p[n, c]*; w[c]*"),
            new("max[c](mean[n](p[n, c]))", "p[n, c]*"),
            new("sum[c](log(1 + sum[n](exp(p[n, c]))))", "p[n, c]*"),
            new("sum[c](logsumexp[n](p[n, c]) * w[c])", "p[n, c]*; w[c]*"),
            new("mean[c](sqrt(mean[n]((p[n, c] - mean[n](p[n, c]))^2) + 0.01))", "p[n, c]*"),
            new("1 - 2 * sum[c](u[c] * sum[n](p[n, c] * q[n, c])) / sum[c](u[c] * sum[n](p[n, c] + q[n, c])) where u[c] = 1 / (1 + sum[n](q[n, c]))^2", "p[n, c]* pos; q[n, c]* pos"),
            new("sum[c](max[n](p[n, c]) - min[n](p[n, c]))", "p[n, c]*"),
            new("sum[c](prod[n](1 + p[n, c] / 8))", "p[n, c]*"),
            new("sum[c](count[n](p[n, c] > w[c]) * w[c])", "p[n, c]; w[c]*"),
            new("sum[c](sum[n | m[n] > 0](p[n, c])^2 / (1 + count[n | m[n] > 0]()))", "p[n, c]*; m[n]"),
            new("sum[n, c]((p[n, c] - mean[n](p[n, c])) * (p[n, c] - mean[c](p[n, c])) / (1 + norm[n](p[n, c])))", "p[n, c]*"),
            new("sum[n](softmax[n](v[n]) * sum[c](p[n, c] * softmax[c](w[c])))", "p[n, c]*; v[n]*; w[c]*"),
            new("mean[c](1 - (2 * sum[n](p[n, c] * q[n, c]) + s) / (sum[n](p[n, c]^2) + sum[n](q[n, c]^2) + s))", "p[n, c]*; q[n, c]; s* = 1"),
            new("-sum[n](log(sum[c](softmax[n](z[n, c]) * softmax[c](z[n, c]))))", "z[n, c]*"),
        ],
        ["pairs"] =
        [
            new("mean[n](sum[m, k](log(1 + (x[n, m] - x[n, k])^2 * w[k])) / (1 + v[n]^2))", "x[n, m]*; w[m] pos; v[n]*"),
            new("mean[i](max[j](s[j] * w[i]) + logsumexp[j](s[j] - s[i]))", "s[i]*; w[i]*"),
            new("sum[t, d]((x[t, d] - sum[k](c[k, d] * softmax[k](-sum[e]((x[t, e] - c[k, e])^2))))^2)", "x[t, d]*; c[k, d]*"),
            new("log(1 + sum[i, j | y[i] != y[j]](exp(relu(c[i, j] + 0.25) * (c[i, j] - 0.25)))) where c[i, j] = 0.05 * sum[k](x[i, k] * x[j, k])", "x[i, k]*; int y[i] < 3"),
            new("sum[i, j](a[i, k0] * b[j, k0])", "a[i, k]*; b[j, k]*; int k0 < k = 0"),
            new("sum[i, j]((sum[k](a[i, k] * b[j, k]))^2)", "a[i, k]*; b[j, k]*"),
            new("mean[i](logsumexp[j](d[i, j] / s) - d[i, i] / s) where d[i, j] = sum[k](a[i, k] * b[j, k])", "a[i, k]*; b[i, k]*; s* = 0.5"),
            new("mean[i](logsumexp[j](d[i, j]) + logsumexp[j](d[j, i]) - 2 * d[i, i]) where d[i, j] = sum[k](a[i, k] * b[j, k])", "a[i, k]*; b[i, k]*"),
            new("mean[i](logsumexp[j | i != j](sum[k](e[i, k] * e[j, k])))", "e[i, k]*"),
            new("sum[i, j | i != j && y[i] == y[j]](sum[k]((e[i, k] - e[j, k])^2))", "e[i, k]*; int y[i] < 2"),
            new("-mean[i](sum[j | i != j && y[i] == y[j]](d[i, j] - logsumexp[m | m != i](d[i, m])) / max(1, count[j](i != j && y[i] == y[j]))) where d[i, j] = sum[k](e[i, k] * e[j, k])", "e[i, k]*; long y[i] < 2"),
            new("2 * mean[i, j](norm[k](a[i, k] - b[j, k])) - mean[i, m](norm[k](a[i, k] - a[m, k])) - mean[j, l](norm[k](b[j, k] - b[l, k]))", "a[n, k]*; b[m, k]*"),
            new("mean[i](max(0, max[j](y[i] == y[j] ? d[i, j] : 0) - min[j](y[i] != y[j] ? d[i, j] : 9) + 0.3)) where d[i, j] = norm[k](e[i, k] - e[j, k])", "e[i, k]*; int y[i] < 2"),
            new("sum[i, j](exp(-sum[k]((a[i, k] - b[j, k])^2)) * u[i] * v[j])", "a[i, k]*; b[j, k]*; u[i]*; v[j]*"),
            new("mean[i, j](abs(v[i] - v[j]))", "v[i]*"),
            new("mean[i](min[j](d[i, j])) + mean[j](min[i](d[i, j])) where d[i, j] = sum[k]((a[i, k] - b[j, k])^2)", "a[i, k]*; b[j, k]*"),
            new("mean[n, i](log(1 + sum[j | j != i](exp(-norm[k](a[n, i, k] - b[n, j, k])))))", "a[n, i, k]*; b[n, j, k]*"),
            new("mean[i](1 - sum[k](a[i, k] * b[i, k]) / (norm[k](a[i, k]) * norm[k](b[i, k])))", "a[i, k]*; b[i, k]*"),
            new("sum[i, j](log(1 + exp(-(v[i] - v[j]) * (u[i] > u[j] ? 1 : 0))))", "v[i]*; u[i]"),
            new("sum[i, k]((mean[j](e[i, j] * e[k, j]) - (i == k ? 1 : 0))^2)", "e[i, j]*"),
            new("sum[k, l]((sum[i](a[i, k] * b[i, l]) / size(i) - (k == l ? 1 : 0))^2 * (k == l ? 1 : s))", "a[i, k]*; b[i, l]*; s* = 0.3"),
        ],
        ["products"] =
        [
            new("mean[n | y[n] != ignore](logsumexp[v](z[n, v]) - z[n, y[n]]) where z[n, v] = sum[d](h[n, d] * w[v, d])", "h[n, d]*; w[v, d]*; int y[n] < v; int ignore = 1"),
            new("y[n] != ignore && c[n] > 0.5 ? (1 + c[n]) * (logsumexp[v](z[n, v]) - (1 - s) * z[n, y[n]] - (s == 0 ? 0 : 0.5 * s * mean[v](z[n, v]))) : 0 where z[n, v] = sum[d](h[n, d] * w[v, d])", "h[n, d]*; w[v, d]*; c[n]*; int y[n] < v; s = 0.1; int ignore = 1; -> loss[n]"),
            new("mean[n | c[n] > 0.5](logsumexp[v](z[n, v])) where z[n, v] = sum[d](h[d, n] * w[v, d])", "h[d, n]; w[v, d]*; c[n]*"),
            new("mean[n | c[n] > 0.5](sum[v](p[n, v] * (log(p[n, v]) - q[n, v]))) + sum[n](c[n]^2) where p[n, v] = softmax[v](sum[d](g[n, d] * w[v, d])), q[n, v] = logsoftmax[v](sum[d](h[n, d] * w[v, d]))", "h[n, d]*; w[v, d]*; g[n, d]; c[n]*"),
            new("mean[n](logsumexp[v](z[n, v]) - z[n, y[n]]) where z[n, v] = sum[d](h[n, d] * w[v, d]) + b[v]", "h[n, d]*; w[v, d]*; b[v]*; int y[n] < v"),
            new("mean[n](l[n] - z[n, y[n]] + 0.1 * l[n]^2) where l[n] = logsumexp[v](z[n, v]), z[n, v] = 3 * tanh(sum[d](h[n, d] * w[d, v]) / 3)", "h[n, d]*; w[d, v]*; int y[n] < v"),
            new("mean[n](c[y[n]] * ((1 - s) * (logsumexp[v](z[n, v]) - z[n, y[n]]) + s * (logsumexp[v](z[n, v]) - mean[v](z[n, v])))) where z[n, v] = sum[d](h[n, d] * w[v, d])", "h[n, d]*; flat w[v, d]*; c[v]* pos; int y[n] < v; s* = 0.1"),
            new("logsumexp[v](z[n, v]) - z[n, y[n]] where z[n, v] = sum[d](h[n, d] * w[v, d])", "h[n, d]*; w[v, d]*; int y[n] < v; -> loss[n]"),
            new("mean[n](sum[v](p[n, v] * (log(p[n, v]) - log(q[n, v])))) where p[n, v] = softmax[v](sum[d](g[n, d] * u[v, d]) / t), q[n, v] = softmax[v](sum[e](h[n, e] * w[v, e]) / t)", "h[n, e]*; w[v, e]*; g[n, d]; u[v, d]; t* = 2"),
            new("mean[b, t](logsumexp[v](z[b, t, v]) - z[b, t, y[b, t]]) where z[b, t, v] = sum[d](h[b, t, d] * w[v, d])", "h[b, t, d]*; w[v, d]*; int y[b, t] < v"),
            new("sum[n](v[n] * max[v0](z[n, v0])) where z[n, v0] = sum[d](h[n, d] * w[v0, d])", "h[n, d]*; w[v0, d]*; v[n]*"),
            new("mean[n, v](softplus(z[n, v]) - t[n, v] * z[n, v]) where z[n, v] = sum[d](h[n, d] * w[v, d])", "h[n, d]*; w[v, d]*; t[n, v]*"),
            new("mean[i](logsumexp[j](d[i, j] / s) - d[i, i] / s) where d[i, j] = sum[k](a[i, k] * b[j, k]) / (norm[k](a[i, k]) * norm[k](b[j, k]))", "a[i, k]*; b[i, k]*; s* = 0.5"),
            new("mean[i](logsumexp[j](d[i, j]) + logsumexp[j](d[j, i]) - 2 * d[i, i]) / 2 where d[i, j] = sum[k](a[i, k] * b[j, k]) / s", "a[i, k]*; b[i, k]*; s* = 0.5"),
            new("mean[i](logsumexp[j](d[i, j]) + logsumexp[j](d[j, i])) / 4 - mean[i](d[i, i]) where d[i, j] = sum[k](a[i, k] * b[j, k]) / (s * norm[k](a[i, k]) * norm[k](b[j, k]))", "a[i, k]*; b[i, k]*; s* = 0.5"),
            new("mean[i](logsumexp[j | j != i](d[i, j]) - d[i, p[i]]) where d[i, j] = sum[k](a[i, k] * a[j, k]) / (norm[k](a[i, k]) * norm[k](a[j, k]))", "a[i, k]*; int p[i] < i"),
            new("mean[n | y[n] != ignore](logsumexp[v](s * (z[n, v] - (v == y[n] ? m : 0))) - s * (z[n, y[n]] - m)) where z[n, v] = sum[d](h[n, d] * w[v, d]) / (norm[d](h[n, d]) * norm[d](w[v, d]))", "h[n, d]*; w[v, d]*; int y[n] < v; s* = 4; m = 0.35; int ignore = 1"),
            new("mean[i](v[i] * logsumexp[j](d[j, i])) - mean[i](d[i, i]) - sum[i](max[j](d[i, j])) where d[i, j] = sum[k](a[i, k] * b[j, k])", "a[i, k]*; b[i, k]*; v[i]*"),
            new("mean[n](logsumexp[v](z[n, v])) + sum[n, d](h[n, d]^2) where z[n, v] = sum[d](h[n, d] * w[v, d])", "h[n, d]*; w[v, d]"),
        ],
        ["gathers"] =
        [
            new("sum[n, k]((e[y[n], k] - t[n, k])^2)", "e[v, k]*; int y[n] < v; t[n, k]*"),
            new("mean[n](log(1 + exp(-sum[k](a[i[n], k] * b[j[n], k]))))", "a[u, k]*; b[v, k]*; int i[n] < u; long j[n] < v"),
            new("sum[n](m[r[n], c[n]] * v[n])", "m[i, j]*; int r[n] < i; byte c[n] < j; v[n]*"),
            new("mean[n](max(0, 1 - e[y[n], 0] * e[t[n], 1]))", "e[v, 2]*; int y[n] < v; int t[n] < v"),
            new("sum[n](z[n, argmax[c](x[n, c])])", "z[n, c]*; x[n, c]"),
            new("sum[n](z[n, argmin[c](z[n, c])] * v[n])", "z[n, c]*; v[n]"),
            new("mean[n, c](w[y[n], c] * (logsumexp[c](z[n, c]) - z[n, c]))", "z[n, c]*; w[y0, c]*; int y[n] < y0"),
            new("sum[n](p[x[y[n]]] * v[n])", "p[i]*; int x[j] < i; int y[n] < j; v[n]*"),
            new("sum[n](sum[k]((e[y[n], k] - e[y[n], l[n]])^2))", "e[v, k]*; int y[n] < v; int l[n] < k"),
            new("sum[n, k](k < y[n] ? softplus(-z[n, k]) : softplus(z[n, k]))", "z[n, k]*; int y[n] < 4"),
            new("mean[n](sum[k](k == y[n] ? (1 - p[n, k])^2 : p[n, k]^2))", "p[n, k]*; int y[n] < k"),
            new("sum[n](d[y[n], n] + d[n, n]) where d[i, j] = (a[i] - b[j])^2", "a[n]*; b[n]*; int y[n] < n"),
            new("sum[n, t](q[t, y[n, t]] * v[n]) where q[t, c] = logsoftmax[c](z[t, c])", "z[t, c]*; int y[n, t] < c; v[n]*"),
            new("mean[n](p[n, argmax[c](w[c])]) + mean[n, c](w[c] * p[n, c])", "p[n, c]*; w[c]*"),
            new("mean[n | v[n] > mean[m](v[m])](z[n, y[n]])", "z[n, c]*; v[n]; int y[n] < c"),
            new("sum[n, m](z[n, argmax[c](x[m, c])] * (y[m] < argmax[c](x[n, c]) ? z[m, y[m]] : 1))", "z[n, c]*; x[n, c]; int y[n] < c"),
            new("sum[n, k](e[argmax[c](x[n, c]), k] * k)", "e[v, k]*; x[n, 1]".Replace("x[n, 1]", "x[n, v]", StringComparison.Ordinal)),
            new("sum[n](z[n, k]) + k", "z[n, c]*; int k < c = 1"),
            new("mean[n](softplus(-sum[d](u[c[n], d] * v[p[n], d])) + sum[k](softplus(sum[d](u[c[n], d] * v[g[n, k], d]))))", "u[a, d]*; v[b, d]*; int c[n] < a; int p[n] < b; long g[n, k] < b"),
            new("mean[n]((sum[t | y[n, t] != ignore](sum[k](e[y[n, t], k] * w[k]) + b[y[n, t]]) - v[n])^2)", "e[u, k]*; w[k]*; b[u]*; v[n]; int y[n, t] < u; int ignore = 1"),
            new("sum[b, n](max(0, sum[k]((e[b, y[b, n], k] - t[b, n, k])^2) - 1) * v[y[b, n]])", "e[b, u, k]*; t[b, n, k]*; v[u]*; int y[b, n] < u"),
            new("mean[b, w](e[b] * norm[b, h](q[b, h] == w ? 1 : 0)) where e[b] = mean[w](norm[h]((q[b, h] == w ? 1 : 0) / (1.5 + (m[h - 1, w] ?? r[b])^2)))", "int q[b, h] < w; m[h, w]*; r[b]*"),
            new("norm[c](sum[n | y[n] == c](mean[c](q[n, c]) - w[c]))", "q[n, c]*; w[c]*; int y[n] < c"),
            new("sum[b, h](e[b, h, q[b, h]] * r[b]) where e[b, h, w] = cumsum[h](x[b, h, w])", "x[b, h, w]*; r[b]; int q[b, h] < w"),
            new("mean[n](sum[c | c != y[n]](w[c]^2)) + sum[n, c](cumsum[c](p[n, c]))", "p[n, c]*; w[c]*; int y[n] < c"),
            new("sum[n](sin(y[n] * z[n, y[n]]) + size(c) * v[n] / size(n) * max[c](z[n, c]))", "z[n, c]*; int y[n] < c; v[n]*"),
        ],
        ["shifts"] =
        [
            new("sum[i | i + 1 < size(i)](abs(x[i + 1] - x[i]))", "x[i]*"),
            new("sum[i](((x[i + 1] ?? 0) - x[i])^2)", "x[i]*"),
            new("sum[i]((x[i - 2] ?? x[i]) * x[i])", "x[i]*"),
            new("sum[h, w | h + 1 < size(h)](abs(x[h + 1, w] - x[h, w])) + sum[h, w | w + 1 < size(w)](abs(x[h, w + 1] - x[h, w]))", "x[h, w]*"),
            new("mean[h, w](sqrt(((x[h + 1, w] ?? x[h, w]) - x[h, w])^2 + ((x[h, w + 1] ?? x[h, w]) - x[h, w])^2 + 0.01))", "x[h, w]*"),
            new("sum[h, w](((x[h + 1, w] ?? 0) + (x[h - 1, w] ?? 0) + (x[h, w + 1] ?? 0) + (x[h, w - 1] ?? 0) - 4 * x[h, w])^2)", "x[h, w]*"),
            new("sum[h, w]((x[h + 1, w - 1] ?? 2) * x[h, w])", "flat x[h, w]*; size w"),
            new("sum[i](i * x[i] + (i > 0 ? x[i - 1] : 0) * i)", "x[i]*"),
            new("mean[h, w]((sum[k, l](f[k, l] * (x[h + k, w + l] ?? 0)) - y[h, w])^2)", "f[k, l]*; x[u, v]*; y[h, w]*"),
            new("sum[j, k](z[j] * (x[j - k] ?? 0)^2 * w[k])", "x[u]*; z[j]*; w[k]"),
            new("sum[i]((d[i + 1] ?? 0)^2 + d[i]) where d[i] = x[i]^2 - (x[i - 1] ?? 0)", "x[i]*"),
            new("mean[t]((cumsum[t](p[t]) - cumsum[t](q[t]))^2)", "p[t]*; q[t]*"),
            new("sum[n, t](abs(cumsum[t](p[n, t]) - cumsum[t](q[n, t])))", "p[n, t]*; q[n, t]*"),
            new("sum[n, t](cumsum[n](p[n, t])^2)", "p[n, t]*"),
            new("sum[t](c[t] * (c[t - 1] ?? 0)) where c[t] = cumsum[t](p[t])", "p[t]*"),
            new("sum[n](c[y[n]] * v[n]) where c[t] = cumsum[t](p[t]^2)", "p[t]*; int y[n] < t; v[n]*"),
            new("sum[n](c[n, y[n]]) where c[n, t] = cumsum[t](softmax[t](p[n, t]))", "p[n, t]*; int y[n] < t"),
            new("-mean[i | e[i] > 0](p[i] - log(cumsum[i](exp(p[i]))))", "p[i]*; int e[i] < 2"),
            new("sum[n, t | t + 1 < l[n]]((p[n, t + 1] - p[n, t])^2)", "p[n, t]*; int l[n] < t"),
        ],
        ["windows"] =
        [
            new("mean[n, o, t]((sum[c, k](f[o, c, k] * x[n, c, t + k]) - y[n, o, t])^2)", "f[o, c, k]*; x[n, c, 70]*; y[n, o, t]"),
            new("sum[h, w]((sum[k, l](f[k] * g[l] * x[h + k, w + l]) - y[h, w])^2)", "f[k]*; g[l]*; x[70, 70]*; y[h, w]*"),
            new("sum[h, w](sum[k, l](g[k] * g[l] * x[h + k, w + l] * y[h + k, w + l])^2)", "x[68, 71]*; y[73, 67]*; g[k]; size h; size w"),
            new("sum[b, h, w](c[b, h, w]^2 / (2 + v[b, h, w])) where m[b, h, w] = sum[k, l](g[k] * g[l] * (x[b, h + k, w + l] ?? 0)), c[b, h, w] = sum[k, l](g[k] * g[l] * (x[b, h + k, w + l] ?? 0) * y[b, h, w]) - m[b, h, w], v[b, h, w] = sum[k, l](g[k] * g[l] * (x[b, h + k, w + l] ?? 0)^2) + m[b, h, w]^2", "x[b, h, w]*; y[b, h, w]*; g[3]"),
            new("sum[n, t](softplus(sum[k](f[k] * (x[n, t - k] ?? 0))) * y[n, t])", "f[k]*; x[n, t]*; y[n, t]*"),
            new("sum[i](sum[k](f[k] * (s[i + k] ?? 0))^2) where s[i] = sum[l](g[l] * (x[i - l] ?? 0))", "f[k]*; g[l]*; x[u]*; size i"),
            new("sum[t](max[k](x[t + k] ?? 0) * y[t])", "x[u]*; y[t]*; size k"),
            new("sum[t](max[k](exp(x[t + k] ?? 0) + sum[j](f[j] * (x[t + k - j] ?? 0))) * y[t])", "x[u]*; y[t]*; f[j]; size k"),
            new("sum[i](x[i] * sum[k](i - k >= 0 && i - k < size(i) ? exp(-0.1 * (i - k)^2) : 0))", "x[i]*; size k"),
            new("sum[h, w](log(2 + m[h, w]^2 + c[h, w]^2)) where m[h, w] = sum[k, l](g[k] * g[l] * (x[h + k - r, w + l - r] ?? 0)), c[h, w] = sum[k, l](g[k] * g[l] * (x[h + k - r, w + l - r] ?? 0) * (y[h + k - r, w + l - r] ?? 0))", "x[h, w]*; y[u, v]; g[k]*; size h; size w; int r = 1"),
            new("sum[n, t](y[n, t] * logsumexp[k](f[k] * (x[n, t + k] ?? 0)))", "x[n, u]*; y[n, t]*; f[k]*"),
            new("sum[t | t + 1 < size(t)]((m[t + 1] - m[t])^2) where m[t] = logsumexp[k](z[t, k])", "z[t, k]*"),
            new("sum[i, j](exp(-sum[k](((a[i + k] ?? 0) - (b[j + k] ?? 0))^2)))", "a[u]*; b[v]*; size i; size j; size k"),
            new("sum[k](w[k] * sum[t](x[t] * (x[t + k] ?? 0))^2)", "x[t]*; w[k]*"),
            new("sum[n](sum[k](f[k] * (x[y[n] + k] ?? 0))^2)", "x[u]*; f[k]*; int y[n] < u"),
            new("sum[t](sum[k](f[t, k] * (x[t + k] ?? 0))^2)", "x[u]*; f[t, k]*"),
            new("sum[t]((sum[k](f[k] * (x[t + k] ?? 1)) / (1 + sum[k](abs(f[k]))) - y[t])^2)", "x[u]*; f[k]*; y[t]*"),
            new("sum[h, w](sum[k](g[k] * (e[h, w + k] ?? 0))) where e[h, w] = norm[b]((h < w ? x[b, h, w] : 0.5) - (y[b, h, w - 1] ?? m[h, w]))", "x[b, h, w]*; y[b, h, w]*; m[h, w]*; g[k]*"),
            new("sum[b, h, w | y[b, h, w] > 0](softplus(sum[k, l](f[k, l] * (y[b, h + k, w + l] ?? 0))))", "y[b, h, w]*; f[k, l]*"),
            new("sum[h](norm[i](sum[k, l](f[k, l] * (y[i, h + k, q[h] + l] ?? 0))))", "y[i, u, v]*; f[k, l]*; int q[h] < v"),
            new("sum[n](max[t](sum[k](f[k] * x[n, t + k])) * v[n])", "x[n, 70]*; v[n]*; f[k]*; size t"),
            new("sum[a, b, c](log(1 + sum[i, j, k]((x[a + i, b - j, c + k] ?? 0)^2) * y[a, b, c]^2))", "x[a, b, c]*; y[a, b, c]*; size i; size j; size k"),
        ],
        ["windows inside"] =
        [
            new("sum[h, w](tanh(sum[k, l](f[k, l] * x[h + k, w + l])))", "f[k, l]*; x[u, v]*"),
            new("sum[n](1 - mean[h, w]((2 * m[n, h, w] * t[n, h, w] + 0.1) * (2 * c[n, h, w] + 0.3) / ((m[n, h, w]^2 + t[n, h, w]^2 + 0.1) * (v[n, h, w] + 9)))) where m[n, h, w] = sum[i, j](g[i] * g[j] * x[n, h + i, w + j]), t[n, h, w] = sum[i, j](g[i] * g[j] * y[n, h + i, w + j]), v[n, h, w] = sum[i, j](g[i] * g[j] * x[n, h + i, w + j]^2), c[n, h, w] = sum[i, j](g[i] * g[j] * x[n, h + i, w + j] * y[n, h + i, w + j])", "x[n, u, v]*; y[n, u, v]*; g[i]*"),
            new("sum[n, t](max[k](x[n, t + k + 1] - x[n, t + k]) * v[n])", "x[n, u]*; v[n]*; size k"),
            new("sum[n, h, w](c[n, h, w]^2 / (p[n, h, w] * q[n, h, w] + 2)) where g[i] = v[i] / sum[k](v[k]^2 + 1), p[n, h, w] = sum[i, j](g[i] * g[j] * x[n, h + i, w + j]^2), q[n, h, w] = sum[i, j](g[i] * g[j] * y[n, h + i, w + j]^2), c[n, h, w] = sum[i, j](g[i] * g[j] * x[n, h + i, w + j] * y[n, h + i, w + j])", "x[n, a, b]*; y[n, a, b]*; v[i]*"),
            new("sum[h, w](m[h, w]^2 / (2 + p[h, w])) where s = sum[k](v[k]^2) + 1, m[h, w] = sum[i, j](v[i] * v[j] * x[h + i, w + j]) / s, p[h, w] = sum[i, j](v[i] * v[j] * x[h + i, w + j]^2) / s", "x[a, b]*; v[i]*"),
            new("sum[h, w](tanh(sum[k, l](f[k, l] * x[2 * h + k, w + 3 * l + 1])))", "f[k, l]*; x[u, v]*"),
            new("sum[n, t](abs(x[n, 2 * t + 1] - x[n, 2 * t]) * v[n])", "x[n, u]*; v[n]*"),
            new("sum[n, t](abs(sum[k](f[k] / (1 + r[n]^2) * x[n, t + k]) - sum[k](f[k] * x[n, t + k] / (1 + abs(r[n])))))", "x[n, u]*; f[k]*; r[n]*"),
        ],
        ["limits"] =
        [
            new("mean[n](sum[t | t < l[n]](tanh(x[n, t]) * y[t]) / max(1, l[n]))", "x[n, t]*; y[t]*; int l[n] < t"),
            new("sum[n](logsumexp[t | t <= l[n]](x[n, t]) - x[n, l[n]])", "x[n, t]*; int l[n] < t"),
            new("sum[n](sum[t | t >= a[n] && t <= b[n]](x[n, t]^2 * w[t]))", "x[n, t]*; w[t]*; int a[n] < t; int b[n] < t"),
            new("sum[i](logsumexp[j | j <= i](z[i, j]) * w[i])", "z[i, i]*; w[i]*"),
            new("sum[i](logsumexp[j | j < i + 2](sum[d](a[i, d] * b[j, d])))", "a[i, d]*; b[j, d]*"),
            new("sum[i](y[i] * sum[j | j > i](exp(-sum[k]((a[i, k] - b[j, k])^2))))", "a[i, k]*; b[i, k]*; y[i]*"),
            new("sum[n, i](logsumexp[j | abs(i - j) <= 5](-sum[k](abs(a[n, i, k] - b[n, j, k]))))", "a[n, i, k]*; b[n, i, k]*"),
            new("sum[i](sum[j | abs(i - j) <= 3 && i != j](exp(-(x[i] - x[j])^2)))", "x[i]*"),
            new("sum[n, t](y[n, t] * max[s | abs(s - t) <= r](x[n, s] * v[s]))", "x[n, t]*; y[n, t]*; v[t]*; int r = 2"),
            new("sum[b, i](x[b, i] * count[j | 3 * j < i + l[b] && x[b, j] > 0])", "x[b, i]*; int l[b] < i"),
            new("sum[b, i, k](e[b, i] * f[k] * sum[j | j < i - k](e[b, j]))", "e[b, i]*; f[k]*"),
            new("sum[h, w](tanh(sum[k, l](f[k, l] * (x[2 * h + k - 1, 3 * w + l] ?? 0))))", "f[k, l]*; x[u, v]*; size h; size w"),
            new("sum[b, h, w](y[b, h, w] * logsumexp[k](x[b, h + 2 * k, 2 * w - k] ?? -1))", "x[b, h, w]*; y[b, h, w]*; size k"),
            new("sum[i](y[i] * min[j | i <= 2 * j](softplus(z[i, j]) + sum[k | k < j](v[k])))", "z[i, i]*; y[i]*; v[i]*"),
            new("sum[i](sum[j | j < m](x[i] * y[j]))", "x[i]*; y[j]*; int m = 3"),
            new("sum[n, i](sum[j | q[n] - 2 * j >= i](a[n, j] * w[i]))", "a[n, j]*; w[i]*; int q[n] < j"),
            new("sum[n, t](tanh(x[n, floor(t / 2)] - x[n, floor(t / 3)]) * y[n, t])", "x[n, t]*; y[n, t]*"),
            new("sum[n, t](t == 2 * q[n] + 1 ? x[n, t] : t < l[n] ? tanh(x[n, t]) : 0)", "x[n, t]*; int l[n] < t; int q[n] < t"),
            new("sum[n, t](t < l[n] ? tanh(x[n, t]) * w[t] / l[n] : 0)", "x[n, t]*; w[t]*; int l[n] < t"),
            new("sum[n, t | t >= a[n] && t < b[n]](abs(x[n, t] - y[n, t]))", "x[n, t]*; y[n, t]*; int a[n] < t; int b[n] < t"),
            new("sum[a, c](sum[b | b <= c](x[a, b] * y[b, c])^2)", "x[a, b]*; y[b, b]*"),
        ],
        ["many axes"] =
        [
            new("mean[n]((sum[h, w](q[n, h, w] * h) - u[n])^2 + (sum[h, w](q[n, h, w] * w) - v[n])^2) where q[n, h, w] = softmax[h, w](z[n, h, w])", "z[n, h, w]*; u[n]*; v[n]"),
            new("-mean[n](sum[h, w](t[n, h, w] * logsoftmax[w, h | t[n, h, w] > -1](z[n, h, w] * s)))", "z[n, h, w]*; t[n, h, w]; s* = 2"),
            new("mean[b, c](1 - (2 * sum[h, w](p[b, c, h, w] * q[b, c, h, w]) + 1) / (sum[h, w](p[b, c, h, w] + q[b, c, h, w]) + 1))", "p[b, c, h, w]* pos; q[b, c, h, w]* pos"),
            new("mean[c](1 - (2 * sum[b, h, w](p[b, c, h, w] * q[b, c, h, w]) + 1) / (sum[b, h, w](p[b, c, h, w]^2 + q[b, c, h, w]^2) + 1))", "p[b, c, h, w]*; q[b, c, h, w]"),
            new("mean[b, h, w](logsumexp[c](z[b, c, h, w]) - z[b, y[b, h, w], h, w])", "z[b, c, h, w]*; byte y[b, h, w] < c"),
            new("mean[b, c, h, w](g[c] * (x[b, c, h, w] - mean[h, w](x[b, c, h, w])) / sqrt(mean[h, w]((x[b, c, h, w] - mean[h, w](x[b, c, h, w]))^2) + 0.01) * t[b, c, h, w])", "x[b, c, h, w]*; g[c]*; t[b, c, h, w]"),
            new("mean[b, c]((sum[h, w](x[b, c, h, w]))^2)", "flat x[b, c, h, w]*; size b; size c; size h"),
            new("mean[b](max[h, w](x[b, h, w]) - sum[h](min[w](x[b, h, w])))", "x[b, h, w]*"),
            new("sum[b, c, d]((sum[i](f[b, c, i] * f[b, d, i]) / size(i) - sum[i](g[b, c, i] * g[b, d, i]) / size(i))^2)", "f[b, c, i]*; g[b, c, i]"),
            new("mean[n, q](max(r[q] * (y[n] - p[n, q]), (r[q] - 1) * (y[n] - p[n, q])))", "p[n, q]*; y[n]*; r[q]"),
            new("mean[n, t, c | t < l[n]](m[n, t] * (p[n, t, c] - q[n, t, c])^2)", "p[n, t, c]*; q[n, t, c]; m[n, t]*; int l[n] < t"),
            new("sum[b, h, w](x[b, h, w] * x[b, w, h])", "x[b, h, h]*"),
            new("mean[n, c](1 - 2 * sum[p](q[n, c, p] * y[n, c, p]) / (1 + sum[p](q[n, c, p] + y[n, c, p]))) where q[n, c, p] = softmax[c](z[n, c, p])", "z[n, c, p]*; y[n, c, p] pos"),
            new("mean[b, i, j](logsumexp[k](x[b, i, k] + y[b, k, j]))", "x[b, i, k]*; y[b, k, j]*"),
            new("(1 - sum[b, n, c](t * q[b, n, c]) / sum[b, n, c](t + 0.3 * p[b, n, c] + 0.7 * q[b, n, c]))^0.75 where t = 0.5", "p[b, n, c]* pos; q[b, n, c]* pos"),
            new("max[n](tanh(sum[c](q[n, c]))) + mean[n](max[c | q[n, c] > -1](sigmoid(s)))", "q[n, c]*; s* = 1.25"),
            new("sum[b, h, w](tanh(norm[o](max((x[o, h + 1, w] ?? 0), mean[i](x[o, i, w])) - sum[d](u[q[o, h], d] * u[w, d]))) * y[b, h, w])", "x[b, h, w]*; y[b, h, w]*; u[w, d]*; int q[b, h] < w"),
            new("mean[w](max[b, h](sum[i](abs(y[b, h, w] - y[b, h, i]))))", "y[b, h, w]*"),
            new("mean[b](max[h, w]((1 - sigmoid(sum[d](u[q[b, h], d] * u[w, d])))^1.5))", "u[w, d]*; int q[b, h] < w"),
            new("sum[a, b, c](x[a, b] * y[b, c] * z[c, a])", "x[a, b]*; y[b, c]*; z[c, a]*"),
            new("max[a](sum[b](max[c](x[a, b, c]))) + max[a, b, c | x[a, b, c] < 1](x[a, b, c])", "x[a, b, c]*"),
        ],
        ["attained"] =
        [
            new("sum[b](max[h](sigmoid(sum[d]((u[q[b, h], d] - v[b, d])^2))) * r[b])^2", "u[w, d]*; v[b, d]*; r[b]*; int q[b, h] < w"),
            new("sum[b](max[h](sigmoid(x[b, h] * u[q[b, h]])) * r[b])", "x[b, h]*; u[w]*; r[b]*; int q[b, h] < w"),
            new("sum[b](max[h](tanh(x[b, h]) * 3) * r[b]) + sum[b, d](sum[h](x[b, h] * y[h, d])^2)", "x[b, h]*; y[h, d]*; r[b]*"),
            new("max[n](logsumexp[c](q[n - 1, c] ?? w[c]))", "q[n, c]*; w[c]*"),
            new("sum[h](y[h] * max[k](logsumexp[c](x[h - k, c] ?? 0) * f[k]))", "x[h, c]*; f[k]*; y[h]"),
            new("sum[t](y[t] * max[k](tanh(x[t + k] ?? f[k])))", "x[t]*; f[k]; y[t]*"),
            new("sum[h, w](y[h, w] * max[k, l](softplus(sum[c]((x[c, h + k, w + l] ?? 0) * f[c, k, l]))))", "x[c, h, w]*; f[c, k, l]*; y[h, w]"),
            new("mean[w](sum[b](max[h](((x[b, h + 1, w] ?? 0) * sum[k](g[k] * (y[b, h - k, w] ?? 0)^2))) * r[b]))", "x[b, h, w]*; y[b, h, w]*; g[k]*; r[b]*"),
            new("mean[w](sum[b](max[h](x[b, h, w] / (1.5 + (m[h - 1, w] ?? r[b])^2))))", "x[b, h, w]*; m[h, w]*; r[b]*"),
            new("sum[b](max[h](max(sum[d]((u[q[b, h], d] - v[b, d])^2), r[b])) * r[b])", "u[h, d]*; int q[b, h] < h; v[b, d]*; r[b]*"),
            new("max[w](max[b, h](xlogy(abs(softmax[h, w](x[b, h, w])), abs(sum[i](abs(y[b, h, w] - y[b, h, i]))) + 0.5)))", "x[b, h, w]*; y[b, h, w]*"),
            new("sum[n](p[n, argmax[c](w[c] - mean[c](q[n, c]))] - p[n, argmin[c](exp(v[n]))])", "p[n, c]*; w[c]*; q[n, c]*; v[n]*"),
        ],
        ["joined"] =
        [
            new("mean[n, c]((p[n, c] - q[n, c])^2)", "p[n, c]*; q[n, c]"),
            new("mean[n, c]((p[n, c] - q[n, c])^2)", "flat p[n, c]*; flat q[n, c]*; size c"),
            new("mean[n, c]((p[n, c] - q[n, c])^2)", "flat p[n, c]*; q[n, c]*"),
            new("sum[b, c, h, w](log(1 + exp(p[b, c, h, w] * s))) / size(h)", "p[b, c, h, w]*; s* = 0.7"),
            new("mean[n](sqrt(mean[h, w]((p[n, h, w] - q[n, h, w])^2) + 0.01))", "p[n, h, w]*; q[n, h, w]*"),
            new("mean[n](v[n] * e[n]) where e[n] = mean[h](mean[w](abs(p[n, h, w])))", "flat p[n, h, w]*; v[n]*; size h"),
            new("sum[n, c | m[n, c] > 0](p[n, c]^2) / (1 + count[n, c](m[n, c] > 0))", "p[n, c]*; byte m[n, c] < 2"),
            new("max[n, c](abs(p[n, c] - q[n, c])) + prod[n, c](1 + q[n, c] / 99)", "p[n, c]*; q[n, c]*"),
            new("mean[n, t](logsumexp[v](z[n, t, v]) - z[n, t, y[n, t]])", "z[n, t, v]*; int y[n, t] < v"),
            new("sum[n, t, k](m[n, t] * (e[y[n, t], k] - x[n, t, k])^2)", "e[v, k]*; int y[n, t] < v; x[n, t, k]*; m[n, t]*"),
            new("mean[n, c]((p[n, c] - mean[n, c](p[n, c]))^3) + norm[n, c](p[n, c])", "p[n, c]*"),
            new("(p[n, c] - q[n, c])^2 / (1 + mean[n, c](q[n, c]^2))", "p[n, c]*; q[n, c]*; -> tensor loss[n, c]"),
            new("v[n] * p[n, h, w]^2", "p[n, h, w]*; v[n]*; -> loss[n, h, w]"),
            new("mean[n, c](d[n, c]^2) where d[n, c] = p[n, c] - q[n, c], each[n, c] = abs(d[n, c]), worst = max[n, c](abs(d[n, c]))", "p[n, c]*; q[n, c]; out each[n, c]; out worst"),
        ],
        ["boxes"] =
        [
            new("mean[n](1 - inter / (area + other - inter)) where inter[n] = max(0, min(p[n, 2], q[n, 2]) - max(p[n, 0], q[n, 0])) * max(0, min(p[n, 3], q[n, 3]) - max(p[n, 1], q[n, 1])), area[n] = (p[n, 2] - p[n, 0]) * (p[n, 3] - p[n, 1]), other[n] = (q[n, 2] - q[n, 0]) * (q[n, 3] - q[n, 1])".Replace("inter /", "inter[n] /", StringComparison.Ordinal).Replace("(area + other - inter)", "(area[n]^2 + other[n]^2 + 1 - inter[n])", StringComparison.Ordinal), "p[n, 4]*; q[n, 4]*"),
            new("mean[n](1 - i[n] / (u[n] + 9) + (dx[n]^2 + dy[n]^2) / (4 + w[n]^2 + h[n]^2) + (w[n] * h[n] - u[n]) / (9 + w[n]^2 + h[n]^2)) where dx[n] = p[n, 0] + p[n, 2] - q[n, 0] - q[n, 2], dy[n] = p[n, 1] + p[n, 3] - q[n, 1] - q[n, 3], i[n] = relu(min(p[n, 2], q[n, 2]) - max(p[n, 0], q[n, 0])) * relu(min(p[n, 3], q[n, 3]) - max(p[n, 1], q[n, 1])), u[n] = abs((p[n, 2] - p[n, 0]) * (p[n, 3] - p[n, 1])) + abs((q[n, 2] - q[n, 0]) * (q[n, 3] - q[n, 1])), w[n] = max(p[n, 2], q[n, 2]) - min(p[n, 0], q[n, 0]), h[n] = max(p[n, 3], q[n, 3]) - min(p[n, 1], q[n, 1])", "p[n, 4]*; q[n, 4]*"),
            new("mean[n](1 - i[n] / u[n] + (h[n] - u[n]) / h[n]) where i[n] = max(0, min(p[n, 2], q[n, 2]) - max(p[n, 0], q[n, 0])), u[n] = 5 + p[n, 2] - p[n, 0] - i[n], h[n] = 5 + max(p[n, 2], q[n, 2]) - min(p[n, 0], q[n, 0])", "flat p[n, 3]*; q[n, 4]"),
            new("mean[n](((p[n, 0] + p[n, 2] - q[n, 0] - q[n, 2])^2 + (p[n, 1] + p[n, 3] - q[n, 1] - q[n, 3])^2) / 4 / (1 + (max(p[n, 2], q[n, 2]) - min(p[n, 0], q[n, 0]))^2))", "flat p[n, 4]*; flat q[n, 4]*"),
            new("sum[n](p[0, n] * p[2, n])", "p[3, n]*"),
            new("sum[n](atan2(q[n, 1], 3 + q[n, 0]) * p[1, n, 0])", "p[2, n, 1]*; q[n, 2]*"),
        ],
        ["outputs"] =
        [
            new("logsumexp[c](z[n, c]) - z[n, y[n]]", "z[n, c]*; int y[n] < c; -> loss[n]"),
            new("sum[k]((a[i, k] - b[j, k])^2)", "a[i, k]*; b[j, k]*; -> loss[i, j]"),
            new("(p[n, c] - q[n, c])^2 * w[c]", "p[n, c]*; q[n, c]*; w[c]*; -> loss[n, c]"),
            new("softmax[c](z[n, c])", "z[n, c]*; -> loss[n, c]"),
            new("(p[n, c] - mean[n](p[n, c]))^2 * v[n]", "p[n, c]*; v[n]*; -> tensor loss[n, c]"),
            new("cumsum[t](p[n, t] * w[t])", "p[n, t]*; w[t]*; -> loss[n, t]"),
            new("sum[n](p[n, c]^2)", "p[n, c]*; -> loss[c]"),
            new("v[i] * e[y[i], k]", "v[i]*; e[u, k]*; int y[i] < u; -> loss[i, k]"),
            new("x[i] - (x[i - 1] ?? 0) + s", "x[i]*; s* = 2; -> loss[i]"),
            new("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]]) where accuracy = mean[n](argmax[c](z[n, c]) == y[n] ? 1 : 0)", "z[n, c]*; int y[n] < c; out accuracy"),
            new("mean[n](h[n]) where h[n] = -sum[c](q[n, c] * log(q[n, c])), q[n, c] = softmax[c](z[n, c]), best[n] = max[c](q[n, c])", "z[n, c]*; out best[n]"),
            new("mean[n, c](d[n, c]) where d[n, c] = (p[n, c] - q[n, c])^2, each[c] = mean[n](d[n, c]), worst = max[n, c](d[n, c])", "p[n, c]*; q[n, c]; out each[c]; out worst"),
            new("p[n, c] * s", "p[n, c]; s* = 2; -> loss[n, c]"),
        ],
        ["named positions"] =
        [
            new("mean[n](p[n, 0] * p[n, 1] + p[n, 2]^2 * q[n, 0])", "flat p[n, 3]*; flat q[n, 1]*"),
            new("mean[n](exp(-p[n, 1]) * (p[n, 0] - y[n])^2 + p[n, 1])", "p[n, 2]*; y[n]*"),
            new("sum[n](p[n, 0]^3 * p[n, 3])", "p[n, 4]*"),
            new("sum[n](p[n, 0] * p[n, 2])", "p[n, 5]*"),
            new("sum[b, n](abs(p[b, n, 1] - q[b, n, 0]) * p[b, n, 0])", "p[b, n, 2]*; q[b, n, 2]*"),
            new("sum[n](p[0, n] * p[1, n]^2)", "p[2, n]*"),
            new("(p[n, 0] - q[n, 1])^2 * p[n, 1]", "p[n, 2]*; q[n, 2]*; -> loss[n]"),
            new("sum[n, m](max(p[n, 0], q[m, 0]) * p[n, 1] * q[m, 1])", "p[n, 2]*; q[m, 2]*"),
            new("mean[n](p[n, 0] * w[0] + p[n, 1] * w[1] + w[2]^2)", "flat p[n, 2]*; w[3]*"),
            new("mean[n](p[n, 0] * logsumexp[c](z[n, c]) + p[n, 1]) where area = sum[n](p[n, 0] * p[n, 1])", "p[n, 2]*; z[n, c]*; out area"),
        ],
        [Recurrences] = RecurrenceFormulas.All,
        [Checkpoints] = [.. RecurrenceFormulas.All.Select(formula => formula.WithCheckpoints())],
        ["flat"] =
        [
            new("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])", "flat z[n, c]*; int y[n] < c"),
            new("mean[n](logsumexp[c](z[n, c]))", "flat z[n, c]*; size c"),
            new("mean[n](sum[c](z[n, c] * w[c])^2)", "flat z[n, c]*; w[c]*"),
            new("sum[n, c](z[n, c] * x[n, c]^2)", "flat z[n, c]*; x[n, c]*"),
            new("sum[b, c, i](x[b, c, i] * w[c] * v[b])", "flat x[b, c, i]*; w[c]*; v[b]*"),
            new("sum[i, j](sum[k](a[i, k] * b[j, k])^2)", "flat a[i, k]*; flat b[j, k]*; size k"),
            new("sum[i, j](i * x[i, j] + j)", "flat x[i, j]*; size i; size j"),
            new("sum[c](sum[n](z[n, c])^2)", "tensor v[n]; flat z[n, c]*".Replace("tensor v[n]; ", "size c; ", StringComparison.Ordinal)),
            new("sum[n](v[n]^2 * u[n])", "tensor v[n]*; tensor u[n]*"),
            new("sum[n | m[n] > 0](p[n]^2 * l[n]) / (1 + count[n](l[n] == 1))", "p[n]*; byte m[n] < 2; long l[n] < 3"),
        ],
    };

    /// <summary>Checks one formula after the other, and tells of all that fail.</summary>
    public static void CheckEach(IReadOnlyList<NestFormula> formulas, Action<NestFormula, int> check)
    {
        IReadOnlyList<string> failures = Failures(formulas, check);
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    /// <summary>What the check of each formula throws, where it throws.</summary>
    public static IReadOnlyList<string> Failures(IReadOnlyList<NestFormula> formulas, Action<NestFormula, int> check)
    {
        var failures = new List<string>();
        for (int k = 0; k < formulas.Count; k++)
        {
            try
            {
                check(formulas[k], k);
            }
            catch (Exception exception)
            {
                failures.Add($"{formulas[k]}: {exception.GetType().Name} {exception.Message}");
            }
        }

        return failures;
    }
}
