using System.Buffers;

namespace LossGen.Nests;

/// <summary>Memory for the time of a call, out of the shared pool.</summary>
/// <typeparam name="T">The element.</typeparam>
public readonly ref struct Scratch<T>
    where T : unmanaged
{
    private readonly T[] array;
    private readonly int length;

    private Scratch(T[] array, int length)
    {
        this.array = array;
        this.length = length;
    }

    /// <summary>The memory, of unknown content.</summary>
    public Span<T> Span => array.AsSpan(0, length);

    /// <summary>Takes memory for as many elements.</summary>
    public static Scratch<T> Take(nint length) => new(ArrayPool<T>.Shared.Rent(checked((int)length)), (int)length);

    /// <summary>Takes memory that holds the value so many times.</summary>
    public static Scratch<T> Filled(nint length, T value)
    {
        Scratch<T> scratch = Take(length);
        scratch.Span.Fill(value);
        return scratch;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<T>.Shared.Return(array);
}
