namespace LossGen.Contractions;

/// <summary>What a thread reads to form its block.</summary>
internal unsafe struct BlockContext<T>
    where T : unmanaged
{
    public Operands<T>* Operands;
    public BlockGrid Grid;
}

/// <summary>A block of c while it is formed.</summary>
internal unsafe struct Block<T>
    where T : unmanaged
{
    public nint Rows, Columns;

    /// <summary>The rows of a tile; the last of a column may have fewer.</summary>
    public nint TileRows;

    public T* C;
    public nint CRow, CColumn;

    /// <summary>Whether the block is added to what c holds.</summary>
    public bool Accumulates;

    /// <summary>Whether this is the first block of the depth, and the last.</summary>
    public bool IsFirst, IsLast;

    /// <summary>The sums that the micro-kernel formed last.</summary>
    public T* Tile;

    /// <summary>The sums over the blocks of the depth so far, tile after tile, and what their roundings lost.</summary>
    public T* Sums, Lost;
}
