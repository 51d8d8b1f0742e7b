using System.Runtime.CompilerServices;

namespace LossGen.Nests;

/// <summary>A team of one: a loop is a single slice. The JIT leaves nothing of it.</summary>
public readonly struct Alone : ITeam
{
    /// <inheritdoc/>
    public bool IsAlone
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <inheritdoc/>
    public bool IsLeader
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Slice Draw(int loop, nint extent) => new() { End = extent };

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next(int loop, ref Slice slice) => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Keep(in Slice slice, int place, double part)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Keep(in Slice slice, int place, in OnlineSum part)
    {
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Merge<TTotal>(in Slice slice, int place, double own)
        where TTotal : struct, Passes.IPartTotal => own;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public OnlineSum Merge(in Slice slice, int place, in OnlineSum own) => own;
}
