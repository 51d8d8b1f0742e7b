using System.Reflection;
using LossGen.Losses;

namespace LossGen.Tests.Torch.Catalogue;

/// <summary>Every loss of the catalogue has libtorch's value and gradients, in all its overloads.</summary>
public sealed class CatalogueTests
{
    private static readonly string[] Rows =
        Libtorch.IsAvailable ? [.. CatalogueRows.All.Select(row => row.FullName)] : ["libtorch does not load: see eng/torch-root.sh"];

    public static TheoryData<string> Names => [.. Rows];

    [SkippableFact]
    public void EveryLossHasARow()
    {
        // The rows name functions of libtorch.
        Libtorch.Require();
        string[] losses = [.. CatalogueMethods.All.Where(HasFunctionOfLibtorch).Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct()];
        string[] rows = [.. CatalogueRows.All.Select(row => row.FullName)];
        Assert.NotEmpty(losses);
        Assert.Equal([], losses.Where(loss => !rows.Contains(loss) && !rows.Contains(WithoutSum(loss))));
        Assert.Equal([], rows.Except(losses));
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void AgreesOnRandomNumbers(string name)
    {
        for (int index = 0; index < Extents.Cases; index++)
            Check(name, index, x => x, [], "random");
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void AgreesWithOtherOptions(string name)
    {
        for (int index = 2; index < 5; index++)
            Check(name, index, x => x, null, "options");
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void AgreesOnLargeNumbers(string name)
    {
        foreach (double scale in new[] { 30, 1e4, 1e15, 1e30 })
            for (int index = 0; index < 5; index++)
                Check(name, index, x => scale * x, [], $"scale {scale}", scale * 20);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void AgreesOnTies(string name)
    {
        foreach (double value in new[] { 0, 0.5, 1, -1, 10, -10, 100, -100, 1e4, -1e4, 1e30, -1e30 })
            for (int index = 0; index < 4; index++)
                Check(name, index, _ => value, [], $"all {value}", Math.Abs(value));
    }

    /// <summary>Of the sequences libtorch has only CTC, which <see cref="Sequences.CtcTests"/> compare; of reinforcement learning nothing.</summary>
    private static bool HasFunctionOfLibtorch(MethodInfo method) =>
        method.DeclaringType != typeof(Sequence) && method.DeclaringType != typeof(ReinforcementLearning);

    private static string WithoutSum(string name) => name.EndsWith("Sum", StringComparison.Ordinal) ? name[..^3] : name;

    private static void Check(
        string name, int index, Func<double, double> real, IReadOnlyList<(string Name, double Value)>? options, string where,
        double largest = 0)
    {
        Libtorch.Require();
        CatalogueRow row = CatalogueRows.All.Single(row => row.FullName == name);
        if (largest > row.Largest)
            return;
        var extents = new Extents(row.Inputs, index);
        new CatalogueCheck<float>(row).Run(extents, real, options ?? row.Options, where);
        new CatalogueCheck<double>(row).Run(extents, real, options ?? row.Options, where);
    }
}
