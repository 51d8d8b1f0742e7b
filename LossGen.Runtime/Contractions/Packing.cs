using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LossGen.Simd;

namespace LossGen.Contractions;

/// <summary>
/// Copies a block of an operand into panels: the rows (or columns) of a tile side by side, one step of the depth after the other, as the
/// micro-kernel reads them. So it reads memory in order, whatever the strides of the operand are, and from few pages.
/// </summary>
internal static unsafe class Packing
{
    /// <summary>Steps of the depth that are copied together: as many streams of reads, and runs of writes long enough.</summary>
    private const int Together = 8;

    /// <summary>The most rows of a square.</summary>
    private const int MostSide = 16;

    /// <summary>Packs a block.</summary>
    /// <param name="source">The first element of the block.</param>
    /// <param name="stride">How far neighbours within a panel are apart.</param>
    /// <param name="depthStride">How far steps of the depth are apart.</param>
    /// <param name="count">How many rows (or columns) the block has.</param>
    /// <param name="depth">How many steps of the depth.</param>
    /// <param name="panels">Where the panels go. What a panel has beyond its part of the block is of no meaning.</param>
    /// <param name="shape">The panels.</param>
    public static void Pack<V, T>(T* source, nint stride, nint depthStride, nint count, nint depth, T* panels, in PanelShape shape)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (stride == 1)
            PackAlong<V, T>(source, depthStride, count, depth, panels, in shape);
        else if (depthStride == 1 && InTurns.AreSupported)
            PackAcross(source, stride, count, depth, panels, in shape);
        else
            PackAny(source, stride, depthStride, count, depth, panels, in shape);
    }

    /// <summary>Neighbours of a panel are neighbours in memory: whole registers are copied.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackAlong<V, T>(T* source, nint depthStride, nint count, nint depth, T* panels, in PanelShape shape)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (nint step, nint width, nint size) = shape;
        for (nint first = 0; first < depth; first += Together)
        {
            nint end = Math.Min(first + Together, depth);
            T* panel = panels;
            for (nint start = 0; start < count; start += step, panel += size)
            {
                nint left = count - start;
                for (nint k = first; k < end; k++)
                {
                    T* from = source + (k * depthStride) + start;
                    T* to = panel + (k * width);
                    for (nint lane = 0; lane < width; lane += V.Count)
                    {
                        V lanes = lane < left ? Edge.Load<V, T>(in *from, lane, left - lane) : default;
                        V.Store(ref *to, lane, lanes);
                    }
                }
            }
        }
    }

    /// <summary>Steps of the depth are neighbours in memory: squares of elements are transposed in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackAcross<T>(T* source, nint stride, nint count, nint depth, T* panels, in PanelShape shape)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (nint step, nint width, nint size) = shape;
        nint side = Squares.Side<T>();
        nint wide = side == 0 || width % side != 0 ? 0 : depth & -side;
        nint* rows = stackalloc nint[MostSide];
        T* panel = panels;
        for (nint start = 0; start < count; start += step, panel += size)
        {
            nint used = Math.Min(step, count - start);
            T* from = source + (start * stride);
            if (wide != 0)
            {
                for (nint row = 0; row < used; row += side)
                {
                    // What the square has beyond the panel's rows is the last of them again, for no element outside is read.
                    for (nint i = 0; i < side; i++)
                        rows[i] = Math.Min(row + i, used - 1) * stride;
                    for (nint k = 0; k < wide; k += side)
                        Squares.Transpose(from + k, rows, panel + (k * width) + row, width);
                }
            }

            PackSmallSquares(from + wide, stride, used, depth - wide, panel + (wide * width), width);
        }
    }

    /// <summary>One panel, in squares of four by four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackSmallSquares<T>(T* source, nint stride, nint used, nint depth, T* panel, nint width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint whole = depth & -4;
        for (nint row = 0; row < used; row += 4)
        {
            nint last = used - row - 1;
            T* row0 = source + (row * stride);
            T* row1 = row0 + (Math.Min(1, last) * stride);
            T* row2 = row0 + (Math.Min(2, last) * stride);
            T* row3 = row0 + (Math.Min(3, last) * stride);
            T* to = panel + row;
            nint k = 0;
            for (; k < whole; k += 4)
                Transpose(row0 + k, row1 + k, row2 + k, row3 + k, to + (k * width), width);
            for (; k < depth; k++)
            {
                T* lanes = to + (k * width);
                lanes[0] = row0[k];
                lanes[1] = row1[k];
                lanes[2] = row2[k];
                lanes[3] = row3[k];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose<T>(T* row0, T* row1, T* row2, T* row3, T* to, nint width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Vector128<T> a = Vector128.Load(row0), b = Vector128.Load(row1), c = Vector128.Load(row2), d = Vector128.Load(row3);
            Vector128<T> ac = InTurns.Low(a, c), bd = InTurns.Low(b, d);
            InTurns.Low(ac, bd).Store(to);
            InTurns.High(ac, bd).Store(to + width);
            ac = InTurns.High(a, c);
            bd = InTurns.High(b, d);
            InTurns.Low(ac, bd).Store(to + (2 * width));
            InTurns.High(ac, bd).Store(to + (3 * width));
            return;
        }

        TransposePairs(row0, row1, to, width);
        TransposePairs(row2, row3, to + 2, width);
    }

    /// <summary>Four doubles of each of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposePairs<T>(T* row0, T* row1, T* to, nint width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector128<T> a = Vector128.Load(row0), b = Vector128.Load(row1), c = Vector128.Load(row0 + 2), d = Vector128.Load(row1 + 2);
        InTurns.Low(a, b).Store(to);
        InTurns.High(a, b).Store(to + width);
        InTurns.Low(c, d).Store(to + (2 * width));
        InTurns.High(c, d).Store(to + (3 * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackAny<T>(T* source, nint stride, nint depthStride, nint count, nint depth, T* panels, in PanelShape shape)
        where T : unmanaged
    {
        (nint step, nint width, nint size) = shape;
        T* panel = panels;
        for (nint start = 0; start < count; start += step, panel += size)
        {
            nint used = Math.Min(step, count - start);
            for (nint k = 0; k < depth; k++)
            {
                T* from = source + (start * stride) + (k * depthStride);
                T* to = panel + (k * width);
                for (nint i = 0; i < used; i++)
                    to[i] = from[i * stride];
            }
        }
    }
}
