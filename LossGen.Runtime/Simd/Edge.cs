using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

/// <summary>
/// Loads and stores that stop at the end of a row: <c>left</c> is the number of elements from the index on. Lanes beyond the end are 0, and are
/// not written.
/// </summary>
public static class Edge
{
    /// <summary>No register has more lanes: as many floats as the widest one has.</summary>
    internal const int MostLanes = 16;

    /// <summary>The elements from <paramref name="index"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V, T>(ref readonly T first, nint index, nint left)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        left >= V.Count ? V.Load(in first, index) : V.LoadFirst(in first, index, left);

    /// <summary>The elements from <paramref name="index"/> on, which lie <paramref name="stride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V, T, S>(ref readonly T first, nint index, nint stride, nint left)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where S : struct, IStrides =>
        S.AreUnit ? Load<V, T>(in first, index, left) : Gather<V, T, T>(in first, index, stride, index + left);

    /// <summary>The elements from <paramref name="index"/> on, as <typeparamref name="T"/>.</summary>
    /// <typeparam name="V">The lanes.</typeparam>
    /// <typeparam name="T">What is computed in.</typeparam>
    /// <typeparam name="E">The element: an integer, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadConverted<V, T, E>(ref readonly E first, nint index, nint left)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged => Elements.Load<V, T, E>(in first, index, left);

    /// <summary>The elements from <paramref name="index"/> on, which lie <paramref name="stride"/> apart, as <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadConverted<V, T, E, S>(ref readonly E first, nint index, nint stride, nint left)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
        where S : struct, IStrides =>
        S.AreUnit ? LoadConverted<V, T, E>(in first, index, left) : Gather<V, T, E>(in first, index, stride, index + left);

    /// <summary>The elements from <paramref name="index"/> on; those outside of the <paramref name="extent"/> are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadInside<V, T>(ref readonly T first, nint index, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        index >= 0 && index + V.Count <= extent ? V.Load(in first, index) : Outside<V, T>(in first, index, extent);

    /// <summary>The elements from <paramref name="index"/> on, <paramref name="stride"/> apart; those outside of the extent are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadInside<V, T, S>(ref readonly T first, nint index, nint stride, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where S : struct, IStrides =>
        S.AreUnit ? LoadInside<V, T>(in first, index, extent) : Gather<V, T, T>(in first, index, stride, extent);

    /// <summary>The elements from <paramref name="index"/> on, as <typeparamref name="T"/>; those outside of the extent are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadInsideConverted<V, T, E>(ref readonly E first, nint index, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged =>
        index >= 0 && index + V.Count <= extent ? Elements.Load<V, T, E>(in first, index, V.Count)
        : typeof(E) == typeof(int) ? Copied<V, T>(in Unsafe.As<E, int>(ref Unsafe.AsRef(in first)), index, extent)
        : Gather<V, T, E>(in first, index, 1, extent);

    /// <summary>The elements from <paramref name="index"/> on, <paramref name="stride"/> apart, as <typeparamref name="T"/>; those outside of the extent are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadInsideConverted<V, T, E, S>(ref readonly E first, nint index, nint stride, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
        where S : struct, IStrides =>
        S.AreUnit ? LoadInsideConverted<V, T, E>(in first, index, extent) : Gather<V, T, E>(in first, index, stride, extent);

    /// <summary>The elements of a row at the places that integers say; 0 where the integer or its place lies outside.</summary>
    /// <param name="first">The first element of the row.</param>
    /// <param name="stride">How far its elements are apart.</param>
    /// <param name="extent">How many it has.</param>
    /// <param name="places">The first of the integers.</param>
    /// <param name="index">From which of them on.</param>
    /// <param name="placesStride">How far they are apart.</param>
    /// <param name="placesExtent">How many they are.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static unsafe V Pick<V, T, TElement, TInteger>(
        ref readonly TElement first, nint stride, nint extent, ref readonly TInteger places, nint index, nint placesStride, nint placesExtent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TElement : unmanaged
        where TInteger : unmanaged, IBinaryInteger<TInteger>
    {
        if (typeof(T) == typeof(TElement) && typeof(TInteger) == typeof(int) && stride == 1 && placesStride == 1
            && Masked.IsSupported(nint.Max(extent, placesExtent)))
        {
            fixed (TElement* row = &first)
            fixed (TInteger* integers = &places)
                return Masked.Pick<V, T>((T*)row, extent, (int*)integers, index, placesExtent);
        }

        Span<T> lanes = stackalloc T[MostLanes];
        nint end = nint.Min(index + V.Count, placesExtent);
        for (nint at = nint.Max(index, 0); at < end; at++)
        {
            nint place = nint.CreateTruncating(Unsafe.Add(ref Unsafe.AsRef(in places), at * placesStride));
            if ((nuint)place < (nuint)extent)
                Unsafe.Add(ref MemoryMarshal.GetReference(lanes), at - index) = Elements.Read<TElement, T>(Unsafe.Add(ref Unsafe.AsRef(in first), place * stride));
        }

        return V.Load(in MemoryMarshal.GetReference(lanes), 0);
    }

