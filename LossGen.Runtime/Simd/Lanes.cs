using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

/// <summary>
/// The lanes of a vector that was computed. They are not constructed: a constructor would be inlined besides, with variables of its own in a method that may have few. What is
/// loaded is constructed, since the JIT would take it through memory otherwise.
/// </summary>
/// <remarks>
/// These methods are no members of the lanes, which are generic: the runtime finds a member of a generic type by going through all of them, once for each call that the JIT inlines. For the
/// time of the JIT as well, operations reinterpret lanes as vectors of floats or doubles at once, which takes a fifth of what AsSingle, AsDouble and As take.
/// </remarks>
internal static class Lanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128<T> Of<T>(Vector128<T> vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unsafe.BitCast<Vector128<T>, Lanes128<T>>(vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Of<T>(Vector256<T> vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unsafe.BitCast<Vector256<T>, Lanes256<T>>(vector);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Of<T>(Vector512<T> vector)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Unsafe.BitCast<Vector512<T>, Lanes512<T>>(vector);
}
