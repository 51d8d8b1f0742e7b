using System.Numerics;
using System.Runtime.InteropServices;
using LossGen.Passes;
using LossGen.Simd;

namespace LossGen.Tests.Passes;

/// <summary>What a kernel claims of itself, by which the runner chooses how to run it.</summary>
internal interface IClaim
{
    static abstract int BytesPerElement { get; }

    static abstract int CostPerElement { get; }
}

/// <summary>Written straight to the outputs, by one thread unless there is much to do.</summary>
internal readonly struct Direct : IClaim
{
    public static int BytesPerElement => 12;

    public static int CostPerElement => 1;
}

/// <summary>Shared among threads from the second block on.</summary>
internal readonly struct Shared : IClaim
{
    public static int BytesPerElement => 12;

    public static int CostPerElement => 10_000;
}

/// <summary>Stored past the caches from the second block on.</summary>
internal readonly struct Streamed : IClaim
{
    public static int BytesPerElement => 1 << 20;

    public static int CostPerElement => 1;
}

/// <summary>Both.</summary>
internal readonly struct StreamedAndShared : IClaim
{
    public static int BytesPerElement => 1 << 20;

    public static int CostPerElement => 10_000;
}

internal struct SumAndExtrema : ITotals<SumAndExtrema>
{
    public SumTotal Sum;
    public MaxTotal Max;
    public MinTotal Min;

    public void Add(in SumAndExtrema later)
    {
        Sum.Add(in later.Sum);
        Max.Add(in later.Max);
        Min.Add(in later.Min);
    }
}

/// <summary>A hand-written kernel with two outputs: 2x and -x; and the sum and the extrema of x.</summary>
internal ref struct DoubleAndNegate<T, TClaim> : IPass<T, SumAndExtrema>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TClaim : IClaim
{
    public ReadOnlySpan<T> X;
    public Span<T> Doubled;
    public Span<T> Negated;

    public static int OutputCount => 2;

    public static int BytesPerElement => TClaim.BytesPerElement;

    public static int CostPerElement => TClaim.CostPerElement;

    public SumAndExtrema Run(int count, int accumulated = 0) =>
        PassRunner.Run<T, SumAndExtrema, DoubleAndNegate<T, TClaim>>(ref this, count, accumulated);

    public readonly Span<T> Output(int index) => index == 0 ? Doubled : Negated;

    public void Redirect(int index, Span<T> block)
    {
        if (index == 0)
            Doubled = block;
        else
            Negated = block;
    }

    public readonly void Block<V>(int start, int length, ref SumAndExtrema totals)
        where V : struct, ISimd<V, T>
    {
        ref readonly T x = ref MemoryMarshal.GetReference(X[start..]);
        ref T doubled = ref MemoryMarshal.GetReference(Doubled);
        ref T negated = ref MemoryMarshal.GetReference(Negated);
        var sum = new Sum<V, T>();
        var max = new Largest<V, T>();
        var min = new Smallest<V, T>();
        for (nint i = 0; i < length; i += V.Count)
        {
            V value = V.Load(in x, i);
            sum.Add(value);
            max.Add(value);
            min.Add(value);
            V.Store(ref doubled, i, value + value);
            V.Store(ref negated, i, -value);
        }

        totals.Sum.Add(sum.Total);
        totals.Max.Add(max.Total);
        totals.Min.Add(min.Total);
    }
}

/// <summary>A kernel that only reads.</summary>
internal ref struct SumOf<T, TClaim> : IPass<T, SumAndExtrema>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TClaim : IClaim
{
    public ReadOnlySpan<T> X;

    public static int OutputCount => 0;

    public static int BytesPerElement => TClaim.BytesPerElement;

    public static int CostPerElement => TClaim.CostPerElement;

    public double Run() => PassRunner.Run<T, SumAndExtrema, SumOf<T, TClaim>>(ref this, X.Length).Sum.Value;

    public readonly Span<T> Output(int index) => default;

    public readonly void Redirect(int index, Span<T> block)
    {
    }

    public readonly void Block<V>(int start, int length, ref SumAndExtrema totals)
        where V : struct, ISimd<V, T>
    {
        ref readonly T x = ref MemoryMarshal.GetReference(X[start..]);
        var sum = new Sum<V, T>();
        for (nint i = 0; i < length; i += V.Count)
            sum.Add(V.Load(in x, i));
        totals.Sum.Add(sum.Total);
    }
}

/// <summary>A kernel that only writes: its totals are <see cref="NoTotals"/>.</summary>
internal ref struct Square<TClaim> : IPass<float, NoTotals>
    where TClaim : IClaim
{
    public ReadOnlySpan<float> X;
    public Span<float> Squared;

    public static int OutputCount => 1;

    public static int BytesPerElement => TClaim.BytesPerElement;

    public static int CostPerElement => TClaim.CostPerElement;

    public void Run() => PassRunner.Run<float, NoTotals, Square<TClaim>>(ref this, X.Length);

    public readonly Span<float> Output(int index) => Squared;

    public void Redirect(int index, Span<float> block) => Squared = block;

    public readonly void Block<V>(int start, int length, ref NoTotals totals)
        where V : struct, ISimd<V, float>
    {
        ref readonly float x = ref MemoryMarshal.GetReference(X[start..]);
        ref float squared = ref MemoryMarshal.GetReference(Squared);
        for (nint i = 0; i < length; i += V.Count)
        {
            V value = V.Load(in x, i);
            V.Store(ref squared, i, value * value);
        }
    }
}
