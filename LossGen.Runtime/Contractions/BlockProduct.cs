using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Nests;
using LossGen.Simd;

namespace LossGen.Contractions;

/// <summary>Forms a block of c: for one block of the depth after the other packs a and b, and runs the micro-kernel over all tiles.</summary>
internal static unsafe class BlockProduct
{
    private const int CacheLine = 64;

    /// <summary>Forms the block of the given number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<V, T>(nint address, int number)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref readonly BlockContext<T> context = ref *(BlockContext<T>*)address;
        ref readonly Operands<T> operands = ref *context.Operands;
        BlockGrid grid = context.Grid;
        (nint firstRowPanel, nint endRowPanel) = BlockGrid.Range(grid.RowPanels, grid.RowBlocks, number % grid.RowBlocks);
        (nint firstColumnPanel, nint endColumnPanel) = BlockGrid.Range(grid.ColumnPanels, grid.ColumnBlocks, number / grid.RowBlocks);
        nint row = firstRowPanel * grid.TileRows, column = firstColumnPanel * Panels.Columns<V, T>();
        var block = new Block<T>
        {
            Rows = Math.Min(endRowPanel * grid.TileRows, operands.Rows) - row,
            Columns = Math.Min(endColumnPanel * Panels.Columns<V, T>(), operands.Columns) - column,
            TileRows = grid.TileRows,
            C = operands.C + (row * operands.CRow) + (column * operands.CColumn),
            CRow = operands.CRow,
            CColumn = operands.CColumn,
            Accumulates = operands.Accumulates,
        };

        nint depths = Math.Max(BlockGrid.Ceiling(operands.Depth, Panels.Depth), 1);
        nint most = BlockGrid.Ceiling(operands.Depth, depths);
        nint line = CacheLine / sizeof(T);
        var rowShape = new PanelShape(grid.TileRows, Panels.RowWidth<V, T>(), (Panels.RowWidth<V, T>() * most) + line);
        var columnShape = new PanelShape(Panels.Columns<V, T>(), Panels.Columns<V, T>(), (Panels.Columns<V, T>() * most) + line);
        nint rowPanels = endRowPanel - firstRowPanel, columnPanels = endColumnPanel - firstColumnPanel;
        nint tile = grid.TileRows * Panels.Columns<V, T>();
        nint sums = depths > 1 ? rowPanels * columnPanels * tile : 0;
        nint aLength = rowPanels * Rounded(rowShape.Size, line), bLength = columnPanels * Rounded(columnShape.Size, line);

        using var scratch = Scratch<T>.Take(line + aLength + bLength + Rounded(tile, line) + (2 * sums));
        fixed (T* memory = scratch.Span)
        {
            T* panelsA = (T*)Rounded((nint)memory, CacheLine), panelsB = panelsA + aLength;
            block.Tile = panelsB + bLength;
            block.Sums = block.Tile + Rounded(tile, line);
            block.Lost = block.Sums + sums;
            for (nint k = 0; k < operands.Depth || k == 0; k += most)
            {
                nint depth = Math.Min(most, operands.Depth - k);
                T* a = operands.A + (row * operands.ARow) + (k * operands.ADepth), b = operands.B + (column * operands.BColumn) + (k * operands.BDepth);
                Packing.Pack<V, T>(b, operands.BColumn, operands.BDepth, block.Columns, depth, panelsB, in columnShape);
                Packing.Pack<V, T>(a, operands.ARow, operands.ADepth, block.Rows, depth, panelsA, in rowShape);
                block.IsFirst = k == 0;
                block.IsLast = k + depth >= operands.Depth;
                RunTiles<V, T>(in block, panelsA, rowShape.Size, panelsB, columnShape.Size, depth);
                if (most == 0)
                    break;
            }
        }
    }

    /// <summary>Runs the micro-kernel over the tiles of a block. A panel of b is read by all panels of a while it is in the first-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTiles<V, T>(in Block<T> block, T* panelsA, nint sizeA, T* panelsB, nint sizeB, nint depth)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint width = Panels.Columns<V, T>();
        T* b = panelsB;
        nint tile = 0;
        for (nint column = 0; column < block.Columns; column += width, b += sizeB)
        {
            nint columns = Math.Min(width, block.Columns - column);
            delegate*<T*, T*, nint, nint, T*, void> kernel = Kernel<V, T>(block.TileRows, columns);
            T* a = panelsA;
            for (nint row = 0; row < block.Rows; row += block.TileRows, a += sizeA, tile++)
            {
                nint rows = block.Rows - row;
                if (rows < block.TileRows)
                    kernel = Kernel<V, T>(rows, columns);
                else
                    rows = block.TileRows;
                TileUpdate.Prefetch(in block, row, column, rows);
                kernel(a, b, width, depth, block.Tile);
                TileUpdate.Run<V, T>(in block, tile, row, column, rows, columns);
            }
        }
    }

    private static delegate*<T*, T*, nint, nint, T*, void> Kernel<V, T>(nint rows, nint columns)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        columns > V.Count ? MicroKernel.Select<V, T, TwoRegisters>(rows) : MicroKernel.Select<V, T, OneRegister>(rows);

    private static nint Rounded(nint value, nint multiple) => (value + multiple - 1) & -multiple;
}
