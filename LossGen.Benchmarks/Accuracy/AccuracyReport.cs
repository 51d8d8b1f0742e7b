using System.Globalization;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>The table of how accurate the functions of lanes are, and whether all are within their bounds.</summary>
internal static class AccuracyReport
{
    /// <summary>What every function keeps to, in units in the last place.</summary>
    private const double Bound = 2;

    private static readonly Entry[] Entries =
    [
        Unary<Functions.Exp>(), Unary<Functions.Expm1>(), Unary<Functions.Log>(), Unary<Functions.Log1p>(), Unary<Functions.Log1pOfUnit>(), Unary<Functions.Log2>(),
        Unary<Functions.Sqrt>(), Unary<Functions.Rsqrt>(), Unary<Functions.Cbrt>(), Unary<Functions.Sin>(), Unary<Functions.Cos>(),
        Unary<Functions.Tan>(), Unary<Functions.Asin>(), Unary<Functions.Acos>(), Unary<Functions.Atan>(), Unary<Functions.Sinh>(),
        Unary<Functions.Cosh>(), Unary<Functions.Tanh>(), Unary<Functions.LogCosh>(), Unary<Functions.Erf>(), Unary<Functions.Erfc>(),
        Unary<Functions.Lgamma>(), Unary<Functions.Digamma>(), Unary<Functions.Trigamma>(),
        Binary<Functions.Pow>(), Binary<Functions.Atan2>(), Binary<Functions.XLogY>(),
    ];

    /// <summary>Measures the named functions, or all; returns the exit code.</summary>
    public static int Run(string[] options)
    {
        int at = Array.IndexOf(options, "--stride");
        int stride = at < 0 ? 1 : int.Parse(options[at + 1], CultureInfo.InvariantCulture);
        HashSet<string> names = new(options.Where((_, i) => at < 0 || (i != at && i != at + 1)), StringComparer.OrdinalIgnoreCase);

        Console.WriteLine("| function | largest error (ulp) | at | special values that differ | ns per element |");
        Console.WriteLine("|---|--:|---|--:|--:|");
        bool isWithin = true;
        foreach (Entry entry in Entries.Where(entry => names.Count == 0 || names.Contains(entry.Name)))
        {
            Deviation deviation = entry.Measure(stride);
            string mismatches = deviation.Mismatches == 0 ? "0" : $"{deviation.Mismatches}, first at {Place(entry, deviation.MismatchAt)}";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {entry.Name} | {deviation.Largest:F2} | {Place(entry, deviation.At)} | {mismatches} | {entry.Nanoseconds():F2} |"));
            isWithin &= deviation.Largest <= Bound && deviation.Mismatches == 0;
        }

        return isWithin ? 0 : 1;
    }

    private static string Place(Entry entry, (float X, float Y) arguments) => entry.IsBinary
        ? string.Create(CultureInfo.InvariantCulture, $"{arguments.X}, {arguments.Y}")
        : arguments.X.ToString(CultureInfo.InvariantCulture);

    private static Entry Unary<F>()
        where F : struct, IUnary => new(typeof(F).Name.ToLowerInvariant(), false, Survey.Unary<F>, Survey.Nanoseconds<F>);

    private static Entry Binary<F>()
        where F : struct, IBinary => new(typeof(F).Name.ToLowerInvariant(), true, Survey.Binary<F>, Survey.NanosecondsOfPairs<F>);

    private sealed record Entry(string Name, bool IsBinary, Func<int, Deviation> Measure, Func<double> Nanoseconds);
}
