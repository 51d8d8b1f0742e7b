namespace LossGen.Tests.Passes;

/// <summary>Calling a loss allocates nothing.</summary>
[Collection(nameof(RuntimeSettings))]
public sealed class AllocationTests
{
    private const int Most = 3_000_000;

    private static readonly float[] P = new float[Most], Y = new float[Most], First = new float[Most], Second = new float[Most];

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(4096)]
    [InlineData(100_000)]
    [InlineData(Most)]
    public void Calls_allocate_nothing(int count)
    {
        AllocatesNothing(() => EmittedLosses.Mse(P.AsSpan(0, count), Y.AsSpan(0, count)));
        AllocatesNothing(() => EmittedLosses.BceWithGradient(P.AsSpan(0, count), Y.AsSpan(0, count), First, 1, accumulate: false));
        AllocatesNothing(() => EmittedLosses.DiceWithGradient(P.AsSpan(0, count), Y.AsSpan(0, count), First, 1, accumulate: true));
        AllocatesNothing(() => EmittedLosses.BothWithGradient(P.AsSpan(0, count), Y.AsSpan(0, count), First, Second, 1, accumulate: false));
        AllocatesNothing(() => EmittedLosses.Squares(P.AsSpan(0, count), Y.AsSpan(0, count), First));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Rows_allocate_nothing(int rows)
    {
        int[] classes = new int[rows];
        AllocatesNothing(() => EmittedLosses.CrossEntropyWithGradient(P.AsSpan(0, Most / rows * rows), classes, First.AsSpan(0, Most / rows * rows)));
    }

    private static void AllocatesNothing(Action call)
    {
        for (int warmUp = 0; warmUp < 5; warmUp++)
            call();

        // The queue of the thread pool grows now and then while the machine is busy; the calls themselves allocate nothing.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 4; i++)
                call();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
