using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Simd;

/// <summary>Memory on the stack for the accumulators of a loop, which the JIT then does not take for variables that it may hold in registers or not.</summary>
public static class Kept
{
    /// <summary>What an accumulator takes at most: four of the widest registers.</summary>
    public const int Bytes = 256;

    /// <summary>An accumulator in memory of <see cref="Bytes"/> bytes.</summary>
    /// <typeparam name="A">The accumulator, such as <see cref="Sum{V, T}"/>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref A At<A>(Span<byte> memory)
        where A : struct => ref Unsafe.As<byte, A>(ref MemoryMarshal.GetReference(memory));
}
