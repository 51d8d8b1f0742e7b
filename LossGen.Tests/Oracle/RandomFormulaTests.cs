using CsCheck;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Random formulas, compiled by the real generator and run, against the interpreter of the formula as written (without any rewrite) and
/// its central differences.
/// </summary>
public sealed class RandomFormulaTests
{
    private const int FormulasPerBatch = 40;

    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 1000];

    [Theory]
    [InlineData("0002ZDOAFwg4")]
    [InlineData("0007rMjnAgn7")]
    [InlineData("000aa7JFdML1")]
    [InlineData("000eU9fJdML1")]
    [InlineData("0003kQ7ZxNe2")]
    [InlineData("0001Vb2mTqX5")]
    public void Value_and_gradient_agree_with_the_interpreter(string seed) =>
        RandomFormulas.Scalar.Array[FormulasPerBatch].Sample(CheckBatch, seed: seed, iter: 1, threads: 1);

    [Fact]
    public void A_million_elements_agree_with_the_interpreter()
    {
        string[] formulas = ["mean(log(1 + exp(p)) * y) + s", "sum(p * y) / (3 + sum(abs(p)) + s)", "sqrt(mean((p - y)^2)) * s", "max(p) + s * mean(sin(y))"];
        FormulaLosses losses = FormulaLosses.Compile(formulas);
        (double[] p, double[] y) = FormulaChecks.Inputs(1_000_000, new Random(5));
        for (int k = 0; k < formulas.Length; k++)
            new FormulaChecks(formulas[k], k, losses).CheckDouble(p, y, new Random(k));
    }

    private static void CheckBatch(string[] formulas)
    {
        FormulaLosses losses = FormulaLosses.Compile(formulas);
        for (int k = 0; k < formulas.Length; k++)
            new FormulaChecks(formulas[k], k, losses).Run(Lengths);
    }
}
