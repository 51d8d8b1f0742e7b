using System.Numerics.Tensors;

namespace LossGen.Sample;

/// <summary>
/// Some sequences as a recogniser takes them. What it computes for each step lies packed, the steps of all sequences below each other;
/// losses read it padded, [t, n, c], up to the longest.
/// </summary>
public sealed class SequenceBatch
{
    private readonly int _longest;

    /// <param name="sequences">The sequences.</param>
    /// <param name="context">How many steps before and behind each are shown with it.</param>
    public SequenceBatch(IReadOnlyList<LabelledSequence> sequences, int context)
    {
        Lengths = [.. sequences.Select(item => item.Length)];
        LabelCounts = [.. sequences.Select(item => item.Labels.Length)];
        _longest = Lengths.Max();
        Labels = [.. sequences.SelectMany(item => item.Labels)];
        int features = sequences[0].Steps.Columns, width = (2 * context + 1) * features;
        Windows = new(Lengths.Sum(), width);
        Span<float> windows = Windows.Values;
        for (int n = 0; n < sequences.Count; n++)
        {
            // Behind a margin of zeros, which is their mean, the features of a step and its neighbours lie in one piece.
            float[] padded = new float[(Lengths[n] + 2 * context) * features];
            sequences[n].Steps.Values.CopyTo(padded, context * features);
            for (int t = 0; t < Lengths[n]; t++, windows = windows[width..])
                padded.AsSpan(t * features, width).CopyTo(windows);
        }
    }

    /// <summary>The features around each step, a row for each, packed.</summary>
    public Matrix Windows { get; }

    /// <summary>The number of steps of each sequence.</summary>
    public int[] Lengths { get; }

    /// <summary>The labels of all sequences, one behind the other.</summary>
    public int[] Labels { get; }

    /// <summary>The number of labels of each sequence.</summary>
    public int[] LabelCounts { get; }

    /// <summary>Spreads packed rows out, so that <see cref="View"/> shows them by step and sequence.</summary>
    public float[] Pad(Matrix packed)
    {
        float[] padded = new float[Lengths.Length * _longest * packed.Columns];
        for (int n = 0, row = 0; n < Lengths.Length; row += Lengths[n++])
        {
            packed.Values.AsSpan(row * packed.Columns, Lengths[n] * packed.Columns)
                .CopyTo(padded.AsSpan(n * _longest * packed.Columns));
        }

        return padded;
    }

    /// <summary>The rows of <see cref="Pad"/> that are steps, packed again.</summary>
    public Matrix Pack(float[] padded)
    {
        Matrix packed = new(Windows.Rows, padded.Length / (Lengths.Length * _longest));
        for (int n = 0, row = 0; n < Lengths.Length; row += Lengths[n++])
        {
            padded.AsSpan(n * _longest * packed.Columns, Lengths[n] * packed.Columns)
                .CopyTo(packed.Values.AsSpan(row * packed.Columns));
        }

        return packed;
    }

    /// <summary>What is padded, [t, n, c]. In memory the steps of a sequence follow each other; the strides make up for it.</summary>
    public TensorSpan<float> View(float[] padded)
    {
        int classes = padded.Length / (Lengths.Length * _longest);
        // A tensor span takes no stride but 0 for an axis of extent 1.
        int ofStep = _longest > 1 ? classes : 0, ofSequence = Lengths.Length > 1 ? _longest * classes : 0;
        return new(padded, [_longest, Lengths.Length, classes], [ofStep, ofSequence, 1]);
    }
}
