using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Contractions;

/// <summary>
/// Transposes squares as wide as a cache line: 16 by 16 floats or 8 by 8 doubles. Lines are read and written whole, so it does not matter
/// that rows which lie a power of two apart share few places of the first-level cache.
/// </summary>
internal static unsafe class Squares
{
    /// <summary>The side of a square; 0 where the machine has no registers of that size.</summary>
    public static nint Side<T>()
        where T : unmanaged => Avx512F.IsSupported ? Vector512<T>.Count : 0;

    /// <summary>Transposes a square.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="rows">Where its rows lie from there.</param>
    /// <param name="to">Where the first row of the transposed goes.</param>
    /// <param name="step">How far its rows are apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Transpose<T>(T* source, nint* rows, T* to, nint step)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            Vector512<float> a0, a1, a2, a3, b0, b1, b2, b3, c0, c1, c2, c3, d0, d1, d2, d3;
            float* s = (float*)source, t = (float*)to;
            (a0, a1, a2, a3) = Quarters(s + rows[0], s + rows[1], s + rows[2], s + rows[3]);
            (b0, b1, b2, b3) = Quarters(s + rows[4], s + rows[5], s + rows[6], s + rows[7]);
            (c0, c1, c2, c3) = Quarters(s + rows[8], s + rows[9], s + rows[10], s + rows[11]);
            (d0, d1, d2, d3) = Quarters(s + rows[12], s + rows[13], s + rows[14], s + rows[15]);
            StoreQuarters(a0, b0, c0, d0, t, 4 * step);
            StoreQuarters(a1, b1, c1, d1, t + step, 4 * step);
            StoreQuarters(a2, b2, c2, d2, t + (2 * step), 4 * step);
            StoreQuarters(a3, b3, c3, d3, t + (3 * step), 4 * step);
            return;
        }

        double* source8 = (double*)source, to8 = (double*)to;
        Vector512<double> row0 = Vector512.Load(source8 + rows[0]), row1 = Vector512.Load(source8 + rows[1]);
        Vector512<double> row2 = Vector512.Load(source8 + rows[2]), row3 = Vector512.Load(source8 + rows[3]);
        Vector512<double> row4 = Vector512.Load(source8 + rows[4]), row5 = Vector512.Load(source8 + rows[5]);
        Vector512<double> row6 = Vector512.Load(source8 + rows[6]), row7 = Vector512.Load(source8 + rows[7]);
        StoreQuarters(
            Avx512F.UnpackLow(row0, row1).AsSingle(),
            Avx512F.UnpackLow(row2, row3).AsSingle(),
            Avx512F.UnpackLow(row4, row5).AsSingle(),
            Avx512F.UnpackLow(row6, row7).AsSingle(),
            (float*)to8,
            4 * step);
        StoreQuarters(
            Avx512F.UnpackHigh(row0, row1).AsSingle(),
            Avx512F.UnpackHigh(row2, row3).AsSingle(),
            Avx512F.UnpackHigh(row4, row5).AsSingle(),
            Avx512F.UnpackHigh(row6, row7).AsSingle(),
            (float*)(to8 + step),
            4 * step);
    }

    /// <summary>Four rows of 16, transposed within each quarter of the registers: the first result has columns 0, 4, 8 and 12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> First, Vector512<float> Second, Vector512<float> Third, Vector512<float> Fourth) Quarters(
        float* row0, float* row1, float* row2, float* row3)
    {
        Vector512<float> a = Vector512.Load(row0), b = Vector512.Load(row1), c = Vector512.Load(row2), d = Vector512.Load(row3);
        Vector512<float> lowAC = Avx512F.UnpackLow(a, c), lowBD = Avx512F.UnpackLow(b, d);
        Vector512<float> highAC = Avx512F.UnpackHigh(a, c), highBD = Avx512F.UnpackHigh(b, d);
        return (
            Avx512F.UnpackLow(lowAC, lowBD),
            Avx512F.UnpackHigh(lowAC, lowBD),
            Avx512F.UnpackLow(highAC, highBD),
            Avx512F.UnpackHigh(highAC, highBD));
    }

    /// <summary>Stores the first quarters of four registers as one, then their second quarters, and so on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarters(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* to, nint step)
    {
        const byte Even = 0x88, Odd = 0xDD;
        Vector512<float> evenAB = Avx512F.Shuffle4x128(a, b, Even), evenCD = Avx512F.Shuffle4x128(c, d, Even);
        Vector512<float> oddAB = Avx512F.Shuffle4x128(a, b, Odd), oddCD = Avx512F.Shuffle4x128(c, d, Odd);
        Avx512F.Shuffle4x128(evenAB, evenCD, Even).Store(to);
        Avx512F.Shuffle4x128(oddAB, oddCD, Even).Store(to + step);
        Avx512F.Shuffle4x128(evenAB, evenCD, Odd).Store(to + (2 * step));
        Avx512F.Shuffle4x128(oddAB, oddCD, Odd).Store(to + (3 * step));
    }
}
