namespace LossGen.Generator.Binding;

/// <summary>What a name of other libraries and of mathematics is called here.</summary>
/// <param name="Advice">What to write.</param>
/// <param name="Name">The name here, where another name is all.</param>
internal sealed record Alias(string Advice, string? Name = null);

/// <summary>
/// Names that people bring along, one row each. They are looked up before the spelling is compared, which would find 'log1p' for 'log10' and
/// 'acos' for 'acosh'.
/// </summary>
internal static class Aliases
{
    // Functions and reductions that only have another name here.
    private static readonly (string Names, string Name)[] Renamed =
    [
        ("arccos", "acos"),
        ("arcsin", "asin"),
        ("arctan", "atan"),
        ("arctan2", "atan2"),
        ("avg average", "mean"),
        ("ceiling", "ceil"),
        ("fabs absolute magnitude", "abs"),
        ("ln", "log"),
        ("logistic expit σ", "sigmoid"),
        ("lse", "logsumexp"),
        ("maximum fmax amax", "max"),
        ("minimum fmin amin", "min"),
        ("product", "prod"),
        ("sgn signum", "sign"),
        ("swish", "silu"),
        ("total", "sum"),
    ];

    private static readonly Dictionary<string, Alias> Functions = Table(
    [
        .. Renamed.Select(row => (row.Names, new Alias($"write '{row.Name}(...)'", row.Name))),
        ("acosh arccosh arcosh", new("write 'log(x + sqrt(x^2 - 1))'")),
        ("asinh arcsinh arsinh", new("write 'log(x + sqrt(x^2 + 1))'")),
        ("atanh arctanh artanh", new("write '(log1p(x) - log1p(-x)) / 2'")),
        ("and", new("write 'a && b'")),
        ("clip", new("write 'clamp(x, low, high)'")),
        ("crossentropy nllloss", new("write 'mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])'")),
        ("diag diagonal", new("write 'a[i, i]'")),
        ("diff", new("write 'x[i + 1] - x[i]' with a filter, 'sum[i | i + 1 < size(i)](...)'")),
        ("einsum tensordot matmul mm bmm", new("write the sum out, 'sum[k](a[i, k] * b[k, j])'")),
        ("gather take takealongaxis indexselect pick", new("an element is picked by its index, 'z[n, y[n]]'")),
        ("onehot", new("compare the position with the label, 'c == y[n] ? 1 : 0', or pick the element, 'z[n, y[n]]'")),
        ("outer", new("write 'a[i] * b[j]'")),
        ("reshape view flatten squeeze unsqueeze expand broadcastto", new("a tensor has the shape that its indices give it, as in 'z[n, c]'")),
        ("roll shift", new("shift the index, 'x[i + 1] ?? 0'")),
        ("t transpose permute swapaxes", new("write the indices in the other order, 'a[j, i]'")),
        ("shape", new("the extent of an axis is 'size(c)', of its index c")),
        ("trace", new("write 'sum[i](a[i, i])'")),
        ("cot", new("write '1 / tan(x)'")),
        ("cube", new("write 'x^3'")),
        ("dot inner vdot", new("write 'sum(a * b)'")),
        ("exp2", new("write '2^x'")),
        ("exp10", new("write '10^x'")),
        ("gamma tgamma", new("write 'exp(lgamma(x))'")),
        ("hypot", new("write 'sqrt(a^2 + b^2)'")),
        ("if iff select where cond", new("write 'condition ? a : b'")),
        ("isnan", new("write 'x != x'")),
        ("l1", new("write 'sum(abs(x))'")),
        ("l2", new("write 'norm(x)'")),
        ("len length numel", new("the number of elements is 'size(x)'")),
        ("leakyrelu", new("write 'max(x, 0.01 * x)'")),
        ("lg log10", new("write 'log(x) / log(10)' or 'log2(x) * 0.30103'")),
        ("cumulativesum prefixsum", new("write 'cumsum[t](...)'")),
        ("mod fmod remainder", new("write 'x - y * floor(x / y)'")),
        ("not", new("write '!a'")),
        ("or", new("write 'a || b'")),
        ("power", new("write 'pow(x, y)' or 'x^y'")),
        ("rms", new("write 'sqrt(mean(x^2))'")),
        ("sqr squared", new("write 'square(x)' or 'x^2'")),
        ("std stdev stddev", new("write 'sqrt(mean((x - mean(x))^2))'")),
        ("trunc truncate fix", new("write 'sign(x) * floor(abs(x))'")),
        ("var variance", new("write 'mean((x - mean(x))^2)'")),
    ]);

    private static readonly Dictionary<string, Alias> Values = Table(
    [
        ("axis dim", new("an axis has a name of yours, given in brackets, 'sum[c](z[n, c])'")),
        ("e", new("Euler's number is 'exp(1)'")),
        ("eps epsilon", new("write the number, such as '1e-7', or add a parameter")),
        ("infinity positiveinfinity", new("write 'inf'", "inf")),
        ("negativeinfinity", new("write '-inf'")),
        ("maxvalue minvalue", new("write 'inf' or '-inf'")),
        ("let var", new("a definition is 'e = ...;' before the result, or 'where e = ...' after it")),
        ("n size len length count numel", new("the number of elements is 'size(x)', of a tensor or an index x")),
        ("nan", new("there is no constant for it")),
        ("return", new("a formula is its result, without 'return'")),
        ("tau", new("write '2 * pi'")),
        ("true", new("a condition compares, as in 'x > 0'; as a number write '1'")),
        ("false", new("a condition compares, as in 'x > 0'; as a number write '0'")),
    ]);

    /// <summary>What to write for a name that is called, or used as a value.</summary>
    public static Alias? Find(string name, bool isCall) =>
        (isCall ? Functions : Values).TryGetValue(name.Replace("_", ""), out Alias? alias) ? alias : null;

    private static Dictionary<string, Alias> Table((string Names, Alias Alias)[] rows) => rows
        .SelectMany(row => row.Names.Split(' '), (row, name) => (name, row.Alias))
        .ToDictionary(row => row.name, row => row.Alias, StringComparer.OrdinalIgnoreCase);
}
