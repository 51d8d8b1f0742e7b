using System.Diagnostics;

namespace LossGen.Benchmarks;

/// <summary>Times actions in turn, so that what else the machine does falls on all of them.</summary>
internal static class Sampling
{
    public const int Samples = 41;

    public const int LongSamples = 11;

    /// <summary>The median seconds of a call of each action.</summary>
    public static double[] Medians(Action[] actions)
    {
        int[] repetitions = [.. actions.Select(Repetitions)];
        var times = new double[actions.Length][];
        for (int i = 0; i < actions.Length; i++)
            times[i] = new double[Samples];
        // Calls that take long are sampled less.
        int samples = repetitions.All(count => count == 1) ? LongSamples : Samples;
        for (int sample = 0; sample < samples; sample++)
        {
            for (int i = 0; i < actions.Length; i++)
                times[i][sample] = Time(actions[i], repetitions[i]);
        }

        foreach (double[] row in times)
            Array.Sort(row, 0, samples);
        return [.. times.Select(row => row[samples / 2])];
    }

    /// <summary>The number in the middle.</summary>
    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Warms up for a quarter of a second, so that the JIT is done, and returns how many calls fill a millisecond.</summary>
    private static int Repetitions(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 0.25)
        {
            action();
            calls++;
        }

        return Math.Max(1, calls / 250);
    }

    private static double Time(Action action, int repetitions)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repetitions; i++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / repetitions;
    }
}
