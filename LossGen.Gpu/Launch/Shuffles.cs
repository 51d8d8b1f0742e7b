using ILGPU;
using LossGen.Passes;

namespace LossGen.Gpu;

/// <summary>
/// Threads of a warp exchange registers; the sums of warps go through shared memory, from which every warp adds them up again. Both orders of an
/// exchange are told apart, so that all threads come to the same bits.
/// </summary>
public readonly struct Shuffles : IExchange
{
    private const int Warp = 32, MostWarps = Device.LargestGroup / Warp;

    /// <inheritdoc/>
    public static ArrayView<double> Allocate() => SharedMemory.Allocate<double>(MostWarps * Device.DoublesPerPlace);

    /// <inheritdoc/>
    public static TValue AllReduce<TValue, TAdd>(TValue mine, Lanes lanes, ArrayView<double> shared)
        where TValue : unmanaged
        where TAdd : struct, IAdd<TValue>
    {
        if (lanes.Size <= Warp)
            return InWarp<TValue, TAdd>(mine, lanes.Size, lanes.Mine);
        mine = InWarp<TValue, TAdd>(mine, Warp, lanes.Mine);
        ArrayView<TValue> warps = shared.Cast<TValue>();
        int lane = lanes.Mine % Warp, count = lanes.Size / Warp;
        if (lane == 0)
            warps[lanes.Mine / Warp] = mine;
        Group.Barrier();
        mine = lane < count ? warps[lane] : TAdd.Nothing;

        // The places are used again.
        Group.Barrier();
        return InWarp<TValue, TAdd>(mine, Warp, lane);
    }

    /// <inheritdoc/>
    public static TTotals Reduce<TTotals>(TTotals mine)
        where TTotals : unmanaged, ITotals<TTotals> =>
        AllReduce<TTotals, AddTotals<TTotals>>(
            mine, new Lanes { Size = Group.DimX, Mine = Group.IdxX, Stride = 1 }, SharedMemory.Allocate<TTotals>(MostWarps).Cast<double>());

    /// <inheritdoc/>
    public static SumTotal Scan(SumTotal mine, Lanes lanes, ArrayView<double> shared, out SumTotal all)
    {
        int lane = lanes.Mine % Warp, width = Math.Min(lanes.Size, Warp);
        mine = ScanWarp(mine, width, lane);
        if (lanes.Size <= Warp)
        {
            // Several teams may share the warp.
            all = ILGPU.Warp.Shuffle(mine, ILGPU.Warp.LaneIdx | (width - 1));
            return mine;
        }

        ArrayView<SumTotal> warps = shared.Cast<SumTotal>();
        if (lane == Warp - 1)
            warps[lanes.Mine / Warp] = mine;
        Group.Barrier();
        SumTotal before = default;
        all = default;
        for (int warp = 0; warp < lanes.Size / Warp; warp++)
        {
            if (warp == lanes.Mine / Warp)
                before = all;
            all.Add(warps[warp]);
        }

        Group.Barrier();
        before.Add(in mine);
        return before;
    }

    private static TValue InWarp<TValue, TAdd>(TValue mine, int size, int lane)
        where TValue : unmanaged
        where TAdd : struct, IAdd<TValue>
    {
        for (int mask = 1; mask < size; mask *= 2)
        {
            TValue other = ILGPU.Warp.ShuffleXor(mine, mask);
            mine = (lane & mask) == 0 ? TAdd.Add(mine, other) : TAdd.Add(other, mine);
        }

        return mine;
    }

    private static SumTotal ScanWarp(SumTotal mine, int size, int lane)
    {
        for (int distance = 1; distance < size; distance *= 2)
        {
            SumTotal before = ILGPU.Warp.ShuffleUp(mine, distance);
            if (lane >= distance)
            {
                before.Add(in mine);
                mine = before;
            }
        }

        return mine;
    }
}
