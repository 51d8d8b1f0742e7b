using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Simd;

namespace LossGen.Contractions;

/// <summary>In which order the tiles of a block are formed.</summary>
/// <remarks>
/// The loops around the micro-kernel of Van Zee and van de Geijn, "BLIS" (2015). One operand's panels are all packed and stay in the
/// second-level cache; those of the other are packed one at a time, right before use, and go through the first-level cache.
/// </remarks>
internal static unsafe class BlockOrder
{
    /// <summary>Steps of the depth for which unpacked rows of b are read together: as many streams of reads.</summary>
    private const int Together = 16;

    /// <summary>All rows of a panel of b, then the next: where c is not written in all steps, or has one panel of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ByColumns<V, T>(in Block<T> block)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        block.PackA<V>(0, block.Rows);
        nint rowPanels = block.RowPanels, tile = 0;
        Ahead nextA = block.NextA(rowPanels * block.ColumnPanels);
        for (nint column = 0; column < block.Columns; column += block.ColumnShape.Step)
        {
            nint columns = block.ColumnsAt(column);
            block.PackB<V>(column, columns);
            Ahead nextB = block.AheadB(column + block.ColumnShape.Step, rowPanels);
            T* a = block.PanelsA;
            nint share = 0;
            for (nint row = 0; row < block.Rows; row += block.RowShape.Step, a += block.RowShape.Size)
            {
                nextA.Ask(tile);
                nextB.Ask(share++);
                RunTile<V, T>(in block, a, block.PanelsB, tile++, row, column, block.RowsAt(row), columns);
            }
        }
    }

    /// <summary>
    /// All columns of a panel of a, then the next: where every tile is written to c, whose rows are then gone through in order.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ByRows<V, T>(in Block<T> block)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        block.PackB<V>(0, block.Columns);
        nint columnPanels = block.ColumnPanels, tile = 0;
        for (nint row = 0; row < block.Rows; row += block.RowShape.Step)
        {
            nint rows = block.RowsAt(row);
            block.PackA<V>(row, rows);
            Ahead nextA = block.AheadA(row + block.RowShape.Step, columnPanels);
            T* b = block.PanelsB;
            nint share = 0;
            for (nint column = 0; column < block.Columns; column += block.ColumnShape.Step, b += block.ColumnShape.Size)
            {
                nextA.Ask(share++);
                RunTile<V, T>(in block, block.PanelsA, b, tile++, row, column, rows, block.ColumnsAt(column));
            }
        }
    }

    /// <summary>
    /// For one panel of a, where packing b would cost more than it brings, and neighbours in a row of b are neighbours in memory: rows of b
    /// are read in order as they are, and the sums of all tiles grow by a few steps of the depth at a time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Unpacked<V, T>(ref Block<T> block)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        block.PackA<V>(0, block.Rows);
        nint step = block.ColumnShape.Step, whole = block.Columns / step * step, size = block.TileSize;
        T* tiles = block.Tile;
        delegate*<T*, T*, nint, nint, bool, T*, void> kernel = MicroKernel.Select<V, T, TwoRegisters>(block.Rows);
        for (nint k = 0; k < block.Depth; k += Together)
        {
            nint depth = Math.Min(Together, block.Depth - k);
            T* a = block.PanelsA + (k * block.RowShape.Width), b = block.B + (k * block.BDepth), sums = tiles;
            for (nint column = 0; column < whole; column += step, sums += size)
                kernel(a, b + column, block.BDepth, depth, k > 0, sums);
        }

        nint tile = 0;
        for (nint column = 0; column < whole; column += step)
        {
            TileUpdate.Run<V, T>(in block, tile++, 0, column, block.Rows, step);
            block.Tile += size;
        }

        // Registers would reach beyond the last columns.
        if (whole < block.Columns)
        {
            block.PackB<V>(whole, block.Columns - whole);
            RunTile<V, T>(in block, block.PanelsA, block.PanelsB, tile, 0, whole, block.Rows, block.Columns - whole);
        }

        block.Tile = tiles;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RunTile<V, T>(in Block<T> block, T* a, T* b, nint tile, nint row, nint column, nint rows, nint columns)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The last tiles of a block are formed as if they were whole, of what their panels happen to have there: that costs less than compiling
        // kernels for them too.
        delegate*<T*, T*, nint, nint, bool, T*, void> kernel = block.Columns > V.Count
            ? MicroKernel.Select<V, T, TwoRegisters>(block.RowShape.Step)
            : MicroKernel.Select<V, T, OneRegister>(block.RowShape.Step);
        TileUpdate.Prefetch(in block, row, column, rows);
        kernel(a, b, block.ColumnShape.Width, block.Depth, false, block.Tile);
        TileUpdate.Run<V, T>(in block, tile, row, column, rows, columns);
    }
}
