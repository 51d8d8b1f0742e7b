using LossGen.Nests;
using LossGen.Tests.Harness;
using LossGen.Tests.Oracle;

namespace LossGen.Tests.Schedule;

/// <summary>Recurrences keep a segment of their steps where that is enough, and with checkpoints in gradients too.</summary>
public sealed class SweepTests
{
    private const string Average = "sum[n, t](ema[n, t]^2) where ema[n, t] = t == 0 ? x[n, t] : a * x[n, t] + (1 - a) * ema[n, t - 1]";
    private const string Partition = "mean[n](logsumexp[j](alpha[n, len[n], j])) where alpha[n, t, j] = z[n, t, j] + (t == 0 ? 0 : logsumexp[i](alpha[n, t - 1, i] + w[i, j]))";
    private const string PartitionOf = "z[n, t, j]*; w[j, j]; int len[n] < t";

    [Theory]
    [InlineData(Average, "x[n, t]*; a = 0.3")]
    [InlineData(Partition, PartitionOf)]
    [InlineData("sum[n, t](ret[n, t]) where ret[n, t] = r[n, t] + g * (ret[n, t + 1] ?? 0)", "r[n, t]*; g = 0.9")]
    [InlineData("adv[n, t] where adv[n, t] = d[n, t] + 0.9 * (adv[n, t + 1] ?? 0)", "d[n, t]*; -> loss[n, t]")]
    [InlineData("sum[n](h[n, len[n], 0]) where h[n, t, j] = tanh(x[n, t, j] + (h[n, t - 2, j] ?? 0.5) + 0.3 * (h[n, t - 3, j + 1] ?? 0))", "x[n, t, j]*; int len[n] < t")]
    public void A_value_takes_a_few_steps_and_a_gradient_takes_them_with_checkpoints(string formula, string signature)
    {
        var wanted = new NestFormula(formula, signature);
        string all = Emitted(wanted), some = Emitted(wanted.WithCheckpoints());
        Assert.Contains("Segments.Rolling", all, StringComparison.Ordinal);
        Assert.DoesNotContain("Segments.Checkpointed", all, StringComparison.Ordinal);
        Assert.Contains("Segments.Checkpointed", some, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sum[n](x[n, 0]^2)", "x[n, t]*", "the formula has no recurrence")]
    [InlineData("sum[t](a[t] * x[t]) where a[t] = x[t] + 0.5 * (a[t - 1] ?? 0)", "x[t]*", "'a' has no axis along which samples are apart")]
    [InlineData("sum[n, i, j](a[n, i, j]) where a[n, i, j] = x[n, i, j] + 0.3 * (a[n, i - 1, j] ?? 0) + 0.2 * (a[n, i, j - 1] ?? 0)", "x[n, i, j]*", "'a' recurs along more than one axis")]
    [InlineData("sum[n](h[n, len[n]]) where h[n, t] = tanh(x[n, t] + (h[n, t - 2] ?? 0.5))", "x[n, t]*; int len[n] < t", "'h' is read at other steps by a loop that takes several steps at once")]
    [InlineData("sum[n, t](a[n, t] * x[n, t]) where a[n, t] = x[n, t] + sum[d | d < t](a[n, t - 1 - d] * s[d])", "x[n, t]*; s[d]", "'a' is read at steps that differ from those of the loop by no fixed number")]
    public void Where_there_can_be_no_checkpoints_a_warning_says_why(string formula, string signature, string why)
    {
        GeneratorRun run = Run(new NestFormula(formula, signature).WithCheckpoints());
        Assert.Equal($"Checkpoints = true has no effect on 'Loss': {why}", Assert.Single(run.Diagnostics, found => found.Id == "LOSSGEN060").GetMessage(null));
        Assert.DoesNotContain("Segments.Checkpointed", Assert.Single(run.Files), StringComparison.Ordinal);
    }

    /// <summary>A table of all steps is of 20,000 times 50 numbers.</summary>
    [Fact]
    public void Checkpoints_take_memory_for_the_root_of_the_steps()
    {
        const int Steps = 20_000, States = 50;
        const long Table = Steps * States * sizeof(double);
        var formula = new NestFormula(
            "sum[n](logsumexp[j](a[n, size(t) - 1, j])) where a[n, t, j] = x[n, t, j] + (t == 0 ? 0 : softplus(a[n, t - 1, j]) + 0.1 * (a[n, t - 1, j - 1] ?? 0))", "x[n, t, j]*");
        NestLosses losses = NestLosses.Compile([formula, formula.WithCheckpoints()]);
        var inputs = NestInputs.Random(formula, new Dictionary<string, int> { ["n"] = 1, ["t"] = Steps, ["j"] = States }, new Random(5));
        (NestResults whole, long all) = Measured("D0WithGradient");
        (NestResults checkpointed, long some) = Measured("D1WithGradient");
        Assert.Equal(whole.Loss, checkpointed.Loss);
        Assert.Equal(whole.Gradients["x"], checkpointed.Gradients["x"]);

        Assert.InRange(all, 3 * Table, 9 * Table);
        Assert.InRange(some, 0, Table / 4);

        // What the first call takes and the second does not is memory of the pool for the tables. One sample is computed by the calling thread.
        (NestResults Results, long Taken) Measured(string method)
        {
            long first = GC.GetAllocatedBytesForCurrentThread();
            NestResults.Of(losses, inputs, method);
            long second = GC.GetAllocatedBytesForCurrentThread();
            NestResults results = NestResults.Of(losses, inputs, method);
            return (results, second - first - (GC.GetAllocatedBytesForCurrentThread() - second));
        }
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(5, 1, 5, 3)]
    [InlineData(100, 1, 16, 10)]
    [InlineData(101, 1, 16, 11)]
    [InlineData(10, 7, 10, 7)]
    public void A_segment_is_no_shorter_than_what_is_read_around_it(int steps, int least, int rolling, int checkpointed)
    {
        Assert.Equal(rolling, Segments.Rolling(steps, least));
        Assert.Equal(checkpointed, Segments.Checkpointed(steps, least));
    }

    private static GeneratorRun Run(NestFormula formula) =>
        GeneratorRun.Of($"using System; using System.Numerics.Tensors; using LossGen;\npublic static partial class Losses {{ {formula.Declare(NestType.Double, "Loss")} }}");

    private static string Emitted(NestFormula formula)
    {
        GeneratorRun run = Run(formula);
        Assert.DoesNotContain(run.Diagnostics, found => found.Id == "LOSSGEN060");
        return Assert.Single(run.Files);
    }
}
