using LossGen.Passes;

namespace LossGen.Nests;

/// <summary>A member of a team that shares a row.</summary>
internal readonly unsafe struct Member(TeamRow* row, bool isLeader) : ITeam
{
    /// <summary>The most slices of a loop.</summary>
    public const int MaxSlices = 64;

    /// <summary>A slice is a multiple of the lanes of the widest register, and of a cache line.</summary>
    private const int SliceMultiple = 16;

    public bool IsAlone => false;

    public bool IsLeader => isLeader;

    public Slice Draw(int loop, nint extent)
    {
        var slice = new Slice { Extent = extent };
        Draw(loop, ref slice);
        return slice;
    }

    public bool Next(int loop, ref Slice slice)
    {
        // What the slice gave is written before it counts as done.
        if (slice.Number >= 0)
            Interlocked.Increment(ref row->Done[loop]);
        if (Draw(loop, ref slice))
            return true;
        int slices = Slices(slice.Extent);
        SpinWait wait = default;
        while (Volatile.Read(ref row->Done[loop]) < slices && Volatile.Read(ref row->HasFailed) == 0)
            wait.SpinOnce(sleep1Threshold: -1);
        return false;
    }

    public void Keep(in Slice slice, int place, double part)
    {
        if (slice.Number >= 0)
            Parts(place)[slice.Number] = part;
    }

    public void Keep(in Slice slice, int place, in OnlineSum part)
    {
        Keep(in slice, place, part.Largest);
        Keep(in slice, place + 1, part.Sum);
    }

    public double Merge<TTotal>(in Slice slice, int place, double own)
        where TTotal : struct, IPartTotal
    {
        var total = default(TTotal);
        for (int i = 0; i < Slices(slice.Extent); i++)
            total.Add(Parts(place)[i]);
        return total.Value;
    }

    public OnlineSum Merge(in Slice slice, int place, in OnlineSum own)
    {
        var total = new OnlineSum();
        for (int i = 0; i < Slices(slice.Extent); i++)
            total.Add(Parts(place)[i], Parts(place + 1)[i]);
        return total;
    }

    private bool Draw(int loop, ref Slice slice)
    {
        int number = Volatile.Read(ref row->Drawn[loop]) < MaxSlices ? Interlocked.Increment(ref row->Drawn[loop]) - 1 : MaxSlices;
        nint length = Length(slice.Extent);
        bool isLeft = number < Slices(slice.Extent);
        slice.Number = isLeft ? number : -1;
        slice.First = isLeft ? number * length : 0;
        slice.End = isLeft ? nint.Min(slice.First + length, slice.Extent) : 0;
        return isLeft;
    }

    private static nint Length(nint extent) =>
        ((((extent + MaxSlices - 1) / MaxSlices) + SliceMultiple - 1) / SliceMultiple) * SliceMultiple;

    private static int Slices(nint extent) => extent <= 0 ? 0 : (int)(((extent - 1) / Length(extent)) + 1);

    private double* Parts(int place) => row->Parts + (place * MaxSlices);
}

/// <summary>What the members of a team share while they work on a row.</summary>
internal unsafe struct TeamRow
{
    /// <summary>The slices of each loop that were drawn.</summary>
    public int* Drawn;

    /// <summary>The slices of each loop that are done.</summary>
    public int* Done;

    /// <summary>The parts of each reduction.</summary>
    public double* Parts;

    /// <summary>1 once a member threw: the others wait no more.</summary>
    public int HasFailed;
}
