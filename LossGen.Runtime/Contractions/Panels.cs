using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Simd;

namespace LossGen.Contractions;

/// <summary>The sizes of tiles, panels and blocks.</summary>
/// <remarks>
/// As Goto and van de Geijn choose them ("Anatomy of high-performance matrix multiplication", 2008): a panel of b (up to 64 KiB) and the
/// panels of a go through the first-level cache, step by step, for each tile. The panels that are kept, those of a (up to 450 KiB) or,
/// where the depth is one block, those of b (up to 1 MiB), stay in the second-level cache of a core. Sums over several blocks of the depth
/// take up to 1.6 MiB more, which are read and written in order, once for each block.
/// </remarks>
internal static class Panels
{
    /// <summary>The most steps of the depth that are summed in registers.</summary>
    public const int Depth = 512;

    /// <summary>The most panels of a in a block of several depths, where all of them are kept, and their sums.</summary>
    public const int RowPanels = 14;

    /// <summary>The most panels of the operand that is packed a panel at a time, and whose sums are not kept.</summary>
    public const int PassingPanels = 64;

    /// <summary>The most panels of b in a block, where they or their sums are kept; of so many steps they fill 1 MiB.</summary>
    private const int KeptPanels = 32, KeptDepth = 256;

    /// <summary>The least, for which packing a again and again does not cost much.</summary>
    private const int FewestPanels = 8;

    /// <summary>Among so many threads what is kept stays below 8 MiB in all; of more, each keeps less.</summary>
    private const int FewThreads = 4;

    /// <summary>The most panels of b in a block.</summary>
    public static nint ColumnPanels(nint rowPanels, nint depth, int threads)
    {
        if (rowPanels == 1)
            return PassingPanels;
        int most = depth is > KeptDepth and <= Depth ? KeptPanels / 2 : KeptPanels;
        return Math.Clamp(KeptPanels * FewThreads / threads, FewestPanels, most);
    }

    /// <summary>Into how many parts the depth is cut.</summary>
    public static nint Depths(nint depth) => Math.Max(BlockGrid.Ceiling(depth, Depth), 1);

    /// <summary>The most rows of a tile: with two registers in each and those of the operands they fill the 32 or 16 registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe int Rows<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Count * sizeof(T) == 64 ? 14 : 6;

    /// <summary>
    /// The elements that a step of the depth takes in a panel of a: a multiple of the square that is transposed, and of the register.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe int RowWidth<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Count * sizeof(T) == 64 ? 16 : 8;

    /// <summary>The columns of a tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Columns<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => 2 * V.Count;
}
