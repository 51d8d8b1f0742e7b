using LossGen.Tests.Harness;
using LossGen.Tests.Torch.Catalogue;

namespace LossGen.Tests.Catalogue;

/// <summary>
/// After its first calls no loss of the catalogue allocates, forward or with derivatives, whatever the size, neither on the calling thread nor on
/// those that help it. It is counted in a process of its own: the host of the tests allocates some bytes several times a second.
/// </summary>
public sealed class CatalogueAllocationTests
{
    /// <summary>A task takes a few seconds; the JIT has most of them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static TheoryData<string> Tasks => [.. CatalogueMethods.All.Select(method => method.DeclaringType!.Name).Distinct()];

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task Calls_allocate_nothing(string task)
    {
        IReadOnlyList<string> lines = await OwnProcess.Run(Patience, new Dictionary<string, string>(), Program.MeasureAllocation, task);
        int methods = CatalogueMethods.All.Where(method => method.DeclaringType!.Name == task).Sum(method => 1 + CatalogueMethods.CompanionsOf(method).Count());
        Assert.Equal(2 * methods, lines.Count);
        Assert.Equal([], lines.Where(line => !line.StartsWith("0 ", StringComparison.Ordinal)));
    }
}
