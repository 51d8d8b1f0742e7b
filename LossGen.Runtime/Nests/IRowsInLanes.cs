using System.Numerics;
using LossGen.Passes;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>A nest over rows that has a second form, for short rows: rows stand side by side, one in each lane.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="TTotals">The reductions over the outermost axis.</typeparam>
public interface IRowsInLanes<T, TTotals> : INest<T, TTotals>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTotals : unmanaged, ITotals<TTotals>
{
    /// <summary>
    /// Whether most is computed once a row, in double: then a register holds as many rows as fit into it as doubles, and elements fill half of one.
    /// </summary>
    static virtual bool IsMuchOfRows => false;

    /// <summary>Works on the positions from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    /// <typeparam name="V">The lanes of the loops along the rows.</typeparam>
    /// <typeparam name="D">As many lanes of doubles, for what is computed once a row.</typeparam>
    void RunInLanes<V, D>(nint start, nint end, ref TTotals totals)
        where V : struct, ISimd<V, T>
        where D : struct, ISimd<D, double>;
}
