using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Simd;

/// <summary>Registers of bytes and long integers as numbers that are computed with, where the processor converts them together; those of int are what <see cref="ISimd{V, T}"/> loads.</summary>
internal static class Integers
{
    /// <summary>Whether the processor converts as many integers as there are lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreLanes<V, T, E>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
    {
        bool isWidest = typeof(V) == typeof(Lanes512<float>) || typeof(V) == typeof(Lanes512<double>);
        if (typeof(E) == typeof(byte))
            return isWidest ? Avx512F.IsSupported : Avx2.IsSupported && (typeof(V) == typeof(Lanes256<float>) || typeof(V) == typeof(Lanes256<double>));
        return typeof(E) == typeof(long) && isWidest && Avx512DQ.IsSupported;
    }

    /// <summary>The integers from <paramref name="index"/> on, of which there is one for each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V, T, E>(ref readonly E first, nint index)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
    {
        ref E place = ref Unsafe.Add(ref Unsafe.AsRef(in first), index);
        if (typeof(E) == typeof(byte))
        {
            ref byte bytes = ref Unsafe.As<E, byte>(ref place);
            if (typeof(V) == typeof(Lanes512<float>))
                return Unsafe.BitCast<Vector512<float>, V>(Vector512.ConvertToSingle(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref bytes))));
            if (typeof(V) == typeof(Lanes512<double>))
                return Unsafe.BitCast<Vector512<double>, V>(Avx512F.ConvertToVector512Double(Avx2.ConvertToVector256Int32(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref bytes)).AsByte())));
            if (typeof(V) == typeof(Lanes256<float>))
                return Unsafe.BitCast<Vector256<float>, V>(Vector256.ConvertToSingle(Avx2.ConvertToVector256Int32(Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref bytes)).AsByte())));
            return Unsafe.BitCast<Vector256<double>, V>(Avx.ConvertToVector256Double(Sse41.ConvertToVector128Int32(Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref bytes)).AsByte())));
        }

        ref long longs = ref Unsafe.As<E, long>(ref place);
        return typeof(V) == typeof(Lanes512<float>)
            ? Unsafe.BitCast<Vector512<float>, V>(Vector512.Create(
                Avx512DQ.ConvertToVector256Single(Vector512.LoadUnsafe(ref longs)), Avx512DQ.ConvertToVector256Single(Vector512.LoadUnsafe(ref longs, 8))))
            : Unsafe.BitCast<Vector512<double>, V>(Avx512DQ.ConvertToVector512Double(Vector512.LoadUnsafe(ref longs)));
    }
}
