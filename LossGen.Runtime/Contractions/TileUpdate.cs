using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using LossGen.Simd;

namespace LossGen.Contractions;

/// <summary>Takes the sums of a tile over a block of the depth to where they belong: to c, or to the sums over all blocks.</summary>
internal static unsafe class TileUpdate
{
    /// <summary>Asks for the tile's part of c, which is needed once its sums are formed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(in Block<T> block, nint row, nint column, nint rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!Sse.IsSupported || !block.IsLast || block.CColumn != 1)
            return;

        // A row of the widest tile has 128 bytes, which lie in up to three lines.
        T* c = block.C + (row * block.CRow) + column;
        for (nint i = 0; i < rows; i++, c += block.CRow)
        {
            Sse.Prefetch0(c);
            Sse.Prefetch0((byte*)c + 64);
            Sse.Prefetch0((byte*)c + 127);
        }
    }

    /// <summary>Adds the tile of the given number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<V, T>(in Block<T> block, nint tile, nint row, nint column, nint rows, nint columns)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!(block.IsFirst && block.IsLast))
        {
            nint at = tile * block.TileSize;
            AddUp<V, T>(block.Tile, block.Sums + at, block.Lost + at, rows * 2 * V.Count, block.IsFirst, block.IsLast);
            if (!block.IsLast)
                return;
        }

        T* c = block.C + (row * block.CRow) + (column * block.CColumn);
        if (block.CColumn == 1)
            Write<V, T>(block.Tile, c, block.CRow, rows, columns, block.Accumulates);
        else
            Scatter(block.Tile, c, block.CRow, block.CColumn, rows, columns, 2 * V.Count, block.Accumulates);
    }

    /// <summary>
    /// Adds the tile to the sums, and what the addition loses to what was lost (Knuth's TwoSum); at last both are added up into the tile.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddUp<V, T>(T* tile, T* sums, T* lost, nint length, bool isFirst, bool isLast)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < length; i += V.Count)
        {
            V value = V.Load(in *tile, i);
            if (isFirst)
            {
                V.Store(ref *sums, i, value);
                V.Store(ref *lost, i, default);
                continue;
            }

            V before = V.Load(in *sums, i);
            V sum = before + value;
            V added = sum - before;
            V rest = V.Load(in *lost, i) + ((before - (sum - added)) + (value - added));
            if (isLast)
            {
                // An infinite sum leaves NaN among what was lost; the sum itself is the answer then.
                V isFinite = V.Equal(sum - sum, V.Create(T.Zero));
                V.Store(ref *tile, i, sum + (rest & isFinite));
                continue;
            }

            V.Store(ref *sums, i, sum);
            V.Store(ref *lost, i, rest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Write<V, T>(T* tile, T* c, nint cRow, nint rows, nint columns, bool accumulates)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < rows; i++, c += cRow, tile += 2 * V.Count)
        {
            for (nint j = 0; j < columns; j += V.Count)
            {
                V value = V.Load(in *tile, j);
                if (accumulates)
                    value += Edge.Load<V, T>(in *c, j, columns - j);
                if (columns - j >= V.Count)
                    V.Store(ref *c, j, value);
                else
                    V.StoreFirst(ref *c, j, value, columns - j);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter<T>(T* tile, T* c, nint cRow, nint cColumn, nint rows, nint columns, nint width, bool accumulates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (nint i = 0; i < rows; i++)
        {
            for (nint j = 0; j < columns; j++)
            {
                T* place = c + (i * cRow) + (j * cColumn);
                *place = accumulates ? *place + tile[(i * width) + j] : tile[(i * width) + j];
            }
        }
    }
}
