using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Simd;

/// <summary>
/// A stretch of a block, over which emitted code runs one loop after the other. What a loop leaves for the next lies in memory of the thread,
/// since a method of a user's project would fill it with zeros first.
/// </summary>
public static class Strip
{
    /// <summary>The elements of a strip.</summary>
    public const int Length = 256;

    private const int Alignment = 64;

    [ThreadStatic]
    private static byte[]? memory;

    /// <summary>Memory for some strips, one behind the other, each aligned for the widest registers. Whoever takes it next takes the same.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static unsafe ref T Take<T>(int count)
        where T : unmanaged
    {
        int bytes = (count * Length * sizeof(T)) + Alignment;
        if (memory is null || memory.Length < bytes)
            memory = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        nuint first = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(memory));
        return ref *(T*)((first + Alignment - 1) & ~(nuint)(Alignment - 1));
    }
}
