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
    public const int LargestGroup = 256;

    /// <summary>The largest accumulator, of an online softmax, is three doubles.</summary>
    private const int DoublesPerThread = 3;

    /// <summary>The first position of this thread in a loop that all threads of the grid share.</summary>
    public static long FirstPosition => ((long)Grid.IdxX * Group.DimX) + Group.IdxX;

    /// <summary>The threads of the grid: how far the positions of a thread lie apart.</summary>
    public static long Positions => (long)Grid.DimX * Group.DimX;

    /// <summary>The first of the positions that this group takes, and how far they lie apart.</summary>
    public static long FirstGroup => Grid.IdxX;

    /// <summary>The groups of the grid.</summary>
    public static long Groups => Grid.DimX;

    /// <summary>The thread's place in its group.</summary>
    public static long Thread => Group.IdxX;

    /// <summary>The threads of the group.</summary>
    public static long Threads => Group.DimX;

    /// <summary>Whether an index lies in an axis.</summary>
    public static bool IsInside(long index, long extent) => index >= 0 && index < extent;

    /// <summary>A value that is an integer as an index; what is none, such as the argmax over nothing, lies outside of any axis.</summary>
    public static long Index(double value) => Math.Abs(value) < 9e15 ? (long)value : -1;

    /// <summary>Takes note of the first position at which an index lies outside.</summary>
    public static void Fault(ArrayView<int> faults, int number, long position) =>
        Atomic.Min(ref faults[number], position < int.MaxValue ? (int)position : int.MaxValue - 1);

    /// <summary>Four elements by one load. The view must start at a multiple of 16 bytes.</summary>
    public static Quad<T> LoadQuad<T>(ArrayView<T> view, long quad)
        where T : unmanaged =>
        view.Cast<Quad<T>>().AsAligned16()[quad];

    /// <summary>Writes four elements by one store, or adds them to what is there.</summary>
    public static void StoreQuad<T>(ArrayView<T> view, long quad, Quad<T> value, bool accumulates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArrayView<Quad<T>> quads = view.Cast<Quad<T>>().AsAligned16();
        if (accumulates)
        {
            Quad<T> there = quads[quad];
            value.A += there.A;
            value.B += there.B;
            value.C += there.C;
            value.D += there.D;
        }

        quads[quad] = value;
    }

    /// <summary>Writes an element, or adds to it.</summary>
    public static void Store<T>(ArrayView<T> view, long position, T value, bool accumulates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        view[position] = accumulates ? view[position] + value : value;

    /// <summary>
    /// Adds up the totals of a group's threads, by halves in shared memory, and leaves them at the group's place. Every thread of the group has
    /// to call it.
    /// </summary>
    public static void Reduce<TTotals>(ref TTotals totals, ArrayView<TTotals> groups)
        where TTotals : unmanaged, ITotals<TTotals>
    {
        ArrayView<TTotals> places = SharedMemory.Allocate<TTotals>(LargestGroup);
        AddUp<TTotals, AddTotals<TTotals>>(totals, places);
        if (Group.IdxX == 0)
            groups[Grid.IdxX] = places[0];
    }

    /// <summary>Memory that the threads of a group share: room for one accumulator each.</summary>
    public static ArrayView<double> Shared() => SharedMemory.Allocate<double>(LargestGroup * DoublesPerThread);

    /// <summary>Adds up the accumulators of a group's threads, and hands the sum to all. Every thread of the group has to call it.</summary>
    public static void AllReduce<TTotals>(ref TTotals mine, ArrayView<double> shared)
        where TTotals : unmanaged, ITotals<TTotals> =>
        AllReduce<TTotals, AddTotals<TTotals>>(ref mine, shared);

    /// <summary>The same for an online softmax.</summary>
    public static void AllReduceOnline(ref OnlineSum mine, ArrayView<double> shared) => AllReduce<OnlineSum, AddOnline>(ref mine, shared);

    private static void AllReduce<TTotals, TAdd>(ref TTotals mine, ArrayView<double> shared)
        where TTotals : unmanaged
        where TAdd : struct, IAdd<TTotals>
    {
        ArrayView<TTotals> places = shared.Cast<TTotals>();
        AddUp<TTotals, TAdd>(mine, places);
        mine = places[0];

        // The places are used again.
        Group.Barrier();
    }

    /// <summary>Adds up by halves; the sum lies in the first place.</summary>
    private static void AddUp<TTotals, TAdd>(TTotals mine, ArrayView<TTotals> places)
        where TTotals : unmanaged
        where TAdd : struct, IAdd<TTotals>
    {
        int thread = Group.IdxX;
        places[thread] = mine;
        Group.Barrier();
        for (int half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (thread < half)
                places[thread] = TAdd.Add(places[thread], places[thread + half]);
            Group.Barrier();
        }
    }

    private interface IAdd<TTotals>
    {
        static abstract TTotals Add(TTotals first, TTotals later);
    }

    private readonly struct AddTotals<TTotals> : IAdd<TTotals>
        where TTotals : unmanaged, ITotals<TTotals>
    {
        public static TTotals Add(TTotals first, TTotals later)
        {
            first.Add(in later);
            return first;
        }
    }

    private readonly struct AddOnline : IAdd<OnlineSum>
    {
        public static OnlineSum Add(OnlineSum first, OnlineSum later)
        {
            first.Add<DeviceElementary>(later.Largest, later.Sum);
            return first;
        }
    }

    /// <summary>Leaves the totals that the group's first thread has formed at the group's place.</summary>
    public static void Leave<TTotals>(ref TTotals totals, ArrayView<TTotals> groups)
        where TTotals : unmanaged
    {
        if (Group.IdxX == 0)
            groups[Grid.IdxX] = totals;
    }

    /// <summary>The second stage: one group adds up the totals of all groups, each thread those of a range, and leaves them at the first place.</summary>
    public static void Combine<TTotals>(ArrayView<TTotals> groups)
        where TTotals : unmanaged, ITotals<TTotals>
    {
        int each = (groups.IntLength + Group.DimX - 1) / Group.DimX;
        TTotals totals = default;
        int end = Math.Min((Group.IdxX + 1) * each, groups.IntLength);
        for (int group = Group.IdxX * each; group < end; group++)
            totals.Add(groups[group]);
        Group.Barrier();
        Reduce(ref totals, groups);
    }
}
