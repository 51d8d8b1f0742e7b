using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Contractions;

/// <summary>A matrix with some rows of another, one after the other; see <see cref="RowSelection{T}"/>.</summary>
/// <typeparam name="T">The element.</typeparam>
public readonly ref struct SelectedRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ref T all;
    private readonly nint allRow, allColumn, columns;
    private readonly ReadOnlySpan<nint> places;
    private readonly int chosen;
    private readonly T[]? copy;

    private SelectedRows(ref T all, nint row, nint column, nint columns, ReadOnlySpan<nint> places, int chosen)
    {
        this.all = ref all;
        (allRow, allColumn, this.columns) = (row, column, columns);
        this.places = places;
        this.chosen = chosen;
        copy = chosen == places.Length ? null : ArrayPool<T>.Shared.Rent(checked((int)(chosen * columns)));
    }

    /// <summary>The first element.</summary>
    public ref T First => ref copy is null ? ref all : ref MemoryMarshal.GetArrayDataReference(copy);

    /// <summary>From a row to the next.</summary>
    public nint Row => copy is null ? allRow : columns;

    /// <summary>From a column to the next.</summary>
    public nint Column => copy is null ? allColumn : 1;

    internal static SelectedRows<T> Read(ref readonly T all, nint row, nint column, nint columns, ReadOnlySpan<nint> places, int chosen)
    {
        var rows = new SelectedRows<T>(ref Unsafe.AsRef(in all), row, column, columns, places, chosen);
        for (int i = 0; rows.copy is not null && i < places.Length; i++)
        {
            if (places[i] == chosen)
                continue;
            Span<T> to = rows.Copied(i);
            ref T from = ref rows.Original(i);
            if (column == 1)
                MemoryMarshal.CreateReadOnlySpan(ref from, to.Length).CopyTo(to);
            else
            {
                for (int j = 0; j < to.Length; j++)
                    to[j] = Unsafe.Add(ref from, j * column);
            }
        }

        return rows;
    }

    internal static SelectedRows<T> Add(ref T all, nint row, nint column, nint columns, ReadOnlySpan<nint> places, int chosen)
    {
        var rows = new SelectedRows<T>(ref all, row, column, columns, places, chosen);
        rows.copy.AsSpan(0, rows.copy is null ? 0 : (int)(chosen * columns)).Clear();
        return rows;
    }

    /// <summary>Adds what the rows hold to those of the other matrix that they stand for.</summary>
    public void Return()
    {
        for (int i = 0; copy is not null && i < places.Length; i++)
        {
            if (places[i] == chosen)
                continue;
            ReadOnlySpan<T> from = Copied(i);
            ref T to = ref Original(i);
            for (int j = 0; j < from.Length; j++)
                Unsafe.Add(ref to, j * allColumn) += from[j];
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (copy is not null)
            ArrayPool<T>.Shared.Return(copy);
    }

    private Span<T> Copied(int row) => copy.AsSpan((int)(places[row] * columns), (int)columns);

    private ref T Original(int row) => ref Unsafe.Add(ref all, row * allRow);
}
