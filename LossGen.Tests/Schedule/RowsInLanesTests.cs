using LossGen.Generator;
using LossGen.Tests.Oracle;

namespace LossGen.Tests.Schedule;

/// <summary>Nests over rows have a form for short rows, where each does no more than go along its row.</summary>
public sealed class RowsInLanesTests
{
    [Theory]
    [InlineData("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])", "z[n, c]*; int y[n] < c")]
    [InlineData("mean[n](1 - sum[c](a[n, c] * b[n, c]) / (norm[c](a[n, c]) * norm[c](b[n, c])))", "a[n, c]*; b[n, c]*")]
    [InlineData("mean[n](sum[c](w[c] * t[n, c] * (log(t[n, c]) - logsoftmax[c](z[n, c]))))", "z[n, c]*; t[n, c] pos; w[c]")]
    [InlineData("sum[n](v[n] * max[h, w](x[n, h, w]))", "x[n, h, w]*; v[n]")]
    [InlineData("norm[c](p[n, c] - q[n, c])", "p[n, c]*; q[n, c]; -> each[n]")]
    [InlineData("sum[n](sum[c](cumsum[c](p[n, c])^2))", "p[n, c]*")]
    [InlineData("softmax[c](z[n, c]) * v[n]", "z[n, c]*; v[n]; -> each[n, c]")]
    public void Short_rows_stand_side_by_side(string formula, string signature) =>
        Assert.Contains("void RunInLanes<V, D>", Emitted(formula, signature), StringComparison.Ordinal);

    [Theory]
    [InlineData("mean[n](abs(v[n]))", "v[n]*")] // Lanes go along n as it is.
    [InlineData("mean[n](s * p[n, 0] * p[n, 1])", "p[n, c]; s* = 1")]
    [InlineData("sum[c](logsumexp[n](p[n, c]) * w[c])", "p[n, c]; w[c]*")] // Columns.
    [InlineData("sum[i, j](exp(-sum[k]((a[i, k] - b[j, k])^2)))", "a[i, k]*; b[j, k]*")] // Loops in loops.
    [InlineData("sum[n](sum[k](e[y[n], k]^2)^2)", "e[v, k]; int y[n] < v; s* = 1")] // Rows that lie anywhere.
    public void Other_nests_have_one_form(string formula, string signature) =>
        Assert.DoesNotContain("void RunInLanes<V, D>", Emitted(formula, signature), StringComparison.Ordinal);

    [Fact]
    public void Rows_are_short_and_dense_where_they_stand_side_by_side()
    {
        string emitted = Emitted("mean[n](logsumexp[c](z[n, c]))", "z[n, c]*");
        Assert.Contains("RowsInLanes.AreShort(extent, this.sizeC) && this.zStride1 == 1 && this.gradZStride1 == 1", emitted, StringComparison.Ordinal);
    }

    private static string Emitted(string formula, string signature) => LossCompiler.Compile(new NestFormula(formula, signature).Declaration()).Source;
}
