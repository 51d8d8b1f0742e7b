using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

// Reductions along rows that stand side by side, one in each lane: each lane has a result of its own. Like other accumulators they are inlined
// throughout, so that they stay in registers.

/// <summary>A running sum in each lane: floats and their products are added in double, doubles with what rounding lost.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="D">As many lanes of doubles.</typeparam>
public struct RowSums<V, T, D>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where D : struct, ISimd<D, double>
{
    private V low;
    private V high;

    /// <summary>The sums.</summary>
    public readonly D Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Widths<V, T, D>.Totals(low, high);
    }

    /// <summary>Adds to each sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value) => V.Accumulate(ref low, ref high, value);

    /// <summary>Adds a product to each sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(V left, V right) => V.AccumulateProduct(ref low, ref high, left, right);
}

/// <summary>A running sum in each lane of doubles, of what ends as a float: a double has bits enough, and what rounding loses is not gathered.</summary>
/// <typeparam name="D">The lanes.</typeparam>
public struct WideRowSums<D>
    where D : struct, ISimd<D, double>
{
    /// <summary>The sums.</summary>
    public D Total { readonly get; private set; }

    /// <summary>Adds to each sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(D value) => Total += value;

    /// <summary>Adds a product to each sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(D left, D right) => Total = D.MultiplyAdd(left, right, Total);
}

/// <summary>A running maximum in each lane: NaN once a NaN was seen, -inf over nothing.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="D">As many lanes of doubles.</typeparam>
public struct RowMaxima<V, T, D>()
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where D : struct, ISimd<D, double>
{
    private V lanes = V.Create(T.NegativeInfinity);

    /// <summary>The largest values.</summary>
    public readonly D Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Widths<V, T, D>.Wide(lanes);
    }

    /// <summary>The largest values, or 0 where they are infinite: what exponents are shifted by.</summary>
    public readonly D Shift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            D total = Total;
            return D.Select(D.Equal(D.Abs(total), D.Create(double.PositiveInfinity)), D.Create(0), total);
        }
    }

    /// <summary>Takes a value of each row into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value) => lanes = V.Max(lanes, value);
}

/// <summary>A running minimum in each lane: NaN once a NaN was seen, +inf over nothing.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="D">As many lanes of doubles.</typeparam>
public struct RowMinima<V, T, D>()
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where D : struct, ISimd<D, double>
{
    private V lanes = V.Create(T.PositiveInfinity);

    /// <summary>The smallest values.</summary>
    public readonly D Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Widths<V, T, D>.Wide(lanes);
    }

    /// <summary>Takes a value of each row into account.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value) => lanes = V.Min(lanes, value);
}

/// <summary>A running product in each lane, formed in double; 1 over nothing.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="D">As many lanes of doubles.</typeparam>
public struct RowProducts<V, T, D>()
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where D : struct, ISimd<D, double>
{
    private D lanes = D.Create(1);

    /// <summary>The products.</summary>
    public readonly D Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => lanes;
    }

    /// <summary>Multiplies each product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value) => lanes *= Widths<V, T, D>.Wide(value);
}
