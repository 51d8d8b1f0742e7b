using LossGen.Passes;

namespace LossGen.Gpu;

/// <summary>
/// What is summed for each pair of a row and a column, such as a[i, k] * b[j, k] over k. What depends on the row or on the column alone is formed
/// once for a whole tile of pairs.
/// </summary>
/// <typeparam name="TCall">The tensors and values of a call.</typeparam>
public interface IPairTerm<TCall>
    where TCall : struct
{
    /// <summary>What the row contributes at a depth.</summary>
    static abstract double Row(TCall call, long row, long depth);

    /// <summary>What the column contributes at a depth.</summary>
    static abstract double Column(TCall call, long column, long depth);

    /// <summary>Adds the term of a pair at a depth.</summary>
    static abstract void Add(TCall call, long depth, double row, double column, ref SumTotal total);
}

/// <summary>
/// What is summed over columns, for each row and depth, with one or two numbers of each pair: w[i, j] * b[j, k] over j, as gradients of pairs are.
/// </summary>
/// <typeparam name="TCall">The tensors and values of a call.</typeparam>
public interface IPairGradient<TCall>
    where TCall : struct
{
    /// <summary>What the row contributes at a depth.</summary>
    static abstract double Row(TCall call, long row, long depth);

    /// <summary>What the column contributes at a depth.</summary>
    static abstract double Column(TCall call, long column, long depth);

    /// <summary>Adds the term of a pair.</summary>
    static abstract void Add(TCall call, double first, double second, double row, double column, ref SumTotal total);
}

/// <summary>The pairs of a tile: the rows of a group, and some columns.</summary>
public struct PairRange
{
    /// <summary>The first row of the group.</summary>
    public long Row;

    /// <summary>How many rows there are in all.</summary>
    public long Rows;

    /// <summary>The first column of the tile.</summary>
    public long Column;

    /// <summary>How many columns there are in all.</summary>
    public long Columns;

    /// <summary>How far sums over the depth run.</summary>
    public long Depth;

    /// <summary>A tile that begins at a row and a column.</summary>
    public static PairRange At(long row, long rows, long column, long columns, long depth) =>
        new() { Row = row, Rows = rows, Column = column, Columns = columns, Depth = depth };

    /// <summary>The columns of the tile.</summary>
    public readonly int Width => (int)Math.Min(PairTile.Columns, Columns - Column);
}
