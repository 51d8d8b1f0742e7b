using System.Numerics;
using System.Runtime.Intrinsics;
using LossGen.Passes;
using LossGen.Simd;

namespace LossGen.Contractions;

/// <summary>Products of matrices of any size and layout.</summary>
public static unsafe class MatrixProduct
{
    /// <summary>Below so many multiplications waking a second thread costs more than it gains.</summary>
    internal const double ParallelWork = 1 << 20;

    /// <summary>Fewer columns than this fill the registers of a row badly.</summary>
    private const int FewColumns = 8;

    /// <summary>
    /// Sets c[i, j], or adds to it, the sum over k of a[i, k] * b[k, j]. The bits do not depend on the number of threads. An operand is a
    /// reference to its element [0, 0] and the distances of its neighbours in elements, of either sign and in any order. c lies apart from
    /// a and b.
    /// </summary>
    /// <param name="rows">The rows of a and c.</param>
    /// <param name="columns">The columns of b and c.</param>
    /// <param name="depth">The columns of a and rows of b; where it is 0 the sums are 0.</param>
    /// <param name="a">The element [0, 0] of a.</param>
    /// <param name="aRow">From a row of a to the next.</param>
    /// <param name="aDepth">From a column of a to the next.</param>
    /// <param name="b">The element [0, 0] of b.</param>
    /// <param name="bDepth">From a row of b to the next.</param>
    /// <param name="bColumn">From a column of b to the next.</param>
    /// <param name="c">The element [0, 0] of c.</param>
    /// <param name="cRow">From a row of c to the next.</param>
    /// <param name="cColumn">From a column of c to the next.</param>
    /// <param name="accumulate">Whether the product is added to what c holds.</param>
    /// <remarks>
    /// Sums are formed in <typeparamref name="T"/> over at most 512 steps of the depth. Where there are more, the sums of the blocks are
    /// added with what each addition loses, so that the error does not grow with the depth: its bound is that of a sum of 512 products. The
    /// order of the sums depends on the extents, on the strides and on the registers of the machine, on nothing else. Nothing is skipped:
    /// NaN and infinities come out as in the plain sum. Each thread takes memory of up to 2 MiB out of the shared pool.
    /// <para>Not to be called from the work of a kernel that several threads share already.</para>
    /// </remarks>
    public static void Run<T>(
        nint rows,
        nint columns,
        nint depth,
        ref readonly T a,
        nint aRow,
        nint aDepth,
        ref readonly T b,
        nint bDepth,
        nint bColumn,
        ref T c,
        nint cRow,
        nint cColumn,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Run<Lanes512<T>, T>(rows, columns, depth, in a, aRow, aDepth, in b, bDepth, bColumn, ref c, cRow, cColumn, accumulate);
        else if (Vector256.IsHardwareAccelerated)
            Run<Lanes256<T>, T>(rows, columns, depth, in a, aRow, aDepth, in b, bDepth, bColumn, ref c, cRow, cColumn, accumulate);
        else
            Run<Lanes128<T>, T>(rows, columns, depth, in a, aRow, aDepth, in b, bDepth, bColumn, ref c, cRow, cColumn, accumulate);
    }

    /// <summary>The product with registers of a given size, which tests choose.</summary>
    internal static void Run<V, T>(
        nint rows,
        nint columns,
        nint depth,
        ref readonly T a,
        nint aRow,
        nint aDepth,
        ref readonly T b,
        nint bDepth,
        nint bColumn,
        ref T c,
        nint cRow,
        nint cColumn,
        bool accumulate)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (rows <= 0 || columns <= 0 || (depth <= 0 && accumulate))
            return;
        fixed (T* pinnedA = &a, pinnedB = &b, pinnedC = &c)
        {
            var operands = new Operands<T>
            {
                Rows = rows,
                Columns = columns,
                Depth = Math.Max(depth, 0),
                A = pinnedA,
                ARow = aRow,
                ADepth = aDepth,
                B = pinnedB,
                BDepth = bDepth,
                BColumn = bColumn,
                C = pinnedC,
                CRow = cRow,
                CColumn = cColumn,
                Accumulates = accumulate,
            };
            Run<V, T>(in operands);
        }
    }

    private static void Run<V, T>(in Operands<T> operands)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isTransposed = operands.Columns <= FewColumns && operands.Rows > operands.Columns
            || operands.CColumn != 1 && operands.CRow == 1 && operands.Rows > FewColumns;
        Operands<T> oriented = isTransposed ? operands.Transposed : operands;
        double work = (double)oriented.Rows * oriented.Columns * oriented.Depth;
        int threads = work < ParallelWork ? 1 : LossRuntime.MaxDegreeOfParallelism;
        if (DotProducts.Fits(in oriented))
        {
            DotProducts.Run<V, T>(in oriented, threads);
            return;
        }

        var grid = BlockGrid.Of<V, T>(oriented.Rows, oriented.Columns, oriented.Depth, threads);
        var context = new BlockContext<T> { Operands = &oriented, Grid = grid };
        WorkSharing.Run(&BlockProduct.Run<V, T>, (nint)(&context), grid.RowBlocks * grid.ColumnBlocks, threads);
    }
}
