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
        var columnShape = new PanelShape(Panels.Columns<V, T>(), Panels.Columns<V, T>(), Panels.Columns<V, T>() * most);
        nint rowPanels = endRowPanel - firstRowPanel, columnPanels = endColumnPanel - firstColumnPanel;
        nint tile = grid.TileRows * Panels.Columns<V, T>();
        nint sums = depths > 1 ? rowPanels * columnPanels * tile : 0;
        nint aLength = rowPanels * Rounded(rowShape.Size, line), bLength = Rounded(columnShape.Size, line);

        using var scratch = Scratch<T>.Take(line + aLength + bLength + Rounded(tile, line) + (2 * sums));
        fixed (T* memory = scratch.Span)
        {
            T* panelsA = (T*)Rounded((nint)memory, CacheLine), panelB = panelsA + aLength;
            block.Tile = panelB + bLength;
            block.Sums = block.Tile + Rounded(tile, line);
            block.Lost = block.Sums + sums;
            T* a = operands.A + (row * operands.ARow), b = operands.B + (column * operands.BColumn);
            nint left = operands.Depth;
            do
            {
                nint depth = Math.Min(most, left), next = Math.Min(most, left - depth);
                T* nextA = a + (depth * operands.ADepth), nextB = b + (depth * operands.BDepth);
                block.IsFirst = left == operands.Depth;
                block.IsLast = next == 0;
                Packing.Pack<V, T>(a, operands.ARow, operands.ADepth, block.Rows, depth, panelsA, in rowShape);
                var aheadA = Ahead.Of(nextA, operands.ARow, operands.ADepth, block.Rows, next, rowPanels * columnPanels);
                nint done = 0;
                for (nint panel = 0; panel < columnPanels; panel++)
                {
                    nint start = panel * columnShape.Step, columns = Math.Min(columnShape.Step, block.Columns - start);
                    T* from = b + (start * operands.BColumn);
                    Packing.Pack<V, T>(from, operands.BColumn, operands.BDepth, columns, depth, panelB, in columnShape);
                    var aheadB = panel + 1 < columnPanels
                        ? Ahead.Of(from + (columnShape.Step * operands.BColumn), operands.BColumn, operands.BDepth,
                            Math.Min(columnShape.Step, block.Columns - start - columnShape.Step), depth, rowPanels)
                        : Ahead.Of(nextB, operands.BColumn, operands.BDepth, Math.Min(columnShape.Step, block.Columns), next, rowPanels);
                    RunTiles<V, T>(in block, panelsA, rowShape.Size, panelB, depth, start, columns, in aheadA, in aheadB, done);
                    done += rowPanels;
                }

                a = nextA;
                b = nextB;
                left -= depth;
            }
            while (left > 0);
        }
    }

    /// <summary>Runs the micro-kernel over the tiles of a panel of b, which stays in the first-level cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTiles<V, T>(
        in Block<T> block, T* a, nint sizeA, T* b, nint depth, nint column, nint columns, in Ahead aheadA, in Ahead aheadB, nint tile)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        delegate*<T*, T*, nint, nint, T*, void> kernel = Kernel<V, T>(block.TileRows, columns);
        nint share = 0;
        for (nint row = 0; row < block.Rows; row += block.TileRows, a += sizeA, tile++, share++)
        {
            nint rows = block.Rows - row;
            if (rows < block.TileRows)
                kernel = Kernel<V, T>(rows, columns);
            else
                rows = block.TileRows;
            aheadA.Ask(tile);
            aheadB.Ask(share);
            TileUpdate.Prefetch(in block, row, column, rows);
            kernel(a, b, Panels.Columns<V, T>(), depth, block.Tile);
            TileUpdate.Run<V, T>(in block, tile, row, column, rows, columns);
        }
    }

    private static delegate*<T*, T*, nint, nint, T*, void> Kernel<V, T>(nint rows, nint columns)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        columns > V.Count ? MicroKernel.Select<V, T, TwoRegisters>(rows) : MicroKernel.Select<V, T, OneRegister>(rows);

    private static nint Rounded(nint value, nint multiple) => (value + multiple - 1) & -multiple;
}
