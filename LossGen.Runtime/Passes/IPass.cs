using System.Numerics;
using LossGen.Simd;

namespace LossGen.Passes;

/// <summary>
/// One pass over memory: an emitted kernel that reads inputs from <c>start</c> on, writes its outputs and adds to its totals.
/// The runtime cuts the elements into blocks, picks the register width and the threads, and calls <see cref="Block"/>.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="TTotals">The reductions of the pass.</typeparam>
public interface IPass<T, TTotals>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTotals : unmanaged, ITotals<TTotals>
{
    /// <summary>The number of output spans.</summary>
    static abstract int OutputCount { get; }

    /// <summary>The bytes that one element moves, read and written.</summary>
    static abstract int BytesPerElement { get; }

    /// <summary>The work of one element, in additions; an exponential counts as 20.</summary>
    static abstract int CostPerElement { get; }

    /// <summary>An output span.</summary>
    Span<T> Output(int index);

    /// <summary>Points an output at the elements of the next block.</summary>
    void Redirect(int index, Span<T> block);

    /// <summary>
    /// Computes the elements from <paramref name="start"/> on; <paramref name="length"/> is a multiple of the lanes of
    /// <typeparamref name="V"/>. Outputs are written from their first element on.
    /// </summary>
    void Block<V>(int start, int length, ref TTotals totals)
        where V : struct, ISimd<V, T>;
}
