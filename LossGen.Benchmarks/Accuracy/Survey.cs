using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LossGen.Simd;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>
/// Runs functions over all floats, or pairs of many, on the widest lanes and on all processors. The reference takes a minute of a processor
/// for a function, so that most results of a function of one number are only compared with what lanes of doubles compute: all whose error may
/// be the largest so far, all next to the ends of the range, and every 64th are compared with the reference.
/// </summary>
internal static class Survey
{
    private const int Chunk = 1 << 12;

    /// <summary>Every float whose bits are a multiple of the stride, and those of the grid.</summary>
    public static Deviation Unary<F>(int stride)
        where F : struct, IUnary
    {
        float[] grid = [.. Grid()];
        return Parallel((1L << 32) / stride + grid.Length, (long index, out float x, out float y) =>
        {
            x = index < grid.Length ? grid[index] : BitConverter.UInt32BitsToSingle((uint)((index - grid.Length) * stride));
            x = F.IsDefined(x) ? x : 1;
            y = 0;
        }, (xs, _, results) => Map<F>(xs, results), (x, _) => F.Reference(x), MapWide<F>);
    }

    /// <summary>All pairs of a grid of all exponents and signs, and as many random ones, divided by the stride.</summary>
    public static Deviation Binary<F>(int stride)
        where F : struct, IBinary
    {
        float[] grid = [.. Grid()];
        long pairs = (long)grid.Length * grid.Length;
        return Parallel(pairs + (pairs / stride), (long index, out float x, out float y) =>
        {
            if (index < pairs)
            {
                (x, y) = (grid[index / grid.Length], grid[index % grid.Length]);
                return;
            }

            // Half of the random pairs are of common size: of those of any bits nearly all results are 0, 1 or infinite.
            ulong bits = Scramble((ulong)index);
            x = BitConverter.UInt32BitsToSingle((uint)bits);
            y = BitConverter.UInt32BitsToSingle((uint)(bits >> 32));
            if ((index & 1) == 0)
                (x, y) = (Common(x), Common(y));
        }, (xs, ys, results) => Map<F>(xs, ys, results), F.Reference);
    }

    /// <summary>Nanoseconds per element on one processor, of numbers from 0 to 4 in the first-level cache.</summary>
    public static double Nanoseconds<F>()
        where F : struct, IUnary => Time((xs, _, results) => Map<F>(xs, results));

    public static double NanosecondsOfPairs<F>()
        where F : struct, IBinary => Time((xs, ys, results) => Map<F>(xs, ys, results));

    private delegate void Argument(long index, out float x, out float y);

    private delegate void WideMapping(ReadOnlySpan<float> xs, Span<double> results);

    private delegate void Mapping(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, Span<float> results);

    private static Deviation Parallel(
        long count, Argument argument, Mapping map, Func<double, double, double> reference, WideMapping? filter = null)
    {
        var all = new Deviation();
        System.Threading.Tasks.Parallel.For(0, (count + Chunk - 1) / Chunk, () => new Worker(), (chunk, _, worker) =>
        {
            for (int i = 0; i < Chunk; i++)
                argument(Math.Min((chunk * Chunk) + i, count - 1), out worker.Xs[i], out worker.Ys[i]);
            map(worker.Xs, worker.Ys, worker.Results);
            filter?.Invoke(worker.Xs, worker.Wide);
            for (int i = 0; i < Chunk; i++)
            {
                if (filter is null || i % 64 == chunk % 64 || !worker.Deviation.IsBelow(worker.Results[i], worker.Wide[i]))
                    worker.Deviation.Compare(worker.Xs[i], worker.Ys[i], worker.Results[i], reference(worker.Xs[i], worker.Ys[i]));
            }

            return worker;
        }, worker =>
        {
            lock (all)
                all.Add(worker.Deviation);
        });
        return all;
    }

