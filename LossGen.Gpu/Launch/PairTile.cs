using ILGPU;
using LossGen.Passes;

namespace LossGen.Gpu;

/// <summary>
/// Pairs of a row and a column, as in sum[k](a[i, k] * b[j, k]), a tile at a time: a group takes up to 16 rows and 64 columns. Along the depth, both
/// sides are staged in shared memory, so that global memory is read side by side and once for a tile; each thread forms the sums of 4 rows with 4
/// columns in registers, so that what it reads from shared memory is used four times. Both sides are staged as doubles, since conversions are
/// slower than sums. All threads of the group have to call what is here. Loops around barriers run at least
/// once, also over nothing: compilers for CPUs copy all that follows a loop with a barrier which may be left out.
/// </summary>
public static class PairTile
{
    /// <summary>The columns of a tile.</summary>
    public const int Columns = 64;

    /// <summary>The rows and the columns that a thread takes.</summary>
    internal const int Each = 4;

    /// <summary>The threads that share the columns.</summary>
    internal const int Width = Columns / Each;

    /// <summary>The threads of the largest group.</summary>
    internal const int LargestGroup = 64;

    private const int Depth = 16, MostRows = LargestGroup / Width * Each;

    // A place more than there are rows or columns, so that neighbours along the depth lie in different banks.
    private const int RowPitch = MostRows + 1, ColumnPitch = Columns + 1, PairPitch = Columns + Each;

    /// <summary>Shared memory for both sides.</summary>
    public static ArrayView<double> Staging() => SharedMemory.Allocate<double>(Depth * (RowPitch + ColumnPitch));

    /// <summary>Shared memory for a number of each pair.</summary>
    public static ArrayView<double> Pairs() => SharedMemory.Allocate<double>(MostRows * PairPitch);

    /// <summary>The place of a pair, by its row and column within the tile.</summary>
    public static int Place(long row, long column) => ((int)row * PairPitch) + (int)column;

    /// <summary>Forms the sum of each pair of a tile.</summary>
    public static void Sum<TCall, TTerm>(TCall call, PairRange range, ArrayView<double> staging, ArrayView<double> pairs)
        where TCall : struct
        where TTerm : struct, IPairTerm<TCall>
    {
        ArrayView<double> columns = staging.SubView(Depth * RowPitch, Depth * ColumnPitch);
        int x = Group.IdxX % Width, y = Group.IdxX / Width * Each;
        FourSums first = default, second = default, third = default, fourth = default;

        // What the last tile left may still be read.
        Group.Barrier();
        long depth = 0;
        do
        {
            int count = (int)Math.Min(Depth, range.Depth - depth);
            for (int place = Group.IdxX; place < Depth * RowsOfGroup; place += Group.DimX)
            {
                int k = place % Depth, row = place / Depth;
                staging[(k * RowPitch) + row] = k < count && range.Row + row < range.Rows ? TTerm.Row(call, range.Row + row, depth + k) : 0;
            }

            for (int place = Group.IdxX; place < Depth * Columns; place += Group.DimX)
            {
                int k = place % Depth, column = place / Depth;
                columns[(k * ColumnPitch) + column] = k < count && column < range.Width ? TTerm.Column(call, range.Column + column, depth + k) : 0;
            }

            Group.Barrier();
            for (int k = 0; k < count; k++)
            {
                FourValues mine = FourValues.Load(columns, (k * ColumnPitch) + x, Width);
                int row = (k * RowPitch) + y;
                first.Add<TCall, TTerm>(call, depth + k, staging[row], mine);
                second.Add<TCall, TTerm>(call, depth + k, staging[row + 1], mine);
                third.Add<TCall, TTerm>(call, depth + k, staging[row + 2], mine);
                fourth.Add<TCall, TTerm>(call, depth + k, staging[row + 3], mine);
            }

            Group.Barrier();
            depth += Depth;
        }
        while (depth < range.Depth);

        first.Store(pairs, Place(y, x), Width);
        second.Store(pairs, Place(y + 1, x), Width);
        third.Store(pairs, Place(y + 2, x), Width);
        fourth.Store(pairs, Place(y + 3, x), Width);
        Group.Barrier();
    }

