using System.Numerics;
using ILGPU;
using ILGPU.Runtime;
using LossGen.Nests;
using LossGen.Passes;

namespace LossGen.Gpu;

/// <summary>What emitted kernels call on the device.</summary>
public static class Device
{
    /// <summary>The most threads of a group; what groups reduce in shared memory has as many places.</summary>
    public const int LargestGroup = 512;

    /// <summary>What a thread leaves in shared memory: the largest accumulator, of an online softmax, is three doubles.</summary>
    internal const int DoublesPerPlace = 3;

    /// <summary>The first position of this thread in a loop that all threads of the grid share.</summary>
    public static long FirstPosition => ((long)Grid.IdxX * Group.DimX) + Group.IdxX;

    /// <summary>The threads of the grid: how far the positions of a thread lie apart.</summary>
    public static long Positions => (long)Grid.DimX * Group.DimX;

    /// <summary>Whether an index lies in an axis.</summary>
    public static bool IsInside(long index, long extent) => index >= 0 && index < extent;

    /// <summary>A value that is an integer as an index; what is none, such as the argmax over nothing, lies outside of any axis.</summary>
    public static long Index(double value) => Math.Abs(value) < 9e15 ? (long)value : -1;

    /// <summary>Takes note of the first position at which an index lies outside.</summary>
    public static void Fault(ArrayView<int> faults, int number, long position) =>
        Atomic.Min(ref faults[number], position < int.MaxValue ? (int)position : int.MaxValue - 1);

    /// <summary>Four elements by one load. The view must start at a multiple of 16 bytes, and the position must be one of 4.</summary>
    public static Quad<T> LoadQuad<T>(ArrayView<T> view, long position)
        where T : unmanaged =>
        view.Cast<Quad<T>>().AsAligned16()[position >> 2];

    /// <summary>Writes four elements by one store, or adds them to what is there.</summary>
    public static void StoreQuad<T>(ArrayView<T> view, long position, Quad<T> value, bool accumulates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArrayView<Quad<T>> quads = view.Cast<Quad<T>>().AsAligned16();
        if (accumulates)
        {
            Quad<T> there = quads[position >> 2];
            value.A += there.A;
            value.B += there.B;
            value.C += there.C;
            value.D += there.D;
        }

        quads[position >> 2] = value;
    }

    /// <summary>Writes an element, or adds to it.</summary>
    public static void Store<T>(ArrayView<T> view, long position, T value, bool accumulates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        view[position] = accumulates ? view[position] + value : value;

    /// <summary>Writes a half, or adds to it, and rounds once.</summary>
    public static void Store(ArrayView<DeviceHalf> view, long position, float value, bool accumulates) =>
        view[position] = (DeviceHalf)(accumulates ? (float)view[position] + value : value);

    /// <summary>Writes an element of 16 bits, or adds to it, and rounds once.</summary>
    public static void Store(ArrayView<DeviceBFloat16> view, long position, float value, bool accumulates) =>
        view[position] = (DeviceBFloat16)(accumulates ? (float)view[position] + value : value);

    /// <summary>
    /// Adds up the totals of a group's threads, and leaves them at the group's place. Every thread of the group has to call it.
    /// </summary>
    public static void Reduce<TExchange, TTotals>(ref TTotals totals, ArrayView<TTotals> groups)
        where TExchange : struct, IExchange
        where TTotals : unmanaged, ITotals<TTotals>
    {
        totals = TExchange.Reduce(totals);
        if (Group.IdxX == 0)
            groups[Grid.IdxX] = totals;
    }

    /// <summary>The second stage: one group adds up the totals of all groups, each thread those of a range, and leaves them at the first place.</summary>
    public static void Combine<TExchange, TTotals>(ArrayView<TTotals> groups)
        where TExchange : struct, IExchange
        where TTotals : unmanaged, ITotals<TTotals>
    {
        int each = (groups.IntLength + Group.DimX - 1) / Group.DimX;
        TTotals totals = default;
        int end = Math.Min((Group.IdxX + 1) * each, groups.IntLength);
        for (int group = Group.IdxX * each; group < end; group++)
            totals.Add(groups[group]);
        Group.Barrier();
        Reduce<TExchange, TTotals>(ref totals, groups);
    }
}
