using ILGPU;
using LossGen.Passes;

namespace LossGen.Gpu;

/// <summary>
/// Every thread has a place in shared memory, and places are added up by halves. A team of one goes the same way: compilers for CPUs copy all that
/// follows a barrier which a branch may leave out, once more for each.
/// </summary>
public readonly struct Places : IExchange
{
    /// <inheritdoc/>
    public static ArrayView<double> Allocate() => SharedMemory.Allocate<double>(Device.LargestGroup * Device.DoublesPerPlace);

    /// <inheritdoc/>
    public static TValue AllReduce<TValue, TAdd>(TValue mine, Lanes lanes, ArrayView<double> shared)
        where TValue : unmanaged
        where TAdd : struct, IAdd<TValue>
    {
        ArrayView<TValue> places = shared.Cast<TValue>();
        int thread = Group.IdxX;
        places[thread] = mine;
        Group.Barrier();
        for (int half = lanes.Size / 2; half > 0; half /= 2)
        {
            if (lanes.Mine < half)
                places[thread] = TAdd.Add(places[thread], places[thread + (half * lanes.Stride)]);
            Group.Barrier();
        }

        mine = places[thread - (lanes.Mine * lanes.Stride)];

        // The places are used again.
        Group.Barrier();
        return mine;
    }

    /// <inheritdoc/>
    public static TTotals Reduce<TTotals>(TTotals mine)
        where TTotals : unmanaged, ITotals<TTotals>
    {
        ArrayView<TTotals> places = Allocate().Cast<TTotals>();
        int room = 1;
        while (room * 2 <= Math.Min(places.IntLength, Group.DimX))
            room *= 2;

        // The totals of a loss may be more than there are places for: as many threads at a time leave theirs, from the last on.
        for (int first = Group.DimX - room; first > 0; first -= room)
            TakeOver(ref mine, places, first, room);
        for (int half = room / 2; half > 0; half /= 2)
            TakeOver(ref mine, places, half, half);
        return mine;
    }

    /// <summary>The first threads of the group add what as many others have.</summary>
    private static void TakeOver<TTotals>(ref TTotals mine, ArrayView<TTotals> places, int first, int count)
        where TTotals : unmanaged, ITotals<TTotals>
    {
        int place = Group.IdxX - first;
        if (place >= 0 && place < count)
            places[place] = mine;
        Group.Barrier();
        if (Group.IdxX < count)
        {
            TTotals other = places[Group.IdxX];
            mine.Add(in other);
        }

        // The places are used again.
        Group.Barrier();
    }

    /// <inheritdoc/>
    public static SumTotal Scan(SumTotal mine, Lanes lanes, ArrayView<double> shared, out SumTotal all)
    {
        ArrayView<SumTotal> places = shared.Cast<SumTotal>();
        int thread = Group.IdxX, first = thread - (lanes.Mine * lanes.Stride);
        places[thread] = mine;
        Group.Barrier();
        for (int distance = 1; distance < lanes.Size; distance *= 2)
        {
            if (lanes.Mine >= distance)
            {
                SumTotal before = places[thread - (distance * lanes.Stride)];
                before.Add(in mine);
                mine = before;
            }

            Group.Barrier();
            places[thread] = mine;
            Group.Barrier();
        }

        all = places[first + ((lanes.Size - 1) * lanes.Stride)];

        // The places are used again.
        Group.Barrier();
        return mine;
    }
}
