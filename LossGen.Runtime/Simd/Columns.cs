using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LossGen.Passes;

namespace LossGen.Simd;

/// <summary>
/// Reductions that run down the rows for every column at once. Sums keep what rounding lost in a second row (Knuth's TwoSum), so that many
/// rows do not drift.
/// </summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public readonly ref struct Columns<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<T> values;
    private readonly Span<T> lost;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Columns(Span<T> values, Span<T> lost)
    {
        this.values = values;
        this.lost = lost;
        lost.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Columns(Span<T> values, Span<T> lost, T neutral)
        : this(values, lost) => values.Fill(neutral);

    /// <summary>The value of the first column; valid for sums after <see cref="Settle"/>.</summary>
    public ref T First => ref MemoryMarshal.GetReference(values);

    /// <summary>The elements of scratch that a reduction of so many columns takes.</summary>
    public static int Scratch(nint columns) => checked((int)columns * 2);

    /// <summary>Sums, 0 at first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Columns<V, T> Sums(Span<T> scratch)
    {
        var sums = new Columns<V, T>(scratch[..(scratch.Length / 2)], scratch[(scratch.Length / 2)..]);
        sums.values.Clear();
        return sums;
    }

    /// <summary>The elements of scratch that sums take to which terms are scattered.</summary>
    public static int ScatterScratch(nint columns) => checked((int)columns * 3);

    /// <summary>Sums to which terms are scattered, 0 at first: those of floats are formed in double, which lies behind them.</summary>
    public static Columns<V, T> Scattered(Span<T> scratch)
    {
        Span<T> values = scratch[..(scratch.Length / 3)], lost = scratch[values.Length..];
        return V.IsSingle ? new(values, lost) : new(values, lost, T.Zero);
    }

    /// <summary>Maxima, -inf at first.</summary>
    public static Columns<V, T> Maxima(Span<T> scratch) => new(scratch[..(scratch.Length / 2)], default, T.NegativeInfinity);

    /// <summary>Minima, +inf at first.</summary>
    public static Columns<V, T> Minima(Span<T> scratch) => new(scratch[..(scratch.Length / 2)], default, T.PositiveInfinity);

    /// <summary>Products, 1 at first.</summary>
    public static Columns<V, T> Products(Span<T> scratch) => new(scratch[..(scratch.Length / 2)], default, T.One);

    /// <summary>Adds to the sums from <paramref name="index"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddSum(nint index, V value, nint left)
    {
        ref T compensation = ref MemoryMarshal.GetReference(lost);
        V sum = Edge.Load<V, T>(in First, index, left);
        V next = sum + value;
        V added = next - sum;
        V error = (sum - (next - added)) + (value - added);
        Edge.Store<V, T>(ref First, index, next, left);
        Edge.Store<V, T>(ref compensation, index, Edge.Load<V, T>(in compensation, index, left) + error, left);
    }

    /// <summary>Takes the larger of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddMax(nint index, V value, nint left) =>
        Edge.Store<V, T>(ref First, index, V.Max(Edge.Load<V, T>(in First, index, left), value), left);

    /// <summary>Takes the smaller of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddMin(nint index, V value, nint left) =>
        Edge.Store<V, T>(ref First, index, V.Min(Edge.Load<V, T>(in First, index, left), value), left);

    /// <summary>Multiplies each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(nint index, V value, nint left) =>
        Edge.Store<V, T>(ref First, index, Edge.Load<V, T>(in First, index, left) * value, left);

    /// <summary>Adds to one sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddSum(nint index, double value)
    {
        ref T place = ref Unsafe.Add(ref First, index);
        T sum = place, added = T.CreateTruncating(value), next = sum + added, part = next - sum;
        Unsafe.Add(ref MemoryMarshal.GetReference(lost), index) += (sum - (next - part)) + (added - part);
        place = next;
    }

    /// <summary>Adds to one sum, to which terms are scattered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddScattered(nint index, double value)
    {
        if (V.IsSingle)
            Unsafe.Add(ref Unsafe.As<T, double>(ref MemoryMarshal.GetReference(lost)), index) += value;
        else
            AddSum(index, value);
    }

    /// <summary>Adds lanes to the sums that integers say, of which there are <paramref name="columns"/>; lanes whose integer lies outside are left out.</summary>
    /// <typeparam name="TInteger">The integers.</typeparam>
    /// <param name="places">The first integer of the row.</param>
    /// <param name="index">The position of the first lane in it.</param>
    /// <param name="stride">How far its integers are apart.</param>
    /// <param name="value">The terms.</param>
    /// <param name="left">How many of them count.</param>
    /// <param name="columns">The number of sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SkipLocalsInit]
    public unsafe void AddScattered<TInteger>(ref readonly TInteger places, nint index, nint stride, V value, nint left, nint columns)
        where TInteger : unmanaged, IBinaryInteger<TInteger>
    {
        T* terms = stackalloc T[Edge.MostLanes];
        V.Store(ref *terms, 0, value);
        AddScattered(in places, index, stride, terms, nint.Min(left, V.Count), columns);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private unsafe void AddScattered<TInteger>(ref readonly TInteger places, nint index, nint stride, T* terms, nint count, nint columns)
        where TInteger : unmanaged, IBinaryInteger<TInteger>
    {
        ref TInteger place = ref Unsafe.Add(ref Unsafe.AsRef(in places), index * stride);
        Columns<V, T> sums = this;
        for (nint lane = 0; lane < count; lane++, place = ref Unsafe.Add(ref place, stride))
        {
            nint at = nint.CreateTruncating(place);
            if ((nuint)at < (nuint)columns)
                sums.AddScattered(at, double.CreateTruncating(terms[lane]));
        }
    }

    /// <summary>Takes the larger one.</summary>
    public void AddMax(nint index, double value) => values[(int)index] = T.Max(values[(int)index], T.CreateTruncating(value));

    /// <summary>Takes the smaller one.</summary>
    public void AddMin(nint index, double value) => values[(int)index] = T.Min(values[(int)index], T.CreateTruncating(value));

    /// <summary>Multiplies by the value.</summary>
    public void AddProduct(nint index, double value) => values[(int)index] *= T.CreateTruncating(value);

    /// <summary>Replaces infinite values by 0: what exponents are shifted by.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void LeaveOutInfinite()
    {
        nint left = values.Length;
        for (nint at = 0; left > 0; at += V.Count, left -= V.Count)
        {
            V value = Edge.Load<V, T>(in First, at, left);
            Edge.Store<V, T>(ref First, at, V.Select(V.Equal(V.Abs(value), V.Create(T.PositiveInfinity)), V.Create(T.Zero), value), left);
        }
    }

    /// <summary>Rounds the sums to which terms were scattered.</summary>
    public void SettleScattered()
    {
        if (V.IsSingle)
            TensorPrimitives.ConvertTruncating<double, T>(MemoryMarshal.Cast<T, double>(lost)[..values.Length], values);
        else
            Settle();
    }

    /// <summary>Adds what rounding lost to the sums, but to those that are no finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Settle()
    {
        nint left = values.Length;
        for (nint at = 0; left > 0; at += V.Count, left -= V.Count)
        {
            V sum = Edge.Load<V, T>(in First, at, left), settled = sum + Edge.Load<V, T>(in MemoryMarshal.GetReference(lost), at, left);
            Edge.Store<V, T>(ref First, at, V.Select(V.Equal(sum - sum, V.Create(T.Zero)), settled, sum), left);
        }
    }
}
