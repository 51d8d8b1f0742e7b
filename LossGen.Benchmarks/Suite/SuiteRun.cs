using System.Globalization;
using LossGen.Losses;
using LossGen.Tests.Torch.Catalogue;

namespace LossGen.Benchmarks.Suite;

/// <summary>Measures the catalogue, loss after loss and size after size; what is compared is sampled in turn.</summary>
internal static class SuiteRun
{
    public static SuiteReport Run(IReadOnlyList<int> sizes, IReadOnlyList<(int Rows, int Columns)> shapes, string? filter, TextWriter log)
    {
        if (!Benchmarks.Libtorch.IsAvailable)
            throw new NotSupportedException("libtorch does not load here, and the suite draws its inputs with it: run it in eng/torch-root.sh.");
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors; float; medians of {Sampling.Samples}, of {Sampling.LongSamples} where calls are long"));
        log.WriteLine();
        log.WriteLine(SuiteResult.Header);
        var results = new List<SuiteResult>();
        foreach (CatalogueRow row in CatalogueRows.All.Where(row => row.FullName.Contains(filter ?? "", StringComparison.OrdinalIgnoreCase)))
        {
            foreach ((Extents extents, string size) in Cases(row, sizes, shapes))
            {
                using SuiteCase? loss = SuiteCase.TryCreate(row, extents);
                if (loss is null)
                    continue;
                foreach (SuiteResult result in Measure(loss, size))
                {
                    results.Add(result);
                    log.WriteLine(result);
                }
            }
        }

        return new SuiteReport(DateTimeOffset.Now, Environment.ProcessorCount, results);
    }

    private static IEnumerable<(Extents Extents, string Size)> Cases(CatalogueRow row, IReadOnlyList<int> sizes, IReadOnlyList<(int Rows, int Columns)> shapes)
    {
        string[] axes = Extents.AxesOf(row.Inputs);
        if (axes.Length == 1)
            return sizes.Select(size => (new Extents([(axes[0], size)]), size.ToString("N0", CultureInfo.InvariantCulture)));

        // Where every row is compared with every other, many rows are a matter of hours.
        if (axes.Length == 2)
            return shapes.Where(shape => row.Type != typeof(MetricLearning) || shape.Rows <= 4096)
                .Select(shape => (new Extents([(axes[0], shape.Rows), (axes[1], shape.Columns)]), $"{shape.Rows} x {shape.Columns}"));
        int[] more = [16, 8, 8192, 1];
        (string, int)[] chosen = [.. axes.Select((axis, i) => (axis, more[Math.Min(i, more.Length - 1)]))];
        return [(new Extents(chosen), string.Join(" x ", chosen.Select(pair => pair.Item2)))];
    }

    private static IEnumerable<SuiteResult> Measure(SuiteCase loss, string size)
    {
        (Action Forward, Action WithGradient)? primitives = Primitives.Of(loss);
        yield return Measure(loss, size, SuiteResult.Forward, loss.InputBytes, loss.Own, loss.Libtorch, primitives?.Forward);
        yield return Measure(loss, size, SuiteResult.WithGradient, loss.InputBytes + loss.OutputBytes, loss.OwnWithGradient, loss.LibtorchWithGradient, primitives?.WithGradient);
    }

    private static SuiteResult Measure(SuiteCase loss, string size, string direction, long bytes, Action own, Action libtorch, Action? primitives)
    {
        // Of the first call, which takes from the pool of arrays what later ones find there.
        long memory = PeakMemory.Of(own), libtorchMemory = PeakMemory.Of(libtorch);
        using var copying = new Copying(bytes);
        double[] medians = Sampling.Medians(
        [
            own,
            .. copying.Variants,
            libtorch,
            .. primitives is null ? Array.Empty<Action>() : [primitives],
        ]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        own();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new SuiteResult(
            loss.Name, size, direction, bytes, medians[0], medians[1..5].Min(), medians[5], primitives is null ? null : medians[6], allocated, memory, libtorchMemory);
    }
}
