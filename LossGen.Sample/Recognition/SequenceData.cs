namespace LossGen.Sample;

/// <summary>Sequences to learn from, and others to be judged by.</summary>
/// <param name="Title">Whose sequences they are, for titles.</param>
/// <param name="Symbols">What the labels stand for; that of class 0 is the blank.</param>
/// <param name="Features">The names of the features.</param>
/// <param name="Train">Sequences to learn from.</param>
/// <param name="Test">Others.</param>
public sealed record SequenceData(
    string Title, string[] Symbols, string[] Features, LabelledSequence[] Train, LabelledSequence[] Test)
{
    /// <summary>How the blank is shown.</summary>
    public const string Blank = "–";

    /// <summary>One sequence in so many is held out.</summary>
    public const int TestShare = 5;

    /// <summary>
    /// Holds out every fifth sequence, and shifts and scales the features to mean 0 and deviation 1 over the steps of the others.
    /// </summary>
    public static SequenceData Split(string title, string[] symbols, string[] features, IReadOnlyList<RawSequence> sequences)
    {
        RawSequence[] train = [.. sequences.Where((_, i) => (i + 1) % TestShare != 0)];
        RawSequence[] test = [.. sequences.Where((_, i) => (i + 1) % TestShare == 0)];
        (double Mean, double Deviation)[] scales = [.. features.Select((_, feature) => Scale(train, feature))];
        return new(title, symbols, features, Scaled(train), Scaled(test));

        LabelledSequence[] Scaled(RawSequence[] part) =>
            [.. part.Select(item => new LabelledSequence(item.Name, Scale(item.Steps, scales), item.Labels))];
    }

    /// <summary>The labels as a text, cut short where they are too many.</summary>
    public string Text(int[] labels, int most) =>
        string.Concat(labels.Take(most).Select(label => Symbols[label])) + (labels.Length > most ? "…" : "");

    private static (double Mean, double Deviation) Scale(RawSequence[] sequences, int feature)
    {
        double[] values = [.. sequences.SelectMany(item => item.Steps.Select(step => step[feature]))];
        return (values.Average(), Statistics.StandardDeviation(values));
    }

    private static Matrix Scale(double[][] steps, (double Mean, double Deviation)[] scales)
    {
        Matrix scaled = new(steps.Length, scales.Length);
        for (int step = 0; step < steps.Length; step++)
        {
            for (int feature = 0; feature < scales.Length; feature++)
            {
                (double mean, double deviation) = scales[feature];
                scaled.Values[step * scales.Length + feature] = deviation > 0 ? (float)((steps[step][feature] - mean) / deviation) : 0;
            }
        }

        return scaled;
    }
}

/// <summary>A sequence as it was measured.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Steps">The features of each step.</param>
/// <param name="Labels">Its labels in order, from 1.</param>
public sealed record RawSequence(string Name, double[][] Steps, int[] Labels);
