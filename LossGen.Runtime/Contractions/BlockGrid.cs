using System.Numerics;
using LossGen.Simd;

namespace LossGen.Contractions;

/// <summary>
/// How c is cut into blocks, each formed by one thread. It depends on the threads; the bits do not, since an element is the same sum in
/// whatever block it lies.
/// </summary>
/// <param name="TileRows">The rows of a tile: the rows of c in as many tiles as are needed, of about the same height.</param>
/// <param name="RowPanels">The tiles down c.</param>
/// <param name="ColumnPanels">The tiles across c.</param>
/// <param name="RowBlocks">The blocks down c.</param>
/// <param name="ColumnBlocks">The blocks across c.</param>
internal readonly record struct BlockGrid(nint TileRows, nint RowPanels, nint ColumnPanels, int RowBlocks, int ColumnBlocks)
{
    /// <summary>How many more blocks than are needed are considered, each way.</summary>
    private const int MostMore = 32;

    /// <summary>What packing a panel for a step of the depth costs, where the sums of a tile cost 1.</summary>
    private const double PackingCost = 0.2;

    /// <summary>The grid that keeps the threads equally busy and packs little.</summary>
    public static BlockGrid Of<V, T>(nint rows, nint columns, nint depth, int threads)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint rowPanels = Ceiling(rows, Panels.Rows<V, T>());
        nint tileRows = Ceiling(rows, rowPanels);
        rowPanels = Ceiling(rows, tileRows);
        nint columnPanels = Ceiling(columns, Panels.Columns<V, T>());

        nint mostRows = Panels.Depths(depth) > 1 ? Panels.RowPanels : Panels.PassingPanels;
        nint mostColumns = Panels.ColumnPanels(rowPanels, depth, threads);
        int fewestRows = (int)Ceiling(rowPanels, mostRows), fewestColumns = (int)Ceiling(columnPanels, mostColumns);
        int rowBlocks = fewestRows, columnBlocks = fewestColumns;
        int more = Math.Min(threads - 1, MostMore);
        double least = double.PositiveInfinity;
        for (int r = fewestRows; r <= Math.Min(fewestRows + more, rowPanels); r++)
        {
            for (int c = fewestColumns; c <= Math.Min(fewestColumns + more, columnPanels); c++)
            {
                double high = Ceiling(rowPanels, r), wide = Ceiling(columnPanels, c);
                double rounds = Math.Ceiling((double)r * c / threads);
                double cost = rounds * ((high * wide) + (PackingCost * (high + wide)));
                if (cost < least)
                    (least, rowBlocks, columnBlocks) = (cost, r, c);
            }
        }

        return new(tileRows, rowPanels, columnPanels, rowBlocks, columnBlocks);
    }

    /// <summary>The panels of a block: the first and the end.</summary>
    public static (nint First, nint End) Range(nint panels, int blocks, int block) =>
        (panels * block / blocks, panels * (block + 1) / blocks);

    public static nint Ceiling(nint value, nint divisor) => (value + divisor - 1) / divisor;
}
