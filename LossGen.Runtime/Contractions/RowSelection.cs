using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LossGen.Contractions;

/// <summary>
/// The rows of a block that products are formed of: rows that a loss leaves out, such as those of ignored samples, cost none, and what they hold is not looked at.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
public ref struct RowSelection<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<T> needed;
    private readonly int most;
    private readonly nint[] places;
    private int rows, chosen;

    /// <summary>Takes memory for blocks of some of the given rows.</summary>
    /// <param name="needed">A number for each row, 0 where it is left out.</param>
    /// <param name="most">How many rows that are not left out a block has at most.</param>
    public RowSelection(ReadOnlySpan<T> needed, nint most)
    {
        this.needed = needed;
        this.most = (int)most;
        places = ArrayPool<nint>.Shared.Rent(needed.Length);
    }

    /// <summary>The rows of the block.</summary>
    public readonly nint Rows => rows;

    /// <summary>How many of them are not left out.</summary>
    public readonly nint Chosen => chosen;

    /// <summary>The row of tables that each row of the block has. Those left out share the one behind the rest.</summary>
    public readonly ref readonly nint Places => ref MemoryMarshal.GetArrayDataReference(places);

    /// <summary>Goes on to the block that begins at a row, and ends before the first that there is no room for.</summary>
    public void Choose(nint first)
    {
        ReadOnlySpan<T> left = needed[(int)first..];
        (rows, chosen) = (0, 0);
        for (; rows < left.Length && (chosen < most || left[rows] == T.Zero); rows++)
            places[rows] = left[rows] == T.Zero ? -1 : chosen++;
        places.AsSpan(0, rows).Replace(-1, chosen);
    }

    /// <summary>A matrix with the chosen rows of another, which is the other itself where no row is left out.</summary>
    /// <param name="first">Its first element in the block.</param>
    /// <param name="row">From a row to the next.</param>
    /// <param name="column">From a column to the next.</param>
    /// <param name="columns">How many columns it has.</param>
    public readonly SelectedRows<T> Read(ref readonly T first, nint row, nint column, nint columns) =>
        SelectedRows<T>.Read(in first, row, column, columns, places.AsSpan(0, rows), chosen);

    /// <summary>A matrix of zeros for the chosen rows of another, to which it is added at last, or the other itself where no row is left out.</summary>
    /// <inheritdoc cref="Read" path="/param"/>
    public readonly SelectedRows<T> Add(ref T first, nint row, nint column, nint columns) =>
        SelectedRows<T>.Add(ref first, row, column, columns, places.AsSpan(0, rows), chosen);

    /// <summary>Gives the memory back.</summary>
    public readonly void Dispose() => ArrayPool<nint>.Shared.Return(places);
}
