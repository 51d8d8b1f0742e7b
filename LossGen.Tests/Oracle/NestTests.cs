namespace LossGen.Tests.Oracle;

/// <summary>
/// Formulas over two to four axes, compiled by the real generator and run, against the interpreter of the formula as written and its central
/// differences: over many extents, none and one among them, in double and float, with tensors that lie anyhow in memory.
/// </summary>
public sealed class NestTests
{
    private const int Runs = 5;

    public static TheoryData<string> Groups => [.. NestFormulas.Groups.Keys];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Value_and_gradients_agree_with_the_interpreter(string group)
    {
        IReadOnlyList<NestFormula> formulas = NestFormulas.Groups[group];
        NestLosses losses = NestLosses.Compile(formulas);
        var failures = new List<string>();
        for (int k = 0; k < formulas.Count; k++)
        {
            try
            {
                new NestChecks(formulas[k], k, losses).Run(Runs);
            }
            catch (Exception exception)
            {
                failures.Add($"{formulas[k]}: {exception.GetType().Name} {exception.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }
}