    /// <summary>
    /// The elements of a diagonal from the position <paramref name="index"/> on, <paramref name="stride"/> apart; those of positions outside of
    /// the range are 0.
    /// </summary>
    /// <param name="first">The first element of the tensor, as far as the diagonal does not decide.</param>
    /// <param name="shift">Where position 0 lies from there.</param>
    /// <param name="index">The position of the first lane.</param>
    /// <param name="stride">How far neighbours are apart.</param>
    /// <param name="from">The first position inside.</param>
    /// <param name="end">The end of the positions inside.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V LoadDiagonal<V, T, TElement>(ref readonly TElement first, nint shift, nint index, nint stride, nint from, nint end)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TElement : unmanaged
    {
        Span<T> lanes = stackalloc T[MostLanes];
        ref T lane = ref MemoryMarshal.GetReference(lanes);
        nint beyond = nint.Min(index + V.Count, end);
        for (nint at = nint.Max(index, from); at < beyond; at++)
            Unsafe.Add(ref lane, at - index) = Elements.Read<TElement, T>(Unsafe.Add(ref Unsafe.AsRef(in first), shift + (at * stride)));
        return V.Load(in lane, 0);
    }

    /// <summary>Writes the lanes to the elements from <paramref name="index"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V, T>(ref T first, nint index, V value, nint left, Writing writing = Writing.Overwrite)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (writing == Writing.Accumulate)
            value += Load<V, T>(in first, index, left);
        if (left < V.Count)
            V.StoreFirst(ref first, index, value, left);
        else if (writing == Writing.Stream)
            V.Stream(ref first, index, value);
        else
            V.Store(ref first, index, value);
    }

    /// <summary>Writes the lanes to elements that lie <paramref name="stride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V, T, S>(ref T first, nint index, nint stride, V value, nint left, Writing writing = Writing.Overwrite)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where S : struct, IStrides
    {
        if (S.AreUnit)
            Store(ref first, index, value, left, writing);
        else
            StoreApart<V, T, T>(ref first, index, stride, value, left, writing);
    }

    /// <summary>Writes the lanes, rounded to <typeparamref name="E"/>, to the elements from <paramref name="index"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreConverted<V, T, E>(ref E first, nint index, V value, nint left, Writing writing = Writing.Overwrite)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
    {
        if (writing == Writing.Accumulate)
            value += Elements.Load<V, T, E>(in first, index, left);
        Elements.Store<V, T, E>(ref first, index, value, left);
    }

    /// <summary>Writes the lanes, rounded to <typeparamref name="E"/>, to elements that lie <paramref name="stride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreConverted<V, T, E, S>(ref E first, nint index, nint stride, V value, nint left, Writing writing = Writing.Overwrite)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
        where S : struct, IStrides
    {
        if (S.AreUnit)
            StoreConverted<V, T, E>(ref first, index, value, left, writing);
        else
            StoreApart<V, T, E>(ref first, index, stride, value, left, writing);
    }

    /// <summary>
    /// The elements of a row that is written past the caches up to the first place that is aligned to the lanes; 0 for other rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe nint Unaligned<V, T>(ref T first, nint index, nint stride, Writing writing)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (writing != Writing.Stream || stride != 1)
            return 0;
        nuint bytes = (nuint)(-(nint)Unsafe.AsPointer(ref Unsafe.Add(ref first, index))) & (nuint)((V.Count * sizeof(T)) - 1);
        return bytes % (nuint)sizeof(T) == 0 ? (nint)(bytes / (nuint)sizeof(T)) : 0;
    }

    /// <summary>The numbers from <paramref name="index"/> on of scratch memory, which holds doubles, <paramref name="stride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadWide<V, T>(ref readonly double first, nint index, nint stride, nint left)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        stride == 1 && left >= V.Count && Wide.AreLanes<V, T>() ? Wide.Load<V>(in Unsafe.Add(ref Unsafe.AsRef(in first), index)) : Gather<V, T, double>(in first, index, stride, index + left);

    /// <summary>The numbers from <paramref name="index"/> on of scratch memory; those outside of the <paramref name="extent"/> are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadInsideWide<V, T>(ref readonly double first, nint index, nint stride, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        stride != 1 || !Wide.AreLanes<V, T>() ? Gather<V, T, double>(in first, index, stride, extent)
        : index >= 0 && index + V.Count <= extent ? Wide.Load<V>(in Unsafe.Add(ref Unsafe.AsRef(in first), index))
        : OutsideWide<V, T>(in first, index, extent);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe V OutsideWide<V, T>(ref readonly double first, nint index, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!Masked.IsSupported(extent))
            return Gather<V, T, double>(in first, index, 1, extent);
        fixed (double* row = &first)
            return Masked.LoadWide<V>(row, index, extent);
    }

    /// <summary>Writes the lanes to scratch memory, which holds doubles, <paramref name="stride"/> apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreWide<V, T>(ref double first, nint index, nint stride, V value, nint left)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (stride == 1 && left >= V.Count && Wide.AreLanes<V, T>())
            Wide.Store(ref Unsafe.Add(ref first, index), value);
        else
            StoreWideApart<V, T>(ref first, index, stride, value, left);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void StoreWideApart<V, T>(ref double first, nint index, nint stride, V value, nint left)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = (int)Math.Min(left, V.Count);
        for (int lane = 0; lane < count; lane++)
            Unsafe.Add(ref first, (index + lane) * stride) = double.CreateTruncating(V.GetLane(value, lane));
    }

    /// <summary>The value, with <paramref name="neutral"/> in the lanes beyond those that are left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Kept<V, T>(V value, nint left, T neutral)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        left >= V.Count ? value : V.Select(First<V, T>(left), value, V.Create(neutral));

    /// <summary>A mask of the first <paramref name="left"/> lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V First<V, T>(nint left)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.LessThan(Positions<V, T>(), V.Create(T.CreateTruncating(left)));

    /// <summary>0, 1, 2, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Positions<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unsafe.SizeOf<V>() switch
        {
            64 => Unsafe.BitCast<Vector512<T>, V>(Vector512<T>.Indices),
            32 => Unsafe.BitCast<Vector256<T>, V>(Vector256<T>.Indices),
            16 => Unsafe.BitCast<Vector128<T>, V>(Vector128<T>.Indices),
            _ => V.Load(in Ramp<T>.Values[0], 0),
        };

    /// <summary>Elements of which some lie outside.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe V Outside<V, T>(ref readonly T first, nint index, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (index >= extent || index + V.Count <= 0)
            return V.Create(T.Zero);
        if (Masked.IsSupported(extent))
        {
            fixed (T* row = &first)
                return Masked.Load<V, T>(row, index, extent);
        }

        if (index >= 0)
            return V.LoadFirst(in first, index, extent - index);
        Span<T> lanes = stackalloc T[2 * MostLanes];
        V.Store(ref lanes[(int)-index], 0, V.LoadFirst(in first, 0, nint.Min(index + V.Count, extent)));
        return V.Load(in lanes[0], 0);
    }

    /// <summary>Integers of which some lie outside.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static unsafe V Copied<V, T>(ref readonly int first, nint index, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Masked.IsSupported(extent))
        {
            fixed (int* row = &first)
                return Masked.Load<V, T>(row, index, extent);
        }

        nint from = nint.Max(index, 0), count = nint.Min(index + V.Count, extent) - from;
        Span<int> lanes = stackalloc int[MostLanes];
        if (count > 0)
            MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref Unsafe.AsRef(in first), from), (int)count).CopyTo(lanes[(int)(from - index)..]);
        return V.Load(in lanes[0], 0);
    }

    /// <summary>One element after the other; those outside of the extent are 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe V Gather<V, T, TElement>(ref readonly TElement first, nint index, nint stride, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TElement : unmanaged
    {
        if (typeof(T) == typeof(TElement) && V.Count > 1 && Masked.IsSupported(extent) && nint.Abs(stride) <= Masked.MostStride)
        {
            fixed (TElement* row = &first)
                return Masked.LoadApart<V, T>((T*)row, index, stride, extent);
        }

        Span<T> lanes = stackalloc T[MostLanes];
        for (int lane = 0; lane < V.Count; lane++)
        {
            if ((nuint)(index + lane) < (nuint)extent)
                lanes[lane] = Elements.Read<TElement, T>(Unsafe.Add(ref Unsafe.AsRef(in first), (index + lane) * stride));
        }

        return V.Load(in MemoryMarshal.GetReference(lanes), 0);
    }

    /// <summary>Writes the lanes to elements that lie <paramref name="stride"/> apart, be it backward.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void StoreApart<V, T, E>(ref E first, nint index, nint stride, V value, nint left, Writing writing = Writing.Overwrite)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
    {
        if (writing == Writing.Accumulate)
            value += Gather<V, T, E>(in first, index, stride, index + left);
        Span<E> lanes = stackalloc E[MostLanes];
        Elements.Store<V, T, E>(ref MemoryMarshal.GetReference(lanes), 0, value, V.Count);
        int count = (int)Math.Min(left, V.Count);
        for (int lane = 0; lane < count; lane++)
            Unsafe.Add(ref first, (index + lane) * stride) = lanes[lane];
    }

    private static class Ramp<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly T[] Values = [.. Enumerable.Range(0, MostLanes).Select(T.CreateTruncating)];
    }
}
