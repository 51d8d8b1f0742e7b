using System.Globalization;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Codegen;

/// <summary>
/// The JIT stops inlining in a method of many variables, and calls a function for each operation of lanes that is left: ten times the time, and right results.
/// </summary>
public class InliningTests
{
    /// <summary>Compiling the catalogue takes half a minute; a machine that does something else may need longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task No_loop_of_the_catalogue_has_too_many_variables_for_its_operations_to_be_inlined()
    {
        IReadOnlyList<string> lines = await OwnProcess.Run(Patience, new Dictionary<string, string>(), Program.ListInlining);
        int methods = int.Parse(lines[^1], CultureInfo.InvariantCulture);
        Assert.True(methods > 1000, $"{methods} methods found");
        Assert.Empty(lines.SkipLast(1));
    }
}