    private static double Time(Mapping map)
    {
        var worker = new Worker();
        for (int i = 0; i < Chunk; i++)
            (worker.Xs[i], worker.Ys[i]) = (i * 4f / Chunk, 2.5f);
        double best = double.PositiveInfinity;
        for (int sample = 0; sample < 50; sample++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int repetition = 0; repetition < 10; repetition++)
                map(worker.Xs, worker.Ys, worker.Results);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / (10 * Chunk));
        }

        return best;
    }

    private static void Map<F>(ReadOnlySpan<float> xs, Span<float> results)
        where F : struct, IUnary
    {
        if (Vector512.IsHardwareAccelerated)
            Map<F, Lanes512<float>>(xs, results);
        else if (Vector256.IsHardwareAccelerated)
            Map<F, Lanes256<float>>(xs, results);
        else
            Map<F, Lanes128<float>>(xs, results);
    }

    private static void Map<F>(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, Span<float> results)
        where F : struct, IBinary
    {
        if (Vector512.IsHardwareAccelerated)
            Map<F, Lanes512<float>>(xs, ys, results);
        else if (Vector256.IsHardwareAccelerated)
            Map<F, Lanes256<float>>(xs, ys, results);
        else
            Map<F, Lanes128<float>>(xs, ys, results);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map<F, V>(ReadOnlySpan<float> xs, Span<float> results)
        where F : struct, IUnary
        where V : struct, ISimd<V, float>
    {
        ref readonly float x = ref MemoryMarshal.GetReference(xs);
        ref float result = ref MemoryMarshal.GetReference(results);
        for (nint i = 0; i < xs.Length; i += V.Count)
            V.Store(ref result, i, F.Invoke<V, float>(V.Load(in x, i)));
    }

    private static void MapWide<F>(ReadOnlySpan<float> xs, Span<double> results)
        where F : struct, IUnary
    {
        for (int i = 0; i < xs.Length; i++)
            results[i] = xs[i];
        if (Vector512.IsHardwareAccelerated)
            MapWide<F, Lanes512<double>>(results);
        else if (Vector256.IsHardwareAccelerated)
            MapWide<F, Lanes256<double>>(results);
        else
            MapWide<F, Lanes128<double>>(results);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MapWide<F, V>(Span<double> results)
        where F : struct, IUnary
        where V : struct, ISimd<V, double>
    {
        ref double result = ref MemoryMarshal.GetReference(results);
        for (nint i = 0; i < results.Length; i += V.Count)
            V.Store(ref result, i, F.Invoke<V, double>(V.Load(in result, i)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Map<F, V>(ReadOnlySpan<float> xs, ReadOnlySpan<float> ys, Span<float> results)
        where F : struct, IBinary
        where V : struct, ISimd<V, float>
    {
        ref readonly float x = ref MemoryMarshal.GetReference(xs);
        ref readonly float y = ref MemoryMarshal.GetReference(ys);
        ref float result = ref MemoryMarshal.GetReference(results);
        for (nint i = 0; i < xs.Length; i += V.Count)
            V.Store(ref result, i, F.Invoke(V.Load(in x, i), V.Load(in y, i)));
    }

    private static IEnumerable<float> Grid()
    {
        // The first, the last and six mantissas between, of every exponent: the last exponent has the infinities and NaN.
        uint[] mantissas = [0, 1, 0x12345, 0x200000, 0x3504f3, 0x3504f4, 0x555555, 0x7fffff];
        for (uint exponent = 0; exponent < 512; exponent++)
        {
            foreach (uint mantissa in mantissas)
                yield return BitConverter.UInt32BitsToSingle((exponent << 23) | mantissa);
        }

        // Small integers and halves, whose powers have cases of their own.
        for (int i = -64; i <= 64; i++)
            yield return i * 0.5f;
    }

    /// <summary>The number with an exponent between -8 and 7.</summary>
    private static float Common(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt32BitsToSingle((bits & 0x87ffffff) + (119u << 23));
    }

    /// <summary>Random bits from a counter (the finalizer of splitmix64).</summary>
    private static ulong Scramble(ulong counter)
    {
        ulong bits = counter * 0x9e3779b97f4a7c15;
        bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
        bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
        return bits ^ (bits >> 31);
    }

    private sealed class Worker
    {
        public readonly float[] Xs = new float[Chunk], Ys = new float[Chunk], Results = new float[Chunk];

        public readonly double[] Wide = new double[Chunk];

        public readonly Deviation Deviation = new();
    }
}
