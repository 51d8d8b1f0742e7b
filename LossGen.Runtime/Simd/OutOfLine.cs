using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

internal interface IUnaryKernel
{
    static abstract V Invoke<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

internal interface IBinaryKernel
{
    static abstract V Invoke<V, T>(V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>
/// Calls a function on registers. .NET passes registers through the stack, which it aligns to 16 bytes only; a processor that handles 512 bits
/// as two halves (AMD Zen 4) then cannot forward the store to the load, and the call takes four times as long in every other process. So
/// registers of 512 bits go through places aligned here.
/// </summary>
internal static unsafe class OutOfLine
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SkipLocalsInit]
    public static V Call<V, T, K>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where K : struct, IUnaryKernel
    {
        if (Unsafe.SizeOf<V>() < 64)
            return ByValue<V, T, K>(x);

        Unsafe.SkipInit(out RegisterRoom room);
        T* place = Aligned<T>(&room);
        V.Store(ref *place, 0, x);
        InPlace<V, T, K>(place);
        return V.Load(in *place, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SkipLocalsInit]
    public static V Call<V, T, K>(V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where K : struct, IBinaryKernel
    {
        if (Unsafe.SizeOf<V>() < 64)
            return ByValue<V, T, K>(x, y);

        Unsafe.SkipInit(out RegisterRoom room);
        T* places = Aligned<T>(&room);
        V.Store(ref *places, 0, x);
        V.Store(ref *places, V.Count, y);
        InPlaces<V, T, K>(places);
        return V.Load(in *places, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* Aligned<T>(RegisterRoom* room)
        where T : unmanaged => (T*)(((nuint)room + 63) & ~(nuint)63);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static V ByValue<V, T, K>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where K : struct, IUnaryKernel =>
        K.Invoke<V, T>(x);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static V ByValue<V, T, K>(V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where K : struct, IBinaryKernel =>
        K.Invoke<V, T>(x, y);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void InPlace<V, T, K>(T* place)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where K : struct, IUnaryKernel =>
        V.Store(ref *place, 0, K.Invoke<V, T>(V.Load(in *place, 0)));

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void InPlaces<V, T, K>(T* places)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where K : struct, IBinaryKernel =>
        V.Store(ref *places, 0, K.Invoke<V, T>(V.Load(in *places, 0), V.Load(in *places, V.Count)));

    /// <summary>Two registers of 512 bits and the slack to align them.</summary>
    [InlineArray(192)]
    private struct RegisterRoom
    {
        private byte first;
    }
}
