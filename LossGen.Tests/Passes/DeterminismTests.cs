namespace LossGen.Tests.Passes;

/// <summary>The same bits for any number of threads, on every run and wherever the spans lie in memory.</summary>
[Collection(nameof(RuntimeSettings))]
public sealed class DeterminismTests
{
    private const int Count = 1_500_007;

    private static readonly float[] P = Random(Count, seed: 1), Y = Random(Count, seed: 2);

    private static readonly ReducedWithGradient[] Losses =
        [EmittedLosses.MseWithGradient, EmittedLosses.BceWithGradient, EmittedLosses.DiceWithGradient];

    [Theory]
    [InlineData(4097)]
    [InlineData(60_000)]
    [InlineData(Count)]
    public void Threads_do_not_change_the_result(int count)
    {
        foreach (ReducedWithGradient loss in Losses)
        {
            (uint value, float[] gradient) = Run(loss, count, threads: 1);
            foreach (int threads in (int[])[1, 2, 2, 2, 3, 8, 8, 64])
                AssertSame((value, gradient), Run(loss, count, threads));
        }
    }

    [Theory]
    [InlineData(63)]
    [InlineData(4099)]
    [InlineData(70_001)]
    public void Alignment_does_not_change_the_result(int count)
    {
        var p = new float[count + 40];
        var y = new float[count + 40];
        var held = new float[count + 40];
        foreach (ReducedWithGradient loss in Losses)
        {
            (uint, float[]) expected = Run(loss, count, threads: 2);
            for (int offset = 0; offset <= 17; offset++)
            {
                (int pAt, int yAt, int gradientAt) = (offset, (3 * offset + 1) % 19, (5 * offset + 2) % 23);
                P.AsSpan(0, count).CopyTo(p.AsSpan(pAt));
                Y.AsSpan(0, count).CopyTo(y.AsSpan(yAt));
                Span<float> gradient = held.AsSpan(gradientAt, count);
                float value = loss(p.AsSpan(pAt, count), y.AsSpan(yAt, count), gradient, 1, false);
                AssertSame(expected, (BitConverter.SingleToUInt32Bits(value), gradient.ToArray()));
            }
        }
    }

    [Fact]
    public void Forward_and_with_gradient_give_the_same_value()
    {
        foreach (int count in (int[])[1, 17, 4096, 4097, Count])
        {
            ReadOnlySpan<float> p = P.AsSpan(0, count), y = Y.AsSpan(0, count);
            Assert.Equal(EmittedLosses.Mse(p, y), EmittedLosses.MseWithGradient(p, y, new float[count]));
            Assert.Equal(EmittedLosses.Bce(p, y), EmittedLosses.BceWithGradient(p, y, new float[count]));
            Assert.Equal(EmittedLosses.Dice(p, y), EmittedLosses.DiceWithGradient(p, y, new float[count]));
        }
    }

    [Fact]
    public void Callers_on_several_threads_do_not_disturb_one_another()
    {
        int[] counts = [10, 4096, 4097, 50_000, 200_000];
        (uint Value, float[] Gradient)[] expected =
            [.. counts.SelectMany(count => Losses.Select(loss => Run(loss, count, threads: 1)))];
        RuntimeSettings.WithThreads(4, () => OnThreads(6, caller =>
        {
            for (int round = 0; round < 6; round++)
            {
                for (int i = 0; i < expected.Length; i++)
                {
                    int which = (i + (caller * 5)) % expected.Length;
                    AssertSame(expected[which], RunHere(Losses[which % Losses.Length], counts[which / Losses.Length]));
                }
            }
        }));
    }

    [Fact]
    public void Many_small_shared_runs_from_many_threads_are_each_done_in_full()
    {
        RuntimeSettings.WithThreads(4, () => OnThreads(5, caller =>
        {
            float[] x = [.. Enumerable.Range(0, 20 * 4096).Select(i => (float)((i + caller) % 64))];
            double[] sums = new double[x.Length + 1];
            for (int i = 0; i < x.Length; i++)
                sums[i + 1] = sums[i] + x[i];
            var random = new Random(caller);
            for (int run = 0; run < 8000; run++)
            {
                int count = random.Next(4097, 5 * 4096);
                int start = random.Next(0, x.Length - count);
                Assert.Equal(sums[start + count] - sums[start], new SumOf<float, Shared> { X = x.AsSpan(start, count) }.Run());
            }
        }));
    }

    [Fact]
    public void The_collector_may_move_the_spans_during_a_run()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(1, GCCollectionMode.Forced, blocking: true, compacting: true);
                Thread.Sleep(1);
            }
        });
        collector.Start();
        try
        {
            (uint, float[]) expected = Run(EmittedLosses.BceWithGradient, 20_000, threads: 1);
            RuntimeSettings.WithThreads(4, () =>
            {
                for (int round = 0; round < 300; round++)
                {
                    // Fresh arrays below the large-object threshold, so that they move.
                    float[] p = P.AsSpan(0, 20_000).ToArray(), y = Y.AsSpan(0, 20_000).ToArray(), gradient = new float[20_000];
                    float value = EmittedLosses.BceWithGradient(p, y, gradient);
                    AssertSame(expected, (BitConverter.SingleToUInt32Bits(value), gradient));
                }
            });
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }

    private static (uint Value, float[] Gradient) Run(ReducedWithGradient loss, int count, int threads)
    {
        (uint, float[]) result = default;
        RuntimeSettings.WithThreads(threads, () => result = RunHere(loss, count));
        return result;
    }

    private static (uint Value, float[] Gradient) RunHere(ReducedWithGradient loss, int count)
    {
        var gradient = new float[count];
        float value = loss(P.AsSpan(0, count), Y.AsSpan(0, count), gradient, 1, false);
        return (BitConverter.SingleToUInt32Bits(value), gradient);
    }

    private static void AssertSame((uint Value, float[] Gradient) expected, (uint Value, float[] Gradient) actual)
    {
        Assert.Equal(expected.Value, actual.Value);
        Assert.True(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(expected.Gradient.AsSpan())
                .SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(actual.Gradient.AsSpan())));
    }

    private static void OnThreads(int count, Action<int> action)
    {
        var failures = new System.Collections.Concurrent.ConcurrentQueue<Exception>();
        Thread[] threads = [.. Enumerable.Range(0, count).Select(caller => new Thread(() =>
        {
            try
            {
                action(caller);
            }
            catch (Exception exception)
            {
                failures.Enqueue(exception);
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.Empty(failures);
    }

    private static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
    }
}
