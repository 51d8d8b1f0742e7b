using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

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
            Put(ref destination, 0, LowerHalves(a, b), adds);
            Put(ref destination, apart, UpperHalves(a, b), adds);
            return;
        }

        Vector128<T> c = At(in source, 2 * stride), d = At(in source, 3 * stride);
        Vector128<T> left = Lower(a, b), right = Lower(c, d);
        Put(ref destination, 0, LowerHalves(left, right), adds);
        Put(ref destination, apart, UpperHalves(left, right), adds);
        (left, right) = (Upper(a, b), Upper(c, d));
        Put(ref destination, 2 * apart, LowerHalves(left, right), adds);
        Put(ref destination, 3 * apart, UpperHalves(left, right), adds);
    }

    // What .NET has for all machines goes through memory on some: each has an instruction.

    /// <summary>Of floats: the first of both, then the second of both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Lower(Vector128<T> left, Vector128<T> right) =>
        Sse.IsSupported ? Sse.UnpackLow(left.AsSingle(), right.AsSingle()).As<float, T>()
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left.AsSingle(), right.AsSingle()).As<float, T>()
        : Alternating(LowerHalves(left, right));

    /// <summary>Of floats: the third of both, then the fourth of both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Upper(Vector128<T> left, Vector128<T> right) =>
        Sse.IsSupported ? Sse.UnpackHigh(left.AsSingle(), right.AsSingle()).As<float, T>()
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left.AsSingle(), right.AsSingle()).As<float, T>()
        : Alternating(UpperHalves(left, right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> LowerHalves(Vector128<T> left, Vector128<T> right) =>
        Sse2.IsSupported ? Sse2.UnpackLow(left.AsDouble(), right.AsDouble()).As<double, T>()
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(left.AsDouble(), right.AsDouble()).As<double, T>()
        : Vector128.Create(left.GetLower(), right.GetLower());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> UpperHalves(Vector128<T> left, Vector128<T> right) =>
        Sse2.IsSupported ? Sse2.UnpackHigh(left.AsDouble(), right.AsDouble()).As<double, T>()
        : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(left.AsDouble(), right.AsDouble()).As<double, T>()
        : Vector128.Create(left.GetUpper(), right.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Alternating(Vector128<T> halves) => Vector128.Shuffle(halves.AsSingle(), Vector128.Create(0, 2, 1, 3)).As<float, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> At(ref readonly T first, nint offset) => Vector128.LoadUnsafe(in Unsafe.Add(ref Unsafe.AsRef(in first), offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(ref T first, nint offset, Vector128<T> value, bool adds)
    {
        ref T place = ref Unsafe.Add(ref first, offset);
        (adds ? value + Vector128.LoadUnsafe(in place) : value).StoreUnsafe(ref place);
    }
}
