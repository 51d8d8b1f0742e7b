using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

// How a loop calls a vector function that is kept out of line.
public static partial class SimdMath
{
    private interface IKernel
    {
        static abstract V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    /// <summary>
    /// Calls a function on one register. .NET passes registers through the stack, which it aligns to 16 bytes only; a processor that
    /// handles 512 bits as two halves (AMD Zen 4) then cannot forward the store to the load, and the call takes four times as long in
    /// every other process. So a register of 512 bits goes through a place aligned here.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SkipLocalsInit]
    private static unsafe V OutOfLine<V, T, K>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where K : struct, IKernel
    {
        if (Unsafe.SizeOf<V>() < 64)
            return ByValue<V, T, K>(x);

        Unsafe.SkipInit(out RegisterRoom room);
        T* place = (T*)(((nuint)(&room) + 63) & ~(nuint)63);
        V.Store(ref *place, 0, x);
        InPlace<V, T, K>(place);
        return V.Load(in *place, 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static V ByValue<V, T, K>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where K : struct, IKernel =>
        K.Invoke<V, T>(x);

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe void InPlace<V, T, K>(T* place)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where K : struct, IKernel =>
        V.Store(ref *place, 0, K.Invoke<V, T>(V.Load(in *place, 0)));

    /// <summary>A register of 512 bits and the slack to align it.</summary>
    [InlineArray(128)]
    private struct RegisterRoom
    {
        private byte first;
    }
}
