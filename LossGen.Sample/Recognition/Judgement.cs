namespace LossGen.Sample;

/// <summary>How well a recogniser does on sequences.</summary>
/// <param name="Loss">The mean CTC loss per label.</param>
/// <param name="Decoded">The labels it finds.</param>
/// <param name="Mistakes">How many labels are to be inserted, deleted or replaced in all of them.</param>
/// <param name="Labels">How many labels there are.</param>
/// <param name="Exact">How many sequences are right as a whole.</param>
public sealed record Judgement(float Loss, int[][] Decoded, int Mistakes, int Labels, int Exact)
{
    private const int BatchSize = 50;

    /// <summary>The edit distance by the number of labels.</summary>
    public double LabelErrorRate => (double)Mistakes / Labels;

    public double ExactShare => (double)Exact / Decoded.Length;

    public static Judgement Of(Recogniser recogniser, LabelledSequence[] sequences)
    {
        double loss = 0;
        List<int[]> decoded = [];
        foreach (LabelledSequence[] chunk in sequences.Chunk(BatchSize))
        {
            SequenceBatch batch = new(chunk, Recogniser.Context);
            loss += recogniser.Loss(batch) * chunk.Length;
            decoded.AddRange(chunk.Select(item => Decoding.Greedy(recogniser.Logits(item))));
        }

        int[] mistakes = [.. sequences.Zip(decoded, (item, labels) => EditDistance.Between<int>(item.Labels, labels))];
        return new(
            (float)(loss / sequences.Length), [.. decoded], mistakes.Sum(), sequences.Sum(item => item.Labels.Length),
            mistakes.Count(count => count == 0));
    }
}
