using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Passes;
using LossGen.Simd;

namespace LossGen.Contractions;

/// <summary>
/// Products of few rows where the depth is contiguous in both operands: each element is a sum over lanes along the depth, so that b is read
/// once, in order, as it lies.
/// </summary>
internal static unsafe class DotProducts
{
    /// <summary>With more rows than this packing costs less than reading a again and again.</summary>
    private const int MostRows = 2;

    /// <summary>With no more rows and columns than this the registers of a tile could not be filled.</summary>
    private const int MostSide = 8;

    /// <summary>The columns that are summed together: as many streams of reads.</summary>
    private const int Together = 4;

    /// <summary>The most elements that a lane sums; lanes are added up afterwards.</summary>
    private const int LaneDepth = 256;

    /// <summary>The columns that a thread draws at a time.</summary>
    private const int Share = 64;

    /// <summary>Whether a product is formed this way.</summary>
    public static bool Fits<T>(in Operands<T> operands)
        where T : unmanaged =>
        operands.ADepth == 1 && operands.BDepth == 1 && operands.Depth > 0
        && (operands.Rows <= MostRows || Math.Max(operands.Rows, operands.Columns) <= MostSide);

    /// <summary>Forms the product.</summary>
    public static void Run<V, T>(in Operands<T> operands, int threads)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (Operands<T>* context = &operands)
            WorkSharing.Run(&RunShare<V, T>, (nint)context, (int)BlockGrid.Ceiling(operands.Columns, Share), threads);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunShare<V, T>(nint address, int share)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ref readonly Operands<T> operands = ref *(Operands<T>*)address;
        nint most = LaneDepth * V.Count;
        nint end = Math.Min(operands.Columns, (share + 1) * (nint)Share);
        T* sums = stackalloc T[MostSide * Together];
        T* lost = stackalloc T[MostSide * Together];
        for (nint column = share * (nint)Share; column < end; column += Together)
        {
            nint columns = Math.Min(Together, end - column);
            for (nint k = 0; k < operands.Depth; k += most)
            {
                nint depth = Math.Min(most, operands.Depth - k);
                for (nint row = 0; row < operands.Rows; row++)
                {
                    T* dots = sums + (row * Together);
                    Sum<V, T>(
                        operands.A + (row * operands.ARow) + k,
                        operands.B + (column * operands.BColumn) + k,
                        operands.BColumn,
                        columns,
                        depth,
                        k > 0,
                        dots,
                        lost + (row * Together));
                }
            }

            for (nint row = 0; row < operands.Rows; row++)
            {
                for (nint j = 0; j < columns; j++)
                {
                    T sum = sums[(row * Together) + j];
                    sum = T.IsFinite(sum) ? sum + lost[(row * Together) + j] : sum;
                    T* place = operands.C + (row * operands.CRow) + ((column + j) * operands.CColumn);
                    *place = operands.Accumulates ? *place + sum : sum;
                }
            }
        }
    }

    /// <summary>Sums a row of a times up to four columns of b, and adds that to the sums, keeping what is lost (Knuth's TwoSum).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<V, T>(T* a, T* b, nint bColumn, nint columns, nint depth, bool continues, T* sums, T* lost)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // What there is less than four columns is the last of them again.
        T* b0 = b, b1 = b + (Math.Min(1, columns - 1) * bColumn);
        T* b2 = b + (Math.Min(2, columns - 1) * bColumn), b3 = b + (Math.Min(3, columns - 1) * bColumn);
        V sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        nint k = 0, whole = depth & -V.Count;
        for (; k < whole; k += V.Count)
        {
            V left = V.Load(in *a, k);
            sum0 = V.MultiplyAdd(left, V.Load(in *b0, k), sum0);
            sum1 = V.MultiplyAdd(left, V.Load(in *b1, k), sum1);
            sum2 = V.MultiplyAdd(left, V.Load(in *b2, k), sum2);
            sum3 = V.MultiplyAdd(left, V.Load(in *b3, k), sum3);
        }

        if (k < depth)
        {
            V left = V.LoadFirst(in *a, k, depth - k);
            sum0 = V.MultiplyAdd(left, V.LoadFirst(in *b0, k, depth - k), sum0);
            sum1 = V.MultiplyAdd(left, V.LoadFirst(in *b1, k, depth - k), sum1);
            sum2 = V.MultiplyAdd(left, V.LoadFirst(in *b2, k, depth - k), sum2);
            sum3 = V.MultiplyAdd(left, V.LoadFirst(in *b3, k, depth - k), sum3);
        }

        Add<V, T>(sum0, continues, sums, lost);
        Add<V, T>(sum1, continues, sums + 1, lost + 1);
        Add<V, T>(sum2, continues, sums + 2, lost + 2);
        Add<V, T>(sum3, continues, sums + 3, lost + 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<V, T>(V lanes, bool continues, T* sum, T* lost)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T value = Total<V, T>(lanes);
        T before = continues ? *sum : T.Zero;
        T total = before + value, added = total - before;
        T rest = (before - (total - added)) + (value - added);
        *lost = continues ? *lost + rest : T.Zero;
        *sum = total;
    }

    /// <summary>The sum of the lanes, halves first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Total<V, T>(V lanes)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* parts = stackalloc T[V.Count];
        V.Store(ref *parts, 0, lanes);
        for (int half = V.Count / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
                parts[i] += parts[i + half];
        }

        return parts[0];
    }
}
