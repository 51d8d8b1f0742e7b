using System.Numerics;
using System.Runtime.InteropServices;

namespace LossGen.Tests.Passes;

/// <summary>Every element is computed once and lands in its place, however the pass is run.</summary>
[Collection(nameof(RuntimeSettings))]
public sealed class PassRunnerTests
{
    // Before, in and after the first register, the first block (4096 floats, 2048 doubles) and the first group of several blocks.
    private static readonly int[] Lengths =
        [.. Enumerable.Range(0, 71), 2047, 2048, 2049, 4095, 4096, 4097, 8192, 100_003, (256 * 4096) + 1];

    [Fact]
    public void Floats_written_directly() => EveryLength<float, Direct>();

    [Fact]
    public void Floats_shared_among_threads() => EveryLength<float, Shared>();

    [Fact]
    public void Floats_streamed_past_the_caches() => EveryLength<float, Streamed>();

    [Fact]
    public void Floats_streamed_by_several_threads() => EveryLength<float, StreamedAndShared>();

    [Fact]
    public void Doubles_written_directly() => EveryLength<double, Direct>();

    [Fact]
    public void Doubles_streamed_by_several_threads() => EveryLength<double, StreamedAndShared>();

    [Fact]
    public void Three_million_elements_are_streamed_of_their_own_accord() => Check<float, Direct>(3_000_000, accumulated: 0b10, offset: 3);

    [Fact]
    public void Outputs_begin_at_any_element()
    {
        for (int offset = 0; offset <= 17; offset++)
        {
            Check<float, Streamed>(5001, accumulated: 0b00, offset);
            Check<float, Streamed>(5001, accumulated: 0b01, offset);
            Check<double, Streamed>(5001, accumulated: 0b00, offset);
        }
    }

    [Fact]
    public void A_block_shorter_than_the_way_to_an_aligned_address_is_streamed()
    {
        for (int offset = 0; offset < 16; offset++)
        {
            for (int beyond = 1; beyond <= 16; beyond++)
                Check<float, Streamed>(4096 + beyond, accumulated: 0, offset);
        }
    }

    [Fact]
    public void Spans_need_not_be_aligned_to_their_elements()
    {
        const int Count = 5000;
        float[] x = [.. Enumerable.Range(0, Count).Select(i => (float)i)];
        var bytes = new byte[(2 * Count * sizeof(float)) + 8];
        for (int offset = 0; offset < 8; offset++)
        {
            Span<float> outputs = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(offset, 2 * Count * sizeof(float)));
            outputs.Clear();
            var pass = new DoubleAndNegate<float, Streamed> { X = x, Doubled = outputs[..Count], Negated = outputs[Count..] };
            pass.Run(Count);
            for (int i = 0; i < Count; i++)
            {
                Assert.Equal(2f * i, outputs[i]);
                Assert.Equal(-(float)i, outputs[Count + i]);
            }
        }
    }

    [Fact]
    public void A_pass_may_write_without_totals()
    {
        float[] x = [.. Enumerable.Range(0, 10_001).Select(i => i % 100f)];
        var direct = new float[x.Length];
        var streamed = new float[x.Length];
        new Square<Shared> { X = x, Squared = direct }.Run();
        new Square<Streamed> { X = x, Squared = streamed }.Run();
        Assert.Equal(x.Select(value => value * value), direct);
        Assert.Equal(direct, streamed);
    }

    [Fact]
    public void A_pass_may_read_without_outputs()
    {
        foreach (int length in Lengths)
        {
            float[] x = [.. Enumerable.Range(0, length).Select(i => i % 3f)];
            Assert.Equal(x.Sum(value => (double)value), new SumOf<float, StreamedAndShared> { X = x }.Run());
        }
    }

    private static void EveryLength<T, TClaim>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TClaim : IClaim
    {
        foreach (int length in Lengths)
        {
            for (int accumulated = 0b00; accumulated <= 0b11; accumulated++)
                RuntimeSettings.WithThreads(3, () => Check<T, TClaim>(length, accumulated, offset: length % 5));
        }
    }

    private static void Check<T, TClaim>(int count, int accumulated, int offset)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TClaim : IClaim
    {
        const int Margin = 20;
        var x = new T[count + offset];
        var outputs = new T[2][];
        T sentinel = T.CreateChecked(1000);
        for (int i = 0; i < count; i++)
            x[offset + i] = T.CreateChecked((i * 7 % 201) - 100);
        for (int k = 0; k < 2; k++)
            Array.Fill(outputs[k] = new T[count + offset + Margin], sentinel);

        var pass = new DoubleAndNegate<T, TClaim>
        {
            X = x.AsSpan(offset),
            Doubled = outputs[0].AsSpan(offset, count),
            Negated = outputs[1].AsSpan(offset, count),
        };
        SumAndExtrema totals = pass.Run(count, accumulated);

        ReadOnlySpan<T> input = x.AsSpan(offset);
        double sum = 0, max = double.NegativeInfinity, min = double.PositiveInfinity;
        foreach (T value in input)
        {
            sum += double.CreateChecked(value);
            max = Math.Max(max, double.CreateChecked(value));
            min = Math.Min(min, double.CreateChecked(value));
        }

        string how = $"{typeof(T).Name}, {typeof(TClaim).Name}, {count} elements from {offset} on, accumulated {accumulated:b2}";
        Assert.True((sum, max, min) == (totals.Sum.Value, totals.Max.Value, totals.Min.Value), how);
        for (int k = 0; k < 2; k++)
        {
            T factor = T.CreateChecked(k == 0 ? 2 : -1), held = (accumulated >> k & 1) != 0 ? sentinel : T.Zero;
            var expected = new T[outputs[k].Length];
            Array.Fill(expected, sentinel);
            for (int i = 0; i < count; i++)
                expected[offset + i] = held + (factor * input[i]);
            Assert.True(expected.AsSpan().SequenceEqual(outputs[k]), $"{how}: output {k}");
        }
    }
}
