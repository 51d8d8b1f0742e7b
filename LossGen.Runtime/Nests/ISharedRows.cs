using System.Numerics;
using LossGen.Passes;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>A nest with rows that several threads can share.</summary>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="TTotals">The reductions over the outermost axis.</typeparam>
public interface ISharedRows<T, TTotals> : INest<T, TTotals>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTotals : unmanaged, ITotals<TTotals>
{
    /// <summary>The number of loops over the row.</summary>
    static abstract int Loops { get; }

    /// <summary>The number of parts that their reductions keep of a slice.</summary>
    static abstract int Places { get; }

    /// <summary>Works on the positions from <paramref name="start"/> to before <paramref name="end"/> as a member of a team.</summary>
    void Run<V, S, W>(nint start, nint end, W team, ref TTotals totals)
        where V : struct, ISimd<V, T>
        where S : struct, IStrides
        where W : struct, ITeam;
}
