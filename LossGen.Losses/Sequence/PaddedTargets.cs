using System.Buffers;
using System.Numerics.Tensors;

namespace LossGen.Losses;

/// <summary>Labels of sequences that follow each other, as rows of one length; a rented array, until it is disposed.</summary>
internal readonly ref struct PaddedTargets
{
    private readonly int[] array;

    /// <summary>Copies the labels into rows.</summary>
    /// <param name="concatenated">The labels of all sequences, one behind the other.</param>
    /// <param name="targetLengths">How many labels each sequence has.</param>
    /// <exception cref="ArgumentException">The lengths do not add up to the number of labels, or one is negative.</exception>
    public PaddedTargets(ReadOnlySpan<int> concatenated, ReadOnlySpan<int> targetLengths)
    {
        long sum = 0;
        int longest = 0;
        for (int n = 0; n < targetLengths.Length; n++)
        {
            if (targetLengths[n] < 0)
                throw new ArgumentOutOfRangeException(nameof(targetLengths), targetLengths[n], $"targetLengths[{n}] is negative.");
            sum += targetLengths[n];
            longest = Math.Max(longest, targetLengths[n]);
        }

        if (sum != concatenated.Length)
            throw new ArgumentException($"'targetLengths' add up to {sum}, but 'concatenated' has {concatenated.Length} labels.", nameof(targetLengths));
        int count = checked(targetLengths.Length * longest);
        array = ArrayPool<int>.Shared.Rent(count);
        Span<int> padded = array.AsSpan(0, count);
        padded.Clear();
        int start = 0;
        for (int n = 0; n < targetLengths.Length; n++)
        {
            concatenated.Slice(start, targetLengths[n]).CopyTo(padded[(n * longest)..]);
            start += targetLengths[n];
        }

        Rows = new ReadOnlyTensorSpan<int>(padded, [targetLengths.Length, longest]);
    }

    /// <summary>Gets the labels, [n, u].</summary>
    public ReadOnlyTensorSpan<int> Rows { get; }

    public void Dispose() => ArrayPool<int>.Shared.Return(array);
}
