using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Simd;

/// <summary>
/// Some short rows of a tensor side by side, one in each lane: as many as a register has lanes, turned so that what stands at one position of all rows
/// is a register. It stays in the first-level cache.
/// </summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public readonly unsafe ref struct RowTile<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int CacheLine = 64;

    /// <summary>The longest rows that are converted on the stack: longer ones are not short.</summary>
    private const int MostConverted = 64;

    private readonly ref T first;
    private readonly T[] array;
    private readonly nint length;

    private RowTile(T[] array, nint length)
    {
        this.array = array;
        this.length = length;

        // The collector may move the array: then registers straddle cache lines, which costs time only.
        ref T start = ref MemoryMarshal.GetArrayDataReference(array);
        first = ref Unsafe.AddByteOffset(ref start, -(nint)Unsafe.AsPointer(ref start) & (CacheLine - 1));
    }

    /// <summary>Takes memory for rows of so many elements.</summary>
    public static RowTile<V, T> Take(nint length) => new(ArrayPool<T>.Shared.Rent(checked((int)(length * V.Count) + (CacheLine / sizeof(T)))), length);

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<T>.Shared.Return(array);

    /// <summary>What stands at a position of all rows. Not bounds-checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V At(nint position) => V.Load(in first, position * V.Count);

    /// <summary>Sets what stands at a position of all rows. Not bounds-checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Put(nint position, V value) => V.Store(ref first, position * V.Count, value);

    /// <summary>Reads rows, which are dense; lanes beyond the last one hold 0.</summary>
    /// <param name="row">The first element of the first one.</param>
    /// <param name="stride">How far rows are apart.</param>
    /// <param name="rows">How many there are.</param>
    /// <typeparam name="TElement">The element of the tensor.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Read<TElement>(ref readonly TElement row, nint stride, nint rows)
        where TElement : unmanaged
    {
        if (rows == V.Count && V.Count >= Transposition<T>.Side && length >= Transposition<T>.Side)
        {
            if (typeof(T) == typeof(TElement))
            {
                Turn(in Unsafe.As<TElement, T>(ref Unsafe.AsRef(in row)), stride);
                return;
            }

            if (length <= MostConverted)
            {
                T* converted = stackalloc T[(int)(length * V.Count)];
                for (nint lane = 0; lane < V.Count; lane++)
                    Elements.ReadRow<V, T, TElement>(in Unsafe.Add(ref Unsafe.AsRef(in row), lane * stride), ref converted[lane * length], length);

                Turn(in *converted, length);
                return;
            }
        }

        for (nint lane = 0; lane < V.Count; lane++)
        {
            for (nint position = 0; position < length; position++)
            {
                Unsafe.Add(ref first, (position * V.Count) + lane) =
                    lane < rows ? Elements.Read<TElement, T>(Unsafe.Add(ref Unsafe.AsRef(in row), (lane * stride) + position)) : T.Zero;
            }
        }
    }

    /// <summary>Reads as many rows as there are lanes, in squares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Turn(ref readonly T row, nint stride)
    {
        nint side = Transposition<T>.Side, last = length - side;
        for (nint lane = 0; lane < V.Count; lane += side)
        {
            ref T source = ref Unsafe.Add(ref Unsafe.AsRef(in row), lane * stride), turned = ref Unsafe.Add(ref first, lane);
            for (nint position = 0; position < last; position += side)
                Transposition<T>.Square(in Unsafe.Add(ref source, position), stride, ref Unsafe.Add(ref turned, position * V.Count), V.Count, adds: false);

            // The last square overlaps the one before it.
            Transposition<T>.Square(in Unsafe.Add(ref source, last), stride, ref Unsafe.Add(ref turned, last * V.Count), V.Count, adds: false);
        }
    }

    /// <summary>Writes the rows to an output, where they are dense.</summary>
    /// <param name="row">The first element of the first one.</param>
    /// <param name="stride">How far rows are apart.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="writing">How it is written; never past the caches.</param>
    /// <typeparam name="TElement">The element of the output.</typeparam>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Write<TElement>(ref TElement row, nint stride, nint rows, Writing writing = Writing.Overwrite)
        where TElement : unmanaged
    {
        bool adds = writing == Writing.Accumulate;
        nint done = 0;
        if (rows == V.Count && V.Count >= Transposition<T>.Side && length >= Transposition<T>.Side)
        {
            if (typeof(T) == typeof(TElement))
                done = TurnBack(ref Unsafe.As<TElement, T>(ref row), stride, adds);
            else if (length <= MostConverted)
            {
                T* turned = stackalloc T[(int)(length * V.Count)];
                done = TurnBack(ref *turned, length, adds: false);
                for (nint lane = 0; lane < V.Count; lane++)
                    Elements.WriteRow<V, T, TElement>(in turned[lane * length], ref Unsafe.Add(ref row, lane * stride), length, writing);
            }
        }

        for (; done < length; done++)
        {
            for (nint lane = 0; lane < rows; lane++)
            {
                ref TElement place = ref Unsafe.Add(ref row, (lane * stride) + done);
                T value = Unsafe.Add(ref first, (done * V.Count) + lane);
                place = Elements.Round<T, TElement>(adds ? Elements.Read<TElement, T>(place) + value : value);
            }
        }
    }

    /// <summary>Writes as many rows as there are lanes, in squares, up to a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint TurnBack(ref T row, nint stride, bool adds)
    {
        nint side = Transposition<T>.Side, last = length - side;
        for (nint lane = 0; lane < V.Count; lane += side)
        {
            ref T destination = ref Unsafe.Add(ref row, lane * stride), turned = ref Unsafe.Add(ref first, lane);
            for (nint position = 0; position <= last; position += side)
                Transposition<T>.Square(in Unsafe.Add(ref turned, position * V.Count), V.Count, ref Unsafe.Add(ref destination, position), stride, adds);

            // What is left overlaps the square before it, unless it is added.
            if (!adds && last % side != 0)
                Transposition<T>.Square(in Unsafe.Add(ref turned, last * V.Count), V.Count, ref Unsafe.Add(ref destination, last), stride, adds: false);
        }

        return adds ? length - (length % side) : length;
    }
}
