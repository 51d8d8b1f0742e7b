using LossGen.Passes;

namespace LossGen.Nests;

/// <summary>
/// Who works on a row. All members of a team run the same loops: each loop over the row is cut into slices by its extent alone, members draw
/// slices, and when all are done every member merges the parts in the order of the slices and goes on with the same numbers. A member that
/// comes late finds no slice left and catches up, so that nobody waits for one who has not started.
/// </summary>
public interface ITeam
{
    /// <summary>Whether it has one member, which goes along all of the row.</summary>
    bool IsAlone { get; }

    /// <summary>Whether this member writes what all members compute.</summary>
    bool IsLeader { get; }

    /// <summary>Begins a loop and draws a slice of it, an empty one where none is left.</summary>
    /// <param name="loop">The number of the loop.</param>
    /// <param name="extent">How far it runs.</param>
    Slice Draw(int loop, nint extent);

    /// <summary>Reports the slice as done and draws the next one; false once none is left and all are done.</summary>
    bool Next(int loop, ref Slice slice);

    /// <summary>Keeps the part of a reduction that the slice gave.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="place">The number of the reduction.</param>
    /// <param name="part">The part.</param>
    void Keep(in Slice slice, int place, double part);

    /// <summary>Keeps the part of a sum of exponentials, which takes two places.</summary>
    void Keep(in Slice slice, int place, in OnlineSum part);

    /// <summary>The reduction of all slices.</summary>
    /// <param name="slice">A slice of the loop.</param>
    /// <param name="place">The number of the reduction.</param>
    /// <param name="own">The part that this member computed last.</param>
    /// <typeparam name="TTotal">The total over parts.</typeparam>
    double Merge<TTotal>(in Slice slice, int place, double own)
        where TTotal : struct, IPartTotal;

    /// <summary>The sum of exponentials of all slices.</summary>
    OnlineSum Merge(in Slice slice, int place, in OnlineSum own);
}

/// <summary>A part of a loop.</summary>
public struct Slice
{
    /// <summary>The first position.</summary>
    public nint First;

    /// <summary>The position after the last.</summary>
    public nint End;

    internal nint Extent;

    /// <summary>The number among the slices of the loop; -1 for an empty slice.</summary>
    internal int Number;
}
