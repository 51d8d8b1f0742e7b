using System.Diagnostics;

namespace LossGen.Benchmarks;

/// <summary>What a call takes of memory beside what is there.</summary>
internal static class PeakMemory
{
    /// <summary>How far the memory of the process grows in a call above what it had before, in bytes, where the system tells (Linux); else 0.</summary>
    public static long Of(Action call)
    {
        const string Reset = "/proc/self/clear_refs";
        GC.Collect();
        if (!File.Exists(Reset))
            return 0;

        // 5 resets the peak of the resident memory to what is resident now.
        using var process = Process.GetCurrentProcess();
        File.WriteAllText(Reset, "5");
        long before = process.WorkingSet64;
        call();
        process.Refresh();
        return Math.Max(0, process.PeakWorkingSet64 - before);
    }
}
