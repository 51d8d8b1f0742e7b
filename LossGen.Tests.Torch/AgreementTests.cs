namespace LossGen.Tests.Torch;

/// <summary>Every loss of the table has libtorch's value, gradients and, where declared, Hessian.</summary>
public sealed class AgreementTests
{
    // Around the width of a vector register, around its multiples, and long enough for several threads.
    private static readonly int[] Lengths = [1, 2, 15, 16, 17, 1000, 100_003];

    private static readonly double[] Predictions = [0, 0.5, 1, -1, 10, -10, 100, -100, 1e30, -1e30];

    // The console shows a skipped test's name but not its reason: where nothing can be compared, one row has the reason as its name.
    private static readonly string[] Rows =
        Libtorch.IsAvailable ? [.. LossTable.All.Select(row => row.Name)] : ["libtorch does not load: see eng/torch-root.sh"];

    public static TheoryData<string> Names => [.. Rows];

    public static TheoryData<string, int> NamesAndLengths
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string name in Rows)
                foreach (int length in Libtorch.IsAvailable ? Lengths : [0])
                    data.Add(name, length);
            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(NamesAndLengths))]
    public void AgreesOnRandomNumbers(string name, int length)
    {
        Libtorch.Require();
        Find(name).CheckRandom(length, seed: 7 + length);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void AgreesAtExtremesAndKinks(string name)
    {
        Libtorch.Require();
        LossCase row = Find(name);
        foreach (double p in Predictions)
            foreach (double y in new double[] { 0, 1, -1 })
                foreach ((double q, double b) in new[] { (0.001, 0), (0.5, 1.0), (0.999, 0), (0.999, 1) })
                    row.CheckConstant(p, y, q, b);
    }

    private static LossCase Find(string name) => LossTable.All.Single(row => row.Name == name);
}
