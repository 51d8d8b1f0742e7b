using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Entry;

/// <summary>The checks at the entry of an emitted method; nothing is written before all have passed.</summary>
public static partial class Require
{
    /// <summary>Two tensors that share an axis must have the same length.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameLength(string axis, string first, int firstLength, string second, int secondLength)
    {
        if (firstLength != secondLength)
            ThrowLengths(axis, first, firstLength, second, secondLength);
    }

    /// <summary>An output must have room for every element of the input; what lies beyond is left as it is.</summary>
    /// <exception cref="ArgumentException">The output is too short.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OutputLength(string output, int outputLength, string input, int inputLength)
    {
        if (outputLength < inputLength)
            ThrowOutput(output, outputLength, input, inputLength);
    }

    /// <summary>What is written of an output must not share memory with an input or another output.</summary>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void NoOverlap<TOutput, TOther>(string output, ReadOnlySpan<TOutput> written, string other, ReadOnlySpan<TOther> read)
        where TOutput : unmanaged
        where TOther : unmanaged
    {
        if (MemoryMarshal.AsBytes(written).Overlaps(MemoryMarshal.AsBytes(read)))
            ThrowOverlap(output, written.Length, other, read.Length);
    }

    [DoesNotReturn]
    private static void ThrowLengths(string axis, string first, int firstLength, string second, int secondLength) =>
        throw new ArgumentException(
            $"Axis '{axis}' has {secondLength} elements in '{second}' but {firstLength} in '{first}'.", second);

    [DoesNotReturn]
    private static void ThrowOutput(string output, int outputLength, string input, int inputLength) =>
        throw new ArgumentException(
            $"'{output}' is too short: it has {outputLength} elements, and '{input}' has {inputLength}.", output);

    [DoesNotReturn]
    private static void ThrowOverlap(string output, int outputLength, string other, int otherLength) =>
        throw new ArgumentException(
            $"'{output}' ({outputLength} elements written) overlaps '{other}' ({otherLength} elements); outputs need memory of their own.", output);
}
