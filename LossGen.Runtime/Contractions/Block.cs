using System.Numerics;
using LossGen.Simd;

namespace LossGen.Contractions;

/// <summary>What a thread reads to form its block.</summary>
internal unsafe struct BlockContext<T>
    where T : unmanaged
{
    public Operands<T>* Operands;
    public BlockGrid Grid;
}

/// <summary>A block of c while it is formed, and the part of a and b that is taken in next.</summary>
internal unsafe struct Block<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public nint Rows, Columns;

    /// <summary>The steps of the depth that are taken in now, and afterwards.</summary>
    public nint Depth, NextDepth;

    /// <summary>The first element of a and of b that is taken in now.</summary>
    public T* A, B;
    public nint ARow, ADepth;
    public nint BDepth, BColumn;

    public T* C;
    public nint CRow, CColumn;

    /// <summary>Whether the block is added to what c holds.</summary>
    public bool Accumulates;

    /// <summary>Whether what is taken in now is the first of the depth, and the last.</summary>
    public bool IsFirst, IsLast;

    /// <summary>How the rows of the block are cut into panels of a, and its columns into panels of b.</summary>
    public PanelShape RowShape, ColumnShape;

    /// <summary>Where panels go.</summary>
    public T* PanelsA, PanelsB;

    /// <summary>The sums that the micro-kernel formed last.</summary>
    public T* Tile;

    /// <summary>The sums over the depth so far, tile after tile, and what their roundings lost.</summary>
    public T* Sums, Lost;

    public readonly nint RowPanels => BlockGrid.Ceiling(Rows, RowShape.Step);

    public readonly nint ColumnPanels => BlockGrid.Ceiling(Columns, ColumnShape.Step);

    /// <summary>The elements of a tile.</summary>
    public readonly nint TileSize => RowShape.Step * ColumnShape.Step;

    /// <summary>The rows of the panel of a that begins at a row.</summary>
    public readonly nint RowsAt(nint row) => Math.Min(RowShape.Step, Rows - row);

    /// <summary>The columns of the panel of b that begins at a column.</summary>
    public readonly nint ColumnsAt(nint column) => Math.Min(ColumnShape.Step, Columns - column);

    /// <summary>Packs rows of a.</summary>
    public readonly void PackA<V>(nint row, nint rows)
        where V : struct, ISimd<V, T> =>
        Packing.Pack<V, T>(A + (row * ARow), ARow, ADepth, rows, Depth, PanelsA, in RowShape);

    /// <summary>Packs columns of b.</summary>
    public readonly void PackB<V>(nint column, nint columns)
        where V : struct, ISimd<V, T> =>
        Packing.Pack<V, T>(B + (column * BColumn), BColumn, BDepth, columns, Depth, PanelsB, in ColumnShape);

    /// <summary>The rows of a that are packed after those of now.</summary>
    public readonly Ahead NextA(nint shares) => Ahead.Of(A + (Depth * ADepth), ARow, ADepth, Rows, NextDepth, shares);

    /// <summary>The panel of a that begins at a row.</summary>
    public readonly Ahead AheadA(nint row, nint shares) =>
        row < Rows ? Ahead.Of(A + (row * ARow), ARow, ADepth, RowsAt(row), Depth, shares) : default;

    /// <summary>The panel of b that begins at a column, or else the first of the steps of the depth after these.</summary>
    public readonly Ahead AheadB(nint column, nint shares) => column < Columns
        ? Ahead.Of(B + (column * BColumn), BColumn, BDepth, ColumnsAt(column), Depth, shares)
        : Ahead.Of(B + (Depth * BDepth), BColumn, BDepth, ColumnsAt(0), NextDepth, shares);
}
