namespace LossGen.Nests;

/// <summary>The first position at which an index lies outside of its axis.</summary>
public struct FirstFault
{
    private long position;
    private long index;
    private bool any;

    /// <summary>Whether there is one.</summary>
    public readonly bool Found => any;

    /// <summary>The position, counted through all axes.</summary>
    public readonly long Position => position;

    /// <summary>The index there.</summary>
    public readonly long Index => index;

    /// <summary>Takes note of an index outside.</summary>
    public void Add(long faultPosition, long faultIndex)
    {
        if (any)
            return;
        (position, index, any) = (faultPosition, faultIndex, true);
    }

    /// <summary>Takes note of what was found in the positions that follow.</summary>
    public void Add(in FirstFault later)
    {
        if (later.any)
            Add(later.position, later.index);
    }
}
