using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

/// <summary>
/// A running sum over the lanes of a loop. Floats are summed in double, in two independent registers; doubles carry a second register
/// with what the rounding of the first lost (Knuth's TwoSum). Products are formed in double, so that squares of floats cannot overflow.
/// </summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public struct Sum<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private V low;
    private V high;

    /// <summary>The sum of all lanes of all values added.</summary>
    public readonly double Total
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => V.Total(low, high);
    }

    /// <summary>Adds every lane of <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value) => V.Accumulate(ref low, ref high, value);

    /// <summary>Adds <paramref name="left"/> * <paramref name="right"/>, lane by lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(V left, V right) => V.AccumulateProduct(ref low, ref high, left, right);

    /// <summary>Adds the lanes of <paramref name="value"/> that are left of the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value, nint left) => Add(Edge.Kept(value, left, T.Zero));

    /// <summary>Adds the product of the lanes that are left of the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddProduct(V first, V second, nint left) => AddProduct(Edge.Kept(first, left, T.Zero), Edge.Kept(second, left, T.Zero));
}
