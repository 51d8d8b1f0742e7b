using System.Numerics;
using LossGen.Passes;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>
/// Loops over several axes: an emitted kernel that works on a range of its outermost axis. The runtime cuts that axis into ranges, picks the
/// register width and the threads, and calls <see cref="Run"/>.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="TTotals">The reductions over the outermost axis.</typeparam>
public interface INest<T, TTotals>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTotals : unmanaged, ITotals<TTotals>
{
    /// <summary>The number of outputs.</summary>
    static abstract int OutputCount { get; }

    /// <summary>The first element of an output.</summary>
    ref T Output(int index);

    /// <summary>Whether all tensors are contiguous along the axes of the lanes.</summary>
    bool IsDense { get; }

    /// <summary>Works on the positions from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    void Run<V, S>(nint start, nint end, ref TTotals totals)
        where V : struct, ISimd<V, T>
        where S : struct, IStrides;
}
