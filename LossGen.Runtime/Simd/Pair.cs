using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Simd;

/// <summary>
/// Two registers of doubles that go together: as many lanes as one of floats has. What is computed once a row, where rows stand side by side in
/// the lanes, is computed in double as between other loops. Long functions are called for one half after the other.
/// </summary>
/// <typeparam name="L">The lanes of a half.</typeparam>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct Pair<L> : ISimd<Pair<L>, double>
    where L : struct, ISimd<L, double>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly L low;
    private readonly L high;

    /// <summary>The two halves.</summary>
    [MethodImpl(Inline)]
    public Pair(L low, L high)
    {
        this.low = low;
        this.high = high;
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(Inline)]
        get => 2 * L.Count;
    }

    /// <inheritdoc/>
    public static bool IsSingle => false;

    /// <summary>The first lanes.</summary>
    internal L Low
    {
        [MethodImpl(Inline)]
        get => low;
    }

    /// <summary>The last lanes.</summary>
    internal L High
    {
        [MethodImpl(Inline)]
        get => high;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Create(double value) => new(L.Create(value), L.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Constant(double value) => Create(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Load(ref readonly double source, nint index) => new(L.Load(in source, index), L.Load(in source, index + L.Count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Load(ref readonly int source, nint index) => new(L.Load(in source, index), L.Load(in source, index + L.Count));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(ref double destination, nint index, Pair<L> value)
    {
        L.Store(ref destination, index, value.low);
        L.Store(ref destination, index + L.Count, value.high);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> SumsUpTo(Pair<L> value)
    {
        L low = L.SumsUpTo(value.low);
        return new(low, L.SumsUpTo(value.high) + L.Create(L.GetLane(low, L.Count - 1)));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> SumsFrom(Pair<L> value)
    {
        L high = L.SumsFrom(value.high);
        return new(L.SumsFrom(value.low) + L.Create(L.GetLane(high, 0)), high);
    }

    /// <inheritdoc/>
    public static Pair<L> LoadFirst(ref readonly double source, nint index, nint count) => count < L.Count
        ? new(L.LoadFirst(in source, index, count), L.Create(0))
        : new(L.Load(in source, index), L.LoadFirst(in source, index + L.Count, count - L.Count));

    /// <inheritdoc/>
    public static void StoreFirst(ref double destination, nint index, Pair<L> value, nint count)
    {
        if (count < L.Count)
        {
            L.StoreFirst(ref destination, index, value.low, count);
            return;
        }

        L.Store(ref destination, index, value.low);
        L.StoreFirst(ref destination, index + L.Count, value.high, count - L.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Stream(ref double destination, nint index, Pair<L> value)
    {
        L.Stream(ref destination, index, value.low);
        L.Stream(ref destination, index + L.Count, value.high);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Largest(Pair<L> value) => L.Largest(L.Max(value.low, value.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Smallest(Pair<L> value) => L.Smallest(L.Min(value.low, value.high));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double GetLane(Pair<L> value, int lane) =>
        lane < L.Count ? L.GetLane(value.low, lane) : L.GetLane(value.high, lane - L.Count);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> WithLane(Pair<L> value, int lane, double element) => lane < L.Count
        ? new(L.WithLane(value.low, lane, element), value.high)
        : new(value.low, L.WithLane(value.high, lane - L.Count, element));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static implicit operator Pair<L>(double value) => Create(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> operator +(Pair<L> left, Pair<L> right) => new(left.low + right.low, left.high + right.high);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> operator -(Pair<L> left, Pair<L> right) => new(left.low - right.low, left.high - right.high);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> operator *(Pair<L> left, Pair<L> right) => new(left.low * right.low, left.high * right.high);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> operator /(Pair<L> left, Pair<L> right) => new(left.low / right.low, left.high / right.high);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> operator &(Pair<L> left, Pair<L> right) => new(left.low & right.low, left.high & right.high);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> operator |(Pair<L> left, Pair<L> right) => new(left.low | right.low, left.high | right.high);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> operator -(Pair<L> value) => new(-value.low, -value.high);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> operator ~(Pair<L> value) => new(~value.low, ~value.high);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> Decompose(Pair<L> value, out Pair<L> exponent)
    {
        L first = L.Decompose(value.low, out L lowExponent), second = L.Decompose(value.high, out L highExponent);
        exponent = new(lowExponent, highExponent);
        return new(first, second);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Pair<L> DecomposeNormal(Pair<L> value, out Pair<L> exponent)
    {
        L first = L.DecomposeNormal(value.low, out L lowExponent), second = L.DecomposeNormal(value.high, out L highExponent);
        exponent = new(lowExponent, highExponent);
        return new(first, second);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Accumulate(ref Pair<L> low, ref Pair<L> high, Pair<L> value)
    {
        L lowFirst = low.low, highFirst = high.low, lowSecond = low.high, highSecond = high.high;
        L.Accumulate(ref lowFirst, ref highFirst, value.low);
        L.Accumulate(ref lowSecond, ref highSecond, value.high);
        low = new(lowFirst, lowSecond);
        high = new(highFirst, highSecond);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void AccumulateProduct(ref Pair<L> low, ref Pair<L> high, Pair<L> left, Pair<L> right) =>
        Accumulate(ref low, ref high, left * right);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Total(Pair<L> low, Pair<L> high) => L.Total(low.low, high.low) + L.Total(low.high, high.high);
}