    /// <summary>Adds to what is kept for each row and depth the terms of the tile's columns.</summary>
    /// <param name="call">The tensors and values of a call.</param>
    /// <param name="range">The tile.</param>
    /// <param name="staging">Shared memory for the columns.</param>
    /// <param name="firsts">A number of each pair.</param>
    /// <param name="seconds">Another one.</param>
    /// <param name="totals">What is kept, a row of the group after the other.</param>
    /// <param name="begin">Where that of the group's first row begins.</param>
    public static void AddGradient<TCall, TGradient>(
        TCall call, PairRange range, ArrayView<double> staging, ArrayView<double> firsts, ArrayView<double> seconds, ArrayView<SumTotal> totals, long begin)
        where TCall : struct
        where TGradient : struct, IPairGradient<TCall>
    {
        int x = Group.IdxX % Width, y = Group.IdxX / Width * Each;
        long depth = 0;
        do
        {
            long left = range.Depth - depth;
            FourSums first = default, second = default, third = default, fourth = default;
            FourValues firstRow = Row<TCall, TGradient>(call, range, y, depth + x), secondRow = Row<TCall, TGradient>(call, range, y + 1, depth + x);
            FourValues thirdRow = Row<TCall, TGradient>(call, range, y + 2, depth + x), fourthRow = Row<TCall, TGradient>(call, range, y + 3, depth + x);
            int from = 0;
            do
            {
                int count = Math.Min(Depth, range.Width - from);

                // The numbers of pairs are there, and what was staged before is no longer needed.
                Group.Barrier();
                for (int place = Group.IdxX; place < Depth * Columns; place += Group.DimX)
                {
                    int k = place % Columns, column = place / Columns;
                    staging[(column * ColumnPitch) + k] = column < count && k < left ? TGradient.Column(call, range.Column + from + column, depth + k) : 0;
                }

                Group.Barrier();
                for (int column = 0; column < count; column++)
                {
                    FourValues mine = FourValues.Load(staging, (column * ColumnPitch) + x, Width);
                    int pair = Place(y, from + column);
                    first.Add<TCall, TGradient>(call, firsts[pair], seconds[pair], firstRow, mine);
                    second.Add<TCall, TGradient>(call, firsts[pair + PairPitch], seconds[pair + PairPitch], secondRow, mine);
                    third.Add<TCall, TGradient>(call, firsts[pair + (2 * PairPitch)], seconds[pair + (2 * PairPitch)], thirdRow, mine);
                    fourth.Add<TCall, TGradient>(call, firsts[pair + (3 * PairPitch)], seconds[pair + (3 * PairPitch)], fourthRow, mine);
                }

                from += Depth;
            }
            while (from < range.Width);

            long start = begin + (y * range.Depth) + depth + x;
            first.AddTo(totals, start, Width, Left(range, y, left - x));
            second.AddTo(totals, start + range.Depth, Width, Left(range, y + 1, left - x));
            third.AddTo(totals, start + (2 * range.Depth), Width, Left(range, y + 2, left - x));
            fourth.AddTo(totals, start + (3 * range.Depth), Width, Left(range, y + 3, left - x));
            depth += Columns;
        }
        while (depth < range.Depth);

        // The numbers of the next tile take the places of these.
        Group.Barrier();
    }

    /// <summary>The rows that the group takes together, each by as many threads: it is a team's lanes that go on with the sums of its row.</summary>
    private static int RowsOfGroup => Group.DimX / Width * Each;

    private static FourValues Row<TCall, TGradient>(TCall call, PairRange range, int row, long depth)
        where TCall : struct
        where TGradient : struct, IPairGradient<TCall>
    {
        long left = Left(range, row, range.Depth - depth);
        return new FourValues
        {
            A = left > 0 ? TGradient.Row(call, range.Row + row, depth) : 0,
            B = left > Width ? TGradient.Row(call, range.Row + row, depth + Width) : 0,
            C = left > 2 * Width ? TGradient.Row(call, range.Row + row, depth + (2 * Width)) : 0,
            D = left > 3 * Width ? TGradient.Row(call, range.Row + row, depth + (3 * Width)) : 0,
        };
    }

    /// <summary>What is left of the depth; nothing in a row behind the last.</summary>
    private static long Left(PairRange range, int row, long left) => range.Row + row < range.Rows ? left : 0;
}
