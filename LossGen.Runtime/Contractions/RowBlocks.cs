using System.Numerics;

namespace LossGen.Contractions;

/// <summary>How losses over sums of products go along blocks of rows.</summary>
public static class RowBlocks
{
    /// <summary>From here on packing the factors costs nothing beside what a matrix kernel spares. Below, sums are formed in double.</summary>
    private const double WorthwhileTerms = 1 << 16;

    /// <summary>What the tables of a block may take: with the packed factors they stay well under 64 MiB.</summary>
    private const long TableBytes = 24L << 20;

    /// <summary>A block has at least so many rows, so that the other factor is not read from memory for a few of them.</summary>
    private const nint FewestRows = 32;

    /// <summary>A block has at most so many rows: more of them spare nothing, and leave the caches.</summary>
    private const nint MostRows = 256;

    [ThreadStatic]
    private static bool always;

    /// <summary>Whether a call sums so many products that it leaves them to a matrix kernel.</summary>
    public static bool AreWorthwhile(double terms) => terms >= WorthwhileTerms || always;

    /// <summary>Has calls of this thread leave all products to the matrix kernel; for tests.</summary>
    internal static void Always(bool value) => always = value;

    /// <summary>The rows of a block.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="bytes">The bytes that tables take for a row.</param>
    public static nint Rows(nint rows, nint bytes) =>
        nint.Max(1, nint.Min(rows, nint.Clamp((nint)(TableBytes / long.Max(1, bytes)), FewestRows, MostRows)));

    /// <summary>The number 1 in memory: a matrix whose strides are 0.</summary>
    public static ref readonly T One<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        ref Ones<T>.Value;

    private static class Ones<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly T Value = T.One;
    }
}
