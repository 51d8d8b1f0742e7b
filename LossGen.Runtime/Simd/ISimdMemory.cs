using System.Numerics;

namespace LossGen.Simd;

/// <summary>Loads and stores. A part of <see cref="ISimd{V, T}"/>.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdMemory<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The elements from <paramref name="index"/> on. Not bounds-checked.</summary>
    static abstract V Load(ref readonly T source, nint index);

    /// <summary>The integers from <paramref name="index"/> on, converted to <typeparamref name="T"/>. Not bounds-checked.</summary>
    static abstract V Load(ref readonly int source, nint index);

    /// <summary>Writes the lanes to the elements from <paramref name="index"/> on. Not bounds-checked.</summary>
    static abstract void Store(ref T destination, nint index, V value);

    /// <summary>The elements of 16 bits from <paramref name="index"/> on, as many as there are lanes or fewer; 0 in the other lanes.</summary>
    /// <typeparam name="E"><see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    static virtual V LoadNarrow<E>(ref readonly E source, nint index, nint count)
        where E : unmanaged => Elements.LoadEach<V, T, E>(in source, index, count);

    /// <summary>Writes the lanes, or the first of them, rounded to 16 bits.</summary>
    /// <typeparam name="E"><see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    static virtual void StoreNarrow<E>(ref E destination, nint index, V value, nint count)
        where E : unmanaged => Elements.StoreEach<V, T, E>(ref destination, index, value, count);

    /// <summary>The first <paramref name="count"/> elements from <paramref name="index"/> on, fewer than there are lanes; 0 in the other lanes.</summary>
    static abstract V LoadFirst(ref readonly T source, nint index, nint count);

    /// <summary>Writes the first <paramref name="count"/> lanes, fewer than there are.</summary>
    static abstract void StoreFirst(ref T destination, nint index, V value, nint count);

    /// <summary>Writes the lanes to pinned memory past the caches, where the place is aligned to the register.</summary>
    static abstract void Stream(ref T destination, nint index, V value);
}
