namespace LossGen.Generator.Binding;

/// <summary>What a name of other libraries and of mathematics is called here.</summary>
/// <param name="Advice">What to write.</param>
internal sealed record Alias(string Advice);

/// <summary>
/// Names that people bring along, one row each. They are looked up before the spelling is compared, which would find 'log1p' for 'log10' and
/// 'acos' for 'acosh'.
/// </summary>
internal static class Aliases
{
    private static readonly Dictionary<string, Alias> Functions = Table(
    [
        ("arccos", "write 'acos(...)'"),
        ("arcsin", "write 'asin(...)'"),
        ("arctan", "write 'atan(...)'"),
        ("arctan2", "write 'atan2(...)'"),
        ("acosh arccosh arcosh", "write 'log(x + sqrt(x^2 - 1))'"),
        ("asinh arcsinh arsinh", "write 'log(x + sqrt(x^2 + 1))'"),
        ("atanh arctanh artanh", "write '(log1p(x) - log1p(-x)) / 2'"),
        ("and", "write 'a && b'"),
        ("avg average", "write 'mean(...)'"),
        ("ceiling", "write 'ceil(...)'"),
        ("clip", "write 'clamp(x, low, high)'"),
        ("crossentropy nllloss", "write 'mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])'"),
        ("diag diagonal", "write 'a[i, i]'"),
        ("diff", "write 'x[i + 1] - x[i]' with a filter, 'sum[i | i + 1 < size(i)](...)'"),
        ("einsum tensordot matmul mm bmm", "write the sum out, 'sum[k](a[i, k] * b[k, j])'"),
        ("gather take takealongaxis indexselect pick", "an element is picked by its index, 'z[n, y[n]]'"),
        ("onehot", "compare the position with the label, 'c == y[n] ? 1 : 0', or pick the element, 'z[n, y[n]]'"),
        ("outer", "write 'a[i] * b[j]'"),
        ("reshape view flatten squeeze unsqueeze expand broadcastto", "a tensor has the shape that its indices give it, as in 'z[n, c]'"),
        ("roll shift", "shift the index, 'x[i + 1] ?? 0'"),
        ("t transpose permute swapaxes", "write the indices in the other order, 'a[j, i]'"),
        ("shape", "the extent of an axis is 'size(c)', of its index c"),
        ("trace", "write 'sum[i](a[i, i])'"),
        ("cot", "write '1 / tan(x)'"),
        ("cube", "write 'x^3'"),
        ("dot inner vdot", "write 'sum(a * b)'"),
        ("exp2", "write '2^x'"),
        ("exp10", "write '10^x'"),
        ("fabs absolute magnitude", "write 'abs(...)'"),
        ("gamma tgamma", "write 'exp(lgamma(x))'"),
        ("hypot", "write 'sqrt(a^2 + b^2)'"),
        ("if iff select where cond", "write 'condition ? a : b'"),
        ("isnan", "write 'x != x'"),
        ("l1", "write 'sum(abs(x))'"),
        ("l2", "write 'norm(x)'"),
        ("len length numel", "the number of elements is 'size(x)'"),
        ("leakyrelu", "write 'max(x, 0.01 * x)'"),
        ("lg log10", "write 'log(x) / log(10)' or 'log2(x) * 0.30103'"),
        ("ln", "write 'log(...)'"),
        ("logistic expit σ", "write 'sigmoid(...)'"),
        ("cumulativesum prefixsum", "write 'cumsum[t](...)'"),
        ("lse", "write 'logsumexp(...)'"),
        ("maximum fmax amax", "write 'max(...)'"),
        ("minimum fmin amin", "write 'min(...)'"),
        ("mod fmod remainder", "write 'x - y * floor(x / y)'"),
        ("not", "write '!a'"),
        ("or", "write 'a || b'"),
        ("power", "write 'pow(x, y)' or 'x^y'"),
        ("product", "write 'prod(...)'"),
        ("rms", "write 'sqrt(mean(x^2))'"),
        ("sgn signum", "write 'sign(...)'"),
        ("sqr squared", "write 'square(x)' or 'x^2'"),
        ("std stdev stddev", "write 'sqrt(mean((x - mean(x))^2))'"),
        ("swish", "write 'silu(...)'"),
        ("total", "write 'sum(...)'"),
        ("trunc truncate fix", "write 'sign(x) * floor(abs(x))'"),
        ("var variance", "write 'mean((x - mean(x))^2)'"),
    ]);

    private static readonly Dictionary<string, Alias> Values = Table(
    [
        ("axis dim", "an axis has a name of yours, given in brackets, 'sum[c](z[n, c])'"),
        ("e", "Euler's number is 'exp(1)'"),
        ("eps epsilon", "write the number, such as '1e-7', or add a parameter"),
        ("infinity positiveinfinity", "write 'inf'"),
        ("negativeinfinity", "write '-inf'"),
        ("maxvalue minvalue", "write 'inf' or '-inf'"),
        ("let var", "a definition is 'e = ...;' before the result, or 'where e = ...' after it"),
        ("n size len length count numel", "the number of elements is 'size(x)', of a tensor or an index x"),
        ("nan", "there is no constant for it"),
        ("return", "a formula is its result, without 'return'"),
        ("tau", "write '2 * pi'"),
        ("true", "a condition compares, as in 'x > 0'; as a number write '1'"),
        ("false", "a condition compares, as in 'x > 0'; as a number write '0'"),
    ]);

    /// <summary>What to write for a name that is called, or used as a value.</summary>
    public static Alias? Find(string name, bool isCall) =>
        (isCall ? Functions : Values).TryGetValue(name.Replace("_", ""), out Alias? alias) ? alias : null;

    private static Dictionary<string, Alias> Table((string Names, string Advice)[] rows) => rows
        .SelectMany(row => row.Names.Split(' '), (row, name) => (name, row.Advice))
        .ToDictionary(row => row.name, row => new Alias(row.Advice), StringComparer.OrdinalIgnoreCase);
}
