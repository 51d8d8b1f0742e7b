using System.Globalization;

namespace LossGen.Benchmarks.CompileSpeed;

/// <summary>What losses cost before they run: the generator, the build, the size of what is emitted, the JIT.</summary>
internal static class CompileSpeedCommand
{
    /// <summary>The argument of the processes in which a loss is called for the first time.</summary>
    public const string FirstCall = "--first-call";

    /// <param name="parts">Which of driver, build and first-call; all where it is empty.</param>
    public static int Run(string[] parts)
    {
        var known = new Dictionary<string, Func<IEnumerable<Measurement>>>
        {
            ["driver"] = DriverBenchmark.Run,
            ["build"] = BuildBenchmark.Run,
            ["first-call"] = FirstCallBenchmark.Run,
        };
        if (parts.FirstOrDefault(part => !known.ContainsKey(part)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no part '{unknown}': {string.Join(", ", known.Keys)}.");
            return 1;
        }

        Console.WriteLine($"{FiveHundredLosses.Count} losses in {FiveHundredLosses.Files} files; {Environment.ProcessorCount} cores");
        Console.WriteLine();
        Console.WriteLine("| what | | |");
        Console.WriteLine("|---|--:|---|");
        foreach (Measurement row in known.Where(part => parts.Length == 0 || parts.Contains(part.Key)).SelectMany(part => part.Value()))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.What} | {Rounded(row.Value)} | {row.Unit} |"));
        return 0;
    }

    private static string Rounded(double value) => value.ToString(value < 10 ? "F2" : value < 100 ? "F1" : "N0", CultureInfo.InvariantCulture);
}
