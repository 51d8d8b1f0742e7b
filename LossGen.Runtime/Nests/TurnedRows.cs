using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>
/// A copy of the rows of a matrix, or of several, in panels of 16 rows whose elements at one position lie side by side: what loops over pairs read with as many rows in the
/// lanes as there are, again for each row of the other matrix. Behind the last row are zeros.
/// </summary>
/// <typeparam name="T">What is computed in.</typeparam>
public readonly ref struct TurnedRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How far the elements of a row are apart.</summary>
    public const int Pitch = Edge.MostLanes;

    private readonly Scratch<T> panels;

    private TurnedRows(Scratch<T> panels) => this.panels = panels;

    /// <summary>The panels.</summary>
    public Span<T> Span => panels.Span;

    /// <summary>Copies the rows.</summary>
    /// <param name="first">The first element.</param>
    /// <param name="matrices">How many matrices there are.</param>
    /// <param name="matrixStride">How far they are apart.</param>
    /// <param name="rows">How many rows each has.</param>
    /// <param name="rowStride">How far these are apart.</param>
    /// <param name="length">How many elements a row has.</param>
    /// <param name="stride">How far these are apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TurnedRows<T> Of<TElement>(ref readonly TElement first, nint matrices, nint matrixStride, nint rows, nint rowStride, nint length, nint stride)
        where TElement : unmanaged
    {
        nint panels = (rows + Pitch - 1) / Pitch;
        var turned = new TurnedRows<T>(Scratch<T>.Take(checked(matrices * panels * Pitch * length)));
        ref T place = ref MemoryMarshal.GetReference(turned.Span);
        ref TElement element = ref Unsafe.AsRef(in first);
        for (nint matrix = 0; matrix < matrices; matrix++)
        {
            for (nint row = 0; row < panels * Pitch; row++)
            {
                ref T lane = ref Unsafe.Add(ref place, Start(matrix, row, rows, length));
                for (nint at = 0; at < length; at++)
                    Unsafe.Add(ref lane, at * Pitch) = row < rows ? Elements.Read<TElement, T>(Unsafe.Add(ref element, (matrix * matrixStride) + (row * rowStride) + (at * stride))) : T.Zero;
            }
        }

        return turned;
    }

    /// <summary>Where the first elements of the rows from one on stand: at a multiple of as many as there are lanes.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="row">The row.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="length">How many elements a row has.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Start(nint matrix, nint row, nint rows, nint length) =>
        ((((matrix * ((rows + Pitch - 1) / Pitch)) + (row / Pitch)) * length) * Pitch) + (row % Pitch);

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => panels.Dispose();
}
