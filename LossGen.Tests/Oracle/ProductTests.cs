using System.Text.RegularExpressions;
using LossGen.Contractions;
using LossGen.Generator;

namespace LossGen.Tests.Oracle;

/// <summary>Formulas over sums of products once more, with these left to the matrix kernel however few they are.</summary>
public sealed class ProductTests
{
    [Theory]
    [InlineData("products")]
    [InlineData("pairs")]
    public void Values_and_gradients_agree_with_the_interpreter(string group) =>
        Always(() => NestTests.CheckAll(NestFormulas.Groups[group], (checks, _) => checks.Run(3)));

    [Fact]
    public void Tensors_of_16_bits_give_what_floats_give() => Always(() => NarrowTests.CheckAll(NestFormulas.Groups["products"], NarrowTests.Runs));

    [Fact]
    public void Blocks_of_rows_give_the_same_bits_with_any_number_of_threads() => Always(() => NestTests.CheckAll(
        NestFormulas.Groups["products"],
        (checks, _) => checks.RunParallel(new Dictionary<string, int> { ["n"] = 290, ["v"] = 35, ["d"] = 9, ["e"] = 11, ["i"] = 270, ["k"] = 5, ["b"] = 6, ["t"] = 50, ["v0"] = 33 })));

    /// <summary>The value, and value and gradients.</summary>
    [Fact]
    public void Losses_along_rows_of_products_leave_them_to_the_matrix_kernel() => Assert.All(NestFormulas.Groups["products"], formula =>
    {
        string source = LossCompiler.Compile(formula.Declaration()).Source;

        // A method that takes one upstream gradient for all rows calls the one that takes one for each.
        int methods = (formula.Output is null ? 2 : 3) - Regex.Count(source, @"upstream: upstreamOfEach\.Span");
        Assert.Equal(methods, Regex.Count(source, @"if \(areMany\)"));
    });

    internal static void Always(Action check)
    {
        RowBlocks.Always(true);
        try
        {
            check();
        }
        finally
        {
            RowBlocks.Always(false);
        }
    }
}
