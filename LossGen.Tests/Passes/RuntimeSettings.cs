namespace LossGen.Tests.Passes;

/// <summary>Tests that change the process' settings run one after the other.</summary>
[CollectionDefinition(nameof(RuntimeSettings), DisableParallelization = true)]
public sealed class RuntimeSettings
{
    /// <summary>Runs with so many threads, and puts the setting back.</summary>
    public static void WithThreads(int threads, Action action)
    {
        int before = LossRuntime.MaxDegreeOfParallelism;
        LossRuntime.MaxDegreeOfParallelism = threads;
        try
        {
            action();
        }
        finally
        {
            LossRuntime.MaxDegreeOfParallelism = before;
        }
    }
}
