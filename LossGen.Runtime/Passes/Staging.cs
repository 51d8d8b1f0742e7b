using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LossGen.Passes;

/// <summary>Carries a computed block from the first-level cache to its destination.</summary>
internal static unsafe class Staging
{
    /// <summary>Adds the staged elements to the destination.</summary>
    public static void Add<T>(T* staged, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector<T>.Count;
        ref T first = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= destination.Length - width; i += width)
            (Vector.LoadUnsafe(ref first, (nuint)i) + Vector.Load(staged + i)).StoreUnsafe(ref first, (nuint)i);
        for (; i < destination.Length; i++)
            Unsafe.Add(ref first, i) += staged[i];
    }

    /// <summary>Writes the staged elements to the destination, which is pinned, past the caches.</summary>
    public static void Stream<T>(T* staged, Span<T> destination)
        where T : unmanaged
    {
        T* target = (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(destination));
        int bytes = Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : 16;
        int width = bytes / sizeof(T);
        int length = destination.Length;
        if (((nuint)target & (nuint)(sizeof(T) - 1)) != 0)
        {
            // A span that was cast from bytes may begin anywhere; these stores may not.
            new ReadOnlySpan<T>(staged, length).CopyTo(destination);
            return;
        }

        int i = (int)Math.Min(length, (long)((nuint)(-(nint)target) & (nuint)(bytes - 1)) / sizeof(T));
        new ReadOnlySpan<T>(staged, i).CopyTo(destination);
        if (Vector512.IsHardwareAccelerated)
        {
            for (; i <= length - width; i += width)
                Vector512.Load(staged + i).StoreAlignedNonTemporal(target + i);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            for (; i <= length - width; i += width)
                Vector256.Load(staged + i).StoreAlignedNonTemporal(target + i);
        }
        else
        {
            for (; i <= length - width; i += width)
                Vector128.Load(staged + i).StoreAlignedNonTemporal(target + i);
        }

        new ReadOnlySpan<T>(staged + i, length - i).CopyTo(destination[i..]);
    }
}
