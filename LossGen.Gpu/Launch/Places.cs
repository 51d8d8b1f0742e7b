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
