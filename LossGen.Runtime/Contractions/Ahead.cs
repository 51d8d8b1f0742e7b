using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Contractions;

/// <summary>
/// Asks for the part of an operand that is packed next, a share at a time between tiles: it arrives while the sums are formed, which use
/// the memory little. Hardware does not see it coming where rows lie far apart.
/// </summary>
internal readonly unsafe struct Ahead
{
    private const int CacheLine = 64;

    private readonly byte* start;
    private readonly nint stride, bytes, runs, shares;

    private Ahead(byte* start, nint stride, nint bytes, nint runs, nint shares)
    {
        this.start = start;
        (this.stride, this.bytes, this.runs, this.shares) = (stride, bytes, runs, shares);
    }

    /// <summary>A part of an operand, in shares. One without neighbours in memory is not asked for.</summary>
    public static Ahead Of<T>(T* source, nint stride, nint depthStride, nint count, nint depth, nint shares)
        where T : unmanaged
    {
        if (stride == 1)
            return new((byte*)source, depthStride * sizeof(T), count * sizeof(T), depth, shares);
        return depthStride == 1 ? new((byte*)source, stride * sizeof(T), depth * sizeof(T), count, shares) : default;
    }

    /// <summary>Asks for one share.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Ask(nint share)
    {
        if (runs != 0 && Sse.IsSupported)
            AskRuns(runs * share / shares, runs * (share + 1) / shares);
    }

    private void AskRuns(nint first, nint end)
    {
        byte* run = start + (first * stride);
        for (nint i = first; i < end; i++, run += stride)
        {
            for (nint line = 0; line < bytes; line += CacheLine)
                Sse.Prefetch1(run + line);
            Sse.Prefetch1(run + bytes - 1);
        }
    }
}
