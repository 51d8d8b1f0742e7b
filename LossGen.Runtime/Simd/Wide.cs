using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

/// <summary>Lanes of floats in memory that holds doubles.</summary>
internal static class Wide
{
    /// <summary>Whether lanes are whole registers of floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreLanes<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => typeof(T) == typeof(float) && Unsafe.SizeOf<V>() is 64 or 32 or 16;

    /// <summary>Rounds as many doubles as there are lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(ref readonly double first)
        where V : struct
    {
        if (Unsafe.SizeOf<V>() == 64)
            return Unsafe.BitCast<Vector512<float>, V>(Vector512.Narrow(Vector512.LoadUnsafe(in first), Vector512.LoadUnsafe(in first, 8)));
        return Unsafe.SizeOf<V>() == 32
            ? Unsafe.BitCast<Vector256<float>, V>(Vector256.Narrow(Vector256.LoadUnsafe(in first), Vector256.LoadUnsafe(in first, 4)))
            : Unsafe.BitCast<Vector128<float>, V>(Vector128.Narrow(Vector128.LoadUnsafe(in first), Vector128.LoadUnsafe(in first, 2)));
    }

    /// <summary>Stores the lanes as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(ref double first, V value)
        where V : struct
    {
        if (Unsafe.SizeOf<V>() == 64)
        {
            Vector512<double> low = Vector512.WidenLower(Unsafe.BitCast<V, Vector512<float>>(value)), high = Vector512.WidenUpper(Unsafe.BitCast<V, Vector512<float>>(value));
            low.StoreUnsafe(ref first);
            high.StoreUnsafe(ref first, 8);
        }
        else if (Unsafe.SizeOf<V>() == 32)
        {
            Vector256<double> low = Vector256.WidenLower(Unsafe.BitCast<V, Vector256<float>>(value)), high = Vector256.WidenUpper(Unsafe.BitCast<V, Vector256<float>>(value));
            low.StoreUnsafe(ref first);
            high.StoreUnsafe(ref first, 4);
        }
        else
        {
            Vector128<double> low = Vector128.WidenLower(Unsafe.BitCast<V, Vector128<float>>(value)), high = Vector128.WidenUpper(Unsafe.BitCast<V, Vector128<float>>(value));
            low.StoreUnsafe(ref first);
            high.StoreUnsafe(ref first, 2);
        }
    }
}
