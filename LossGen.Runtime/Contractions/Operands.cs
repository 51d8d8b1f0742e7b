namespace LossGen.Contractions;

/// <summary>A product's operands, pinned, with strides in elements.</summary>
internal unsafe struct Operands<T>
    where T : unmanaged
{
    public nint Rows, Columns, Depth;
    public T* A, B, C;
    public nint ARow, ADepth;
    public nint BDepth, BColumn;
    public nint CRow, CColumn;

    /// <summary>Whether the product is added to what c holds.</summary>
    public bool Accumulates;

    /// <summary>The same product with the roles of rows and columns exchanged: the transposed of c is that of b times that of a.</summary>
    public readonly Operands<T> Transposed => new()
    {
        Rows = Columns,
        Columns = Rows,
        Depth = Depth,
        A = B,
        ARow = BColumn,
        ADepth = BDepth,
        B = A,
        BDepth = ADepth,
        BColumn = ARow,
        C = C,
        CRow = CColumn,
        CColumn = CRow,
        Accumulates = Accumulates,
    };
}
