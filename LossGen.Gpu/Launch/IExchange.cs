using ILGPU;
using LossGen.Nests;
using LossGen.Passes;

namespace LossGen.Gpu;

/// <summary>
/// How the threads of a team learn what the others have formed. Kernels are generic in it and compiled for one that the device has: warp
/// shuffles on NVIDIA's, shared memory elsewhere. All add in the same order on every run, and every thread of the group has to take part.
/// </summary>
public interface IExchange
{
    /// <summary>The shared memory that it needs, allocated once per kernel.</summary>
    static abstract ArrayView<double> Allocate();

    /// <summary>Adds up what the threads of a team have formed, and hands the sum to all of them.</summary>
    static abstract TValue AllReduce<TValue, TAdd>(TValue mine, Lanes lanes, ArrayView<double> shared)
        where TValue : unmanaged
        where TAdd : struct, IAdd<TValue>;

    /// <summary>Adds up the totals of all threads of the group, however large they are; the first thread is handed the sum.</summary>
    static abstract TTotals Reduce<TTotals>(TTotals mine)
        where TTotals : unmanaged, ITotals<TTotals>;

    /// <summary>The sum of what the threads of the team up to this one have formed, and that of all.</summary>
    static abstract SumTotal Scan(SumTotal mine, Lanes lanes, ArrayView<double> shared, out SumTotal all);
}

/// <summary>The place of a thread in its team.</summary>
public struct Lanes
{
    /// <summary>The threads of the team, a power of two.</summary>
    public int Size;

    /// <summary>The thread's number among them.</summary>
    public int Mine;

    /// <summary>How far the numbers of neighbouring lanes are apart in the group.</summary>
    public int Stride;
}

/// <summary>How two partial results become one.</summary>
/// <typeparam name="TValue">The partial result.</typeparam>
public interface IAdd<TValue>
{
    /// <summary>The result of no elements.</summary>
    static abstract TValue Nothing { get; }

    /// <summary>The result of the elements of both.</summary>
    static abstract TValue Add(TValue first, TValue later);
}

/// <summary>Totals add themselves up.</summary>
/// <typeparam name="TTotals">The totals.</typeparam>
internal readonly struct AddTotals<TTotals> : IAdd<TTotals>
    where TTotals : unmanaged, ITotals<TTotals>
{
    public static TTotals Nothing => default;

    public static TTotals Add(TTotals first, TTotals later)
    {
        first.Add(in later);
        return first;
    }
}

/// <summary>Parts of an online softmax are brought to the same shift.</summary>
internal readonly struct AddOnline : IAdd<OnlineSum>
{
    public static OnlineSum Nothing => new();

    public static OnlineSum Add(OnlineSum first, OnlineSum later)
    {
        first.Add<DeviceElementary>(later.Largest, later.Sum);
        return first;
    }
}
