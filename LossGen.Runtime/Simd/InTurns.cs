using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Simd;

/// <summary>Elements of two registers in turns, which is what squares are transposed by. What .NET has for all machines goes through memory on some: each has an instruction.</summary>
internal static class InTurns
{
    /// <summary>Whether the machine has the instructions; without, it takes several.</summary>
    public static bool AreSupported => Sse2.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>The lower elements of both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Low<T>(Vector128<T> left, Vector128<T> right)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            return Sse.IsSupported ? Sse.UnpackLow(left.AsSingle(), right.AsSingle()).As<float, T>()
                : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left.AsSingle(), right.AsSingle()).As<float, T>()
                : Alternating(Vector128.Create(left.GetLower(), right.GetLower()));
        }

        return Sse2.IsSupported ? Sse2.UnpackLow(left.AsDouble(), right.AsDouble()).As<double, T>()
            : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left.AsDouble(), right.AsDouble()).As<double, T>()
            : Vector128.Create(left.GetLower(), right.GetLower());
    }

    /// <summary>The upper elements of both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> High<T>(Vector128<T> left, Vector128<T> right)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() == sizeof(float))
        {
            return Sse.IsSupported ? Sse.UnpackHigh(left.AsSingle(), right.AsSingle()).As<float, T>()
                : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left.AsSingle(), right.AsSingle()).As<float, T>()
                : Alternating(Vector128.Create(left.GetUpper(), right.GetUpper()));
        }

        return Sse2.IsSupported ? Sse2.UnpackHigh(left.AsDouble(), right.AsDouble()).As<double, T>()
            : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left.AsDouble(), right.AsDouble()).As<double, T>()
            : Vector128.Create(left.GetUpper(), right.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Alternating<T>(Vector128<T> halves)
        where T : unmanaged => Vector128.Shuffle(halves.AsSingle(), Vector128.Create(0, 2, 1, 3)).As<float, T>();
}
