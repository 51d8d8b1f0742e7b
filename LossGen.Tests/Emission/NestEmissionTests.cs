using System.Text.RegularExpressions;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Emission;

/// <summary>Which loops over several axes are shared by threads along a row, which have their own positions in lanes, and which sums are formed in tiles or in buckets.</summary>
public sealed class NestEmissionTests
{
    [Theory]
    [InlineData("mean[n](logsumexp[c](z[n, c]))", true)]
    [InlineData("sum[n](max[c](z[n, c]) * min[c](z[n, c]))", true)]
    [InlineData("sum[n, c](cumsum[c](z[n, c])^2)", false)]
    [InlineData("sum[c](sum[n](z[n, c])^2)", false)]
    public void Rows_are_shared_unless_they_keep_columns_or_running_sums(string formula, bool isShared) =>
        Assert.Equal(isShared, Emitted(formula, "[Gradient] ReadOnlyTensorSpan<float> z").Contains("team.Draw(0, ", StringComparison.Ordinal));

    [Theory]
    [InlineData("mean[i](logsumexp[j](sum[k](a[i, k] * b[j, k])))", true)]
    [InlineData("sum[i, j](exp(-sum[k]((a[i, k] - b[j, k])^2)))", true)]
    [InlineData("sum[i, j](max[k](a[i, k] * b[j, k]))", true)]
    [InlineData("mean[i](min[j](sum[k](abs(a[i, k] - b[j, k]))))", true)]
    [InlineData("sum[i, j](sum[k](b[j, k]^2) * a[i, 0])", false)]
    [InlineData("mean[i](norm[k](a[i, k] - b[i, k]))", false)]
    public void Pairs_stand_in_the_lanes(string formula, bool areTurned)
    {
        string text = Emitted(formula, "ReadOnlyTensorSpan<float> a, ReadOnlyTensorSpan<float> b");
        Assert.Equal(areTurned, text.Contains("this.bTurned", StringComparison.Ordinal));
        Assert.DoesNotContain("OfTile", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("d[size(i) - 1, size(j) - 1] where d[i, j] = sum[k]((a[i, k] - b[j, k])^2) + (i == 0 && j == 0 ? 0 : min(d[i - 1, j] ?? inf, d[i, j - 1] ?? inf))", 1)]
    [InlineData("d[size(i) - 1, size(j) - 1] where d[i, j] = sum[k](exp(a[i, k] - b[j, k])) + (i == 0 && j == 0 ? 0 : min(d[i - 1, j] ?? inf, d[i, j - 1] ?? inf))", 0)]
    public void Plain_sums_of_pairs_in_recurrences_are_formed_in_tiles(string formula, int methods) =>
        Assert.Equal(methods, Regex.Count(Emitted(formula, "ReadOnlyTensorSpan<float> a, ReadOnlyTensorSpan<float> b"), @"private readonly void \w+OfTile<V, S>"));

    [Theory]
    [InlineData("mean[n](logsumexp[c](z[n, c, h]))", "n, h", true)]
    [InlineData("mean[h](sqrt(mean[n]((z[n, 0, h] - mean[n](z[n, 0, h]))^2)))", "", true)]
    [InlineData("mean[n, c](logsumexp[h](z[n, c, h]))", "", false)]
    public void Lanes_go_across_where_memory_does(string formula, string axes, bool areAcross) => Assert.Equal(
        areAcross, Emitted(axes.Length == 0 ? formula : formula.Replace("mean[n]", $"mean[{axes}]", StringComparison.Ordinal), "ReadOnlyTensorSpan<float> z").Contains("Pair<Lanes512<double>>, S>(", StringComparison.Ordinal));

    [Theory]
    [InlineData("sum[n, k]((e[y[n], k] - t[n, k])^2)", "[Gradient] ReadOnlyTensorSpan<float> e, ReadOnlySpan<int> y, ReadOnlyTensorSpan<float> t", 1)]
    [InlineData("sum[n, m, k](e[y[n, m], k]^2 * t[n, k])", "[Gradient] ReadOnlyTensorSpan<float> e, ReadOnlyTensorSpan<int> y, ReadOnlyTensorSpan<float> t", 1)]
    [InlineData("sum[n](w[y[n]]^2)", "[Gradient] ReadOnlySpan<float> w, ReadOnlySpan<int> y", 0)]
    [InlineData("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])", "[Gradient] ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> y", 0)]
    public void Terms_of_gathered_rows_are_put_into_buckets(string formula, string parameters, int buckets) =>
        Assert.Equal(buckets, Regex.Count(File(formula, parameters), "Buckets\\.Of\\("));

    [Theory]
    [InlineData("sum[h, w]((sum[k, l](f[k, l] * (x[h + k, w + l] ?? 0)) - y[h, w])^2)", "[Gradient] ReadOnlyTensorSpan<float> x, ReadOnlyTensorSpan<float> f, ReadOnlyTensorSpan<float> y", "one number for each h and w")]
    [InlineData("sum[n, t](softplus(sum[k](f[k] * (x[n, t - k] ?? 0))) * y[n, t])", "[Gradient] ReadOnlyTensorSpan<float> x, ReadOnlySpan<float> f, ReadOnlyTensorSpan<float> y", "one number for each n and t")]
    [InlineData("sum[h, w](sum[k, l](f[k] * f[l] * x[h + k, w + l])^2)", "ReadOnlyTensorSpan<float> x, [Gradient] ReadOnlySpan<float> f, int h, int w", "one number for each x0 and w")]
    public void What_loops_form_together_at_a_position_is_kept_for_each_position(string formula, string parameters, string kept) =>
        Assert.Contains(kept, File(formula, parameters), StringComparison.Ordinal);

    [Theory]
    [InlineData("sum[n, t](sum[k](f[k] * (x[n, t - k] ?? 0))^2)", 3)]
    [InlineData("sum[n, t](sum[k](f[k] * x[n, t + k])^2)", 1)]
    [InlineData("sum[n, t](sum[k](exp(f[k] * (x[n, t - k] ?? 0)))^2)", 0)]
    public void Terms_inside_have_no_conditions(string formula, int loops) =>
        Assert.Equal(loops, Regex.Count(File(formula, "[Gradient] ReadOnlyTensorSpan<float> x, ReadOnlySpan<float> f, int t"), @"if \(Row\.AreInside\("));

    /// <summary>The kernels of the value alone, without those that leave sums of products to the matrix kernel.</summary>
    private static string Emitted(string formula, string parameters) => Regex.Replace(
        File(formula, parameters), @"internal ref struct Loss(WithGradient.*|\w*Blocks.*?^        }$)", "", RegexOptions.Singleline | RegexOptions.Multiline);

    private static string File(string formula, string parameters)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
            using System;
            using System.Numerics.Tensors;
            using LossGen;

            public static partial class Losses
            {
            #pragma warning disable LOSSGEN050
                [Loss("{{formula}}")]
                public static partial float Loss({{parameters}});
            }
            """);
        Assert.Empty(run.CompilerDiagnostics);
        return Assert.Single(run.Files, file => file.Contains("INest", StringComparison.Ordinal) || file.Contains("ISharedRows", StringComparison.Ordinal));
    }
}
