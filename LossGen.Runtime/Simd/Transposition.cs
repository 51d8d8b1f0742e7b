using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

/// <summary>Turns rows into columns, a square of elements after the other: in registers of 128 bits, which every machine has.</summary>
/// <typeparam name="T">The element.</typeparam>
internal static class Transposition<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many elements a square has on each side.</summary>
    public static int Side
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    /// <summary>Writes the square whose rows are the columns of another.</summary>
    /// <param name="source">The first element of the one.</param>
    /// <param name="stride">How far its rows are apart.</param>
    /// <param name="destination">The first element of the other.</param>
    /// <param name="apart">How far the rows of that are apart.</param>
    /// <param name="adds">Whether it is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Square(ref readonly T source, nint stride, ref T destination, nint apart, bool adds)
    {
        Vector128<T> a = At(in source, 0), b = At(in source, stride);
        if (Unsafe.SizeOf<T>() == sizeof(double))
        {
            Put(ref destination, 0, InTurns.Low(a, b), adds);
            Put(ref destination, apart, InTurns.High(a, b), adds);
            return;
        }

        Vector128<T> c = At(in source, 2 * stride), d = At(in source, 3 * stride);
        Vector128<T> ac = InTurns.Low(a, c), bd = InTurns.Low(b, d);
        Put(ref destination, 0, InTurns.Low(ac, bd), adds);
        Put(ref destination, apart, InTurns.High(ac, bd), adds);
        (ac, bd) = (InTurns.High(a, c), InTurns.High(b, d));
        Put(ref destination, 2 * apart, InTurns.Low(ac, bd), adds);
        Put(ref destination, 3 * apart, InTurns.High(ac, bd), adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> At(ref readonly T first, nint offset) => Vector128.LoadUnsafe(in Unsafe.Add(ref Unsafe.AsRef(in first), offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref T first, nint offset, Vector128<T> value, bool adds)
    {
        ref T place = ref Unsafe.Add(ref first, offset);
        (adds ? value + Vector128.LoadUnsafe(in place) : value).StoreUnsafe(ref place);
    }
}
