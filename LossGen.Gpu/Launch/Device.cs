using System.Numerics;
using ILGPU;
using ILGPU.Runtime;
using LossGen.Passes;

namespace LossGen.Gpu;

/// <summary>What emitted kernels call on the device.</summary>
public static class Device
{
    /// <summary>The most threads of a group; what groups reduce in shared memory has as many places.</summary>
    public const int LargestGroup = 256;

    /// <summary>The first position of this thread in a loop that all threads of the grid share.</summary>
    public static long FirstPosition => ((long)Grid.IdxX * Group.DimX) + Group.IdxX;

    /// <summary>The threads of the grid: how far the positions of a thread lie apart.</summary>
    public static long Positions => (long)Grid.DimX * Group.DimX;

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
        ArrayView<TTotals> shared = SharedMemory.Allocate<TTotals>(LargestGroup);
        int thread = Group.IdxX;
        shared[thread] = totals;
        Group.Barrier();
        for (int half = Group.DimX / 2; half > 0; half /= 2)
        {
            if (thread < half)
            {
                TTotals sum = shared[thread];
                sum.Add(shared[thread + half]);
                shared[thread] = sum;
            }

            Group.Barrier();
        }

        if (thread == 0)
            groups[Grid.IdxX] = shared[0];
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
