using CsCheck;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Looks for formulas that fail, for longer than tests may take: <c>dotnet LossGen.Tests.dll hunt MINUTES</c>; or tries one:
/// <c>hunt FORMULA PARAMETERS</c>, the parameters as of a <see cref="NestFormula"/>.
/// </summary>
internal static class Hunt
{
    private const int FormulasPerBatch = 12;

    public static void Print(TimeSpan time)
    {
        long start = TimeProvider.System.GetTimestamp();
        int tried = 0, failed = 0;
        while (TimeProvider.System.GetElapsedTime(start) < time)
        {
            foreach (Gen<NestFormula> grammar in new[] { RandomNests.Formula, RandomGrids.Formula })
            {
                foreach (string failure in Failures([.. grammar.Array[FormulasPerBatch].Single()]))
                {
                    failed++;
                    Console.WriteLine(failure + "\n");
                }

                tried += FormulasPerBatch;
            }
        }

        Console.WriteLine($"{tried} formulas, {failed} failures");
    }

    /// <summary>One formula, over more extents.</summary>
    public static void Print(NestFormula formula)
    {
        foreach (string failure in Failures([formula], runs: 40, skipsChoices: false))
            Console.WriteLine(failure);
    }

    /// <summary>What goes wrong; where a formula keeps all of them from being compiled, each is compiled by itself.</summary>
    private static IEnumerable<string> Failures(IReadOnlyList<NestFormula> formulas, int runs = 3, bool skipsChoices = true)
    {
        NestLosses losses;
        try
        {
            losses = NestLosses.Compile(formulas);
        }
        catch (Exception exception)
        {
            return formulas.Count == 1 ? [$"{formulas[0]}: {exception.Message}"] : formulas.SelectMany(formula => Failures([formula], runs, skipsChoices));
        }

        return NestFormulas.Failures(formulas, (formula, k) => new NestChecks(formula, k, losses).Run(runs, 1500, isRandom: true, skipsChoices));
    }
}
