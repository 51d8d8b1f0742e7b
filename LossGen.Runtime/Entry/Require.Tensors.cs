using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Entry;

/// <summary>The checks of tensors with several axes.</summary>
public static partial class Require
{
    /// <summary>A tensor must have as many dimensions as its accesses have indices.</summary>
    /// <exception cref="ArgumentException">It has more or fewer.</exception>
    public static void Rank(string tensor, int rank, int expected, string access)
    {
        if (rank != expected)
        {
            string needed = access.Contains('[', StringComparison.Ordinal)
                ? $"and {access} needs {expected}"
                : $"and the formula has '{access}' without an index, which means one dimension; one of several has an index for each, as in '{access}[i, j]'";
            throw new ArgumentException($"'{tensor}' has {rank} dimensions, {needed}.", tensor);
        }
    }

    /// <summary>Two sources of an extent must agree.</summary>
    /// <exception cref="ArgumentException">They differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SameExtent(string axis, string first, nint firstExtent, string second, nint secondExtent)
    {
        if (firstExtent != secondExtent)
            ThrowExtents(axis, first, firstExtent, second, secondExtent);
    }

    /// <summary>The extent that remains of a flat tensor when its length is divided by those of the other axes.</summary>
    /// <exception cref="ArgumentException">The length is no multiple of them.</exception>
    public static nint Remaining(string axis, string tensor, nint length, nint others)
    {
        if (others == 0 ? length != 0 : length % others != 0)
        {
            throw new ArgumentException(
                $"'{tensor}' has {length} elements, which is no multiple of {others}, the number of its elements for each position of {Words(axis)}.", tensor);
        }

        return others == 0 ? 0 : length / others;
    }

    /// <summary>An extent that is stated must not be negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is.</exception>
    public static nint Extent(string parameter, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, parameter);
        return value;
    }

    /// <summary>A dimension that is indexed by numbers must be long enough.</summary>
    /// <exception cref="ArgumentException">It is too short.</exception>
    public static void Reaches(string tensor, int dimension, nint extent, nint needed)
    {
        if (extent < needed)
            throw new ArgumentException($"Dimension {dimension} of '{tensor}' has {extent} elements, and the formula reads element {needed - 1}.", tensor);
    }

    /// <summary>A flat tensor must have the elements of all its axes; an output may have more.</summary>
    /// <exception cref="ArgumentException">It has not.</exception>
    public static void Length(string tensor, nint length, nint expected, bool isOutput)
    {
        if (isOutput ? length < expected : length != expected)
        {
            throw new ArgumentException(
                isOutput ? $"'{tensor}' is too short: it has {length} elements, and {expected} are written."
                    : $"'{tensor}' has {length} elements, and its axes have {expected}.",
                tensor);
        }
    }

    /// <summary>What is written must not share memory with an input or another output.</summary>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void Apart<TOutput, TOther>(string output, ref readonly TOutput written, nint writtenLength, string other, ref readonly TOther read, nint readLength)
        where TOutput : unmanaged
        where TOther : unmanaged
    {
        nint bytes = Unsafe.ByteOffset(
            ref Unsafe.As<TOutput, byte>(ref Unsafe.AsRef(in written)), ref Unsafe.As<TOther, byte>(ref Unsafe.AsRef(in read)));
        bool overlaps = writtenLength > 0 && readLength > 0
            && (bytes >= 0 ? bytes < writtenLength * Unsafe.SizeOf<TOutput>() : -bytes < readLength * Unsafe.SizeOf<TOther>());
        if (overlaps)
        {
            throw new ArgumentException(
                $"'{output}' ({writtenLength} elements written) overlaps '{other}' ({readLength} elements); outputs need memory of their own.", output);
        }
    }

    /// <summary>The elements from the first to the last of a tensor, with what lies between them.</summary>
    public static nint Reach<T>(in ReadOnlyTensorSpan<T> tensor)
    {
        nint reach = 1;
        for (int dimension = 0; dimension < tensor.Rank; dimension++)
        {
            if (tensor.Lengths[dimension] == 0)
                return 0;
            reach += (tensor.Lengths[dimension] - 1) * tensor.Strides[dimension];
        }

        return reach;
    }

    /// <summary>No two elements of an output may be one place in memory.</summary>
    /// <exception cref="ArgumentException">A stride is 0.</exception>
    public static void Writable<T>(string tensor, in TensorSpan<T> output)
    {
        if (output.IsEmpty)
            return;
        for (int dimension = 0; dimension < output.Rank; dimension++)
        {
            if (output.Strides[dimension] == 0 && output.Lengths[dimension] > 1)
                throw new ArgumentException($"Dimension {dimension} of '{tensor}' repeats the same elements (its stride is 0): an output needs a place for each.", tensor);
        }
    }

    /// <summary>Reports an index outside of its axis.</summary>
    /// <param name="parameter">The parameter that the index comes from.</param>
    /// <param name="axes">The axes of the position.</param>
    /// <param name="extents">Their extents.</param>
    /// <param name="position">The position, counted through all axes.</param>
    /// <param name="index">The index.</param>
    /// <param name="what">What it indexes.</param>
    /// <param name="extent">The extent there.</param>
    [DoesNotReturn]
    public static void ThrowIndex(
        string parameter, string axes, ReadOnlySpan<nint> extents, long position, long index, string what, nint extent)
    {
        var positions = new long[extents.Length];
        for (int axis = extents.Length - 1; axis >= 0; axis--)
        {
            positions[axis] = position % Math.Max(extents[axis], 1);
            position /= Math.Max(extents[axis], 1);
        }

        string at = positions.Length == 0 ? "" : $" at {axes} = {string.Join(", ", positions.Select(p => p.ToString(CultureInfo.InvariantCulture)))}";
        string valid = extent == 0 ? "which has no elements" : $"whose indices are 0 to {extent - 1}";
        throw new ArgumentOutOfRangeException(parameter, $"The index{at} is {index}, outside of {what}, {valid}.");
    }

    [DoesNotReturn]
    private static void ThrowExtents(string axis, string first, nint firstExtent, string second, nint secondExtent) =>
        throw new ArgumentException(
            axis.Contains(' ', StringComparison.Ordinal)
                ? $"'{second}' has {secondExtent} elements and '{first}' {firstExtent} along {Words(axis)}."
                : $"Axis '{axis}' has {secondExtent} elements in '{second}' but {firstExtent} in '{first}'.",
            second);

    /// <summary>The name of an axis, which has no spaces; or, where it has no name, the words for it.</summary>
    private static string Words(string axis) => axis.Contains(' ', StringComparison.Ordinal) ? axis : $"axis '{axis}'";
}
