using System.Diagnostics;

namespace LossGen.Gpu;

/// <summary>How long something takes at its best: what else the machine does only adds to it.</summary>
internal static class Timing
{
    private const int Fewest = 5;

    /// <summary>A run that takes so much less than all before shows that the runtime or the driver was still preparing.</summary>
    private const double Improvement = 0.8;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>The seconds of the shortest run, once runs have not become shorter for a while.</summary>
    /// <param name="settling">For how long.</param>
    /// <param name="run">What is run.</param>
    /// <param name="plausible">The seconds above which it is known that something is still being prepared.</param>
    public static double Shortest(TimeSpan settling, Action run, double plausible = double.PositiveInfinity)
    {
        double shortest = double.PositiveInfinity;
        long first = Stopwatch.GetTimestamp(), improved = first;
        for (int count = 0; count < Fewest || shortest > plausible || Stopwatch.GetElapsedTime(improved) < settling; count++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            double taken = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (taken < Improvement * shortest)
                improved = Stopwatch.GetTimestamp();
            shortest = Math.Min(shortest, taken);
            if (Stopwatch.GetElapsedTime(first) > Longest)
                break;
        }

        return shortest;
    }
}
