using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>Loops that begin or end where conditions on their positions say.</summary>
public static class Limits
{
    /// <summary>The quotient of an integer and a positive one, rounded up.</summary>
    public static nint Ceiling(nint value, nint divisor) => (value / divisor) + (value > 0 && value % divisor != 0 ? 1 : 0);

    /// <summary>The quotient of an integer and a positive one, rounded down.</summary>
    public static nint Floor(nint value, nint divisor) => (value / divisor) - (value < 0 && value % divisor != 0 ? 1 : 0);

    /// <summary>Writes what is the same at all positions that a loop left out.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="row">The element at position 0.</param>
    /// <param name="stride">The distance from one position to the next.</param>
    /// <param name="first">Where the loop began.</param>
    /// <param name="beyond">Behind where it ended; it did nothing where that is not after <paramref name="first"/>.</param>
    /// <param name="from">Where it would have begun.</param>
    /// <param name="to">Behind where it would have ended.</param>
    /// <param name="value">What is written.</param>
    /// <param name="writing">How it is.</param>
    public static void FillOutside<T>(ref T row, nint stride, nint first, nint beyond, nint from, nint to, double value, Writing writing = Writing.Overwrite)
        where T : unmanaged
    {
        if (writing == Writing.Accumulate && value == 0)
            return;
        first = nint.Min(first, to);
        Fill(ref row, stride, from, first, value, writing);
        Fill(ref row, stride, nint.Max(beyond, first), to, value, writing);
    }

    private static void Fill<T>(ref T row, nint stride, nint from, nint to, double value, Writing writing)
        where T : unmanaged
    {
        T written = Elements.Round<double, T>(value);
        if (stride == 1 && writing != Writing.Accumulate && to - from is > 0 and <= int.MaxValue)
        {
            MemoryMarshal.CreateSpan(ref Row.At(ref row, from), (int)(to - from)).Fill(written);
            return;
        }

        for (nint position = from; position < to; position++)
        {
            ref T element = ref Row.At(ref row, position * stride);
            element = writing == Writing.Accumulate ? Elements.Round<double, T>(Elements.Read<T, double>(element) + value) : written;
        }
    }
}
