using System.Text.RegularExpressions;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Emission;

/// <summary>Which loops over several axes are shared by threads along a row, and which sums of pairs are formed in tiles.</summary>
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
    [InlineData("mean[i](logsumexp[j](sum[k](a[i, k] * b[j, k])))", 1, 2)]
    [InlineData("sum[i, j](exp(-sum[k]((a[i, k] - b[j, k])^2)))", 1, 1)]
    [InlineData("sum[i, j](sum[k](abs(a[i, k] - b[j, k])) * sum[k](a[i, k] * b[j, k]))", 1, 1)]
    [InlineData("sum[i, j](max[k](a[i, k] * b[j, k]))", 0, 0)]
    [InlineData("sum[i, j](sum[k](exp(a[i, k] * b[j, k])))", 0, 0)]
    [InlineData("sum[i, j](sum[k](b[j, k]^2) * a[i, 0])", 0, 0)]
    public void Plain_sums_of_pairs_are_formed_in_tiles_that_loops_share(string formula, int methods, int calls)
    {
        string text = Emitted(formula, "ReadOnlyTensorSpan<float> a, ReadOnlyTensorSpan<float> b");
        Assert.Equal(methods, Regex.Count(text, @"private readonly void \w+OfTile<V, S>"));
        Assert.Equal(calls, Regex.Count(text, @"if \(inTile\w* == 0\) this\.\w+OfTile<V, S>"));
    }

    /// <summary>The kernels of the value alone, without those that leave sums of products to the matrix kernel.</summary>
    private static string Emitted(string formula, string parameters)
    {
        GeneratorRun run = GeneratorRun.Of($$"""
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
        string text = Assert.Single(run.Files, file => file.Contains("INest", StringComparison.Ordinal) || file.Contains("ISharedRows", StringComparison.Ordinal));
        return Regex.Replace(text, @"internal ref struct Loss(WithGradient.*|\w*Blocks.*?^        }$)", "", RegexOptions.Singleline | RegexOptions.Multiline);
    }
}
