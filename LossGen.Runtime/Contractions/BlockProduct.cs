using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Nests;
using LossGen.Simd;

namespace LossGen.Contractions;

/// <summary>Forms a block of c: takes in a and b, at most 512 steps of the depth after the other.</summary>
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
        nint depths = Panels.Depths(operands.Depth), most = BlockGrid.Ceiling(operands.Depth, depths), line = CacheLine / sizeof(T);
        Block<T> block = Of<V, T>(in operands, in grid, number, most);
        bool isUnpacked = grid.RowPanels == 1 && operands.BColumn == 1 && operands.Depth > 0;

        // The sums of a depth of several blocks are kept apart from c, and one panel of a has no use for packed panels of b but once.
        bool keepsA = depths > 1 || block.RowPanels == 1;

        // Panels of an operand lie a cache line further apart than needed: a power of two would give all the same few places of the cache.
        nint tiles = block.RowPanels * block.ColumnPanels, tile = Rounded(block.TileSize, line);
        nint sums = depths > 1 ? tiles * tile : 0;
        nint aLength = (keepsA ? block.RowPanels : 1) * block.RowShape.Size;
        nint bLength = (keepsA ? 1 : block.ColumnPanels) * block.ColumnShape.Size;
        using var scratch = Scratch<T>.Take(line + aLength + bLength + ((isUnpacked ? tiles : 1) * tile) + (2 * sums));
        fixed (T* memory = scratch.Span)
        {
            block.PanelsA = (T*)Rounded((nint)memory, CacheLine);
            block.PanelsB = block.PanelsA + aLength;
            block.Sums = block.PanelsB + bLength;
            block.Lost = block.Sums + sums;
            block.Tile = block.Lost + sums;
            nint left = operands.Depth;
            do
            {
                block.Depth = Math.Min(most, left);
                block.IsFirst = left == operands.Depth;
                left -= block.Depth;
                block.NextDepth = Math.Min(most, left);
                block.IsLast = left == 0;
                if (isUnpacked)
                    BlockOrder.Unpacked<V, T>(ref block);
                else if (keepsA)
                    BlockOrder.ByColumns<V, T>(in block);
                else
                    BlockOrder.ByRows<V, T>(in block);
                block.A += block.Depth * block.ADepth;
                block.B += block.Depth * block.BDepth;
            }
            while (left > 0);
        }
    }

    /// <summary>The block of the given number, as yet without memory.</summary>
    private static Block<T> Of<V, T>(in Operands<T> operands, in BlockGrid grid, int number, nint depth)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint width = Panels.Columns<V, T>(), line = CacheLine / sizeof(T);
        (nint firstRow, nint endRow) = BlockGrid.Range(grid.RowPanels, grid.RowBlocks, number % grid.RowBlocks);
        (nint firstColumn, nint endColumn) = BlockGrid.Range(grid.ColumnPanels, grid.ColumnBlocks, number / grid.RowBlocks);
        nint row = firstRow * grid.TileRows, column = firstColumn * width;
        return new()
        {
            Rows = Math.Min(endRow * grid.TileRows, operands.Rows) - row,
            Columns = Math.Min(endColumn * width, operands.Columns) - column,
            A = operands.A + (row * operands.ARow),
            ARow = operands.ARow,
            ADepth = operands.ADepth,
            B = operands.B + (column * operands.BColumn),
            BDepth = operands.BDepth,
            BColumn = operands.BColumn,
            C = operands.C + (row * operands.CRow) + (column * operands.CColumn),
            CRow = operands.CRow,
            CColumn = operands.CColumn,
            Accumulates = operands.Accumulates,
            RowShape = new(grid.TileRows, Panels.RowWidth<V, T>(), Rounded(Panels.RowWidth<V, T>() * depth, line) + line),
            ColumnShape = new(width, width, Rounded(width * depth, line) + line),
        };
    }

    private static nint Rounded(nint value, nint multiple) => (value + multiple - 1) & -multiple;
}
