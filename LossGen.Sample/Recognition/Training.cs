namespace LossGen.Sample;

/// <summary>What a recogniser knows after an epoch.</summary>
/// <param name="Number">How often all sequences have been seen.</param>
/// <param name="TrainLoss">The loss of the sequences that it learns from, in the course of the epoch.</param>
/// <param name="Test">How it does on the others.</param>
public sealed record Epoch(int Number, float TrainLoss, Judgement Test);

/// <summary>Trains a recogniser.</summary>
public static class Training
{
    public const int DefaultEpochs = 20, BatchSize = 16;

    /// <summary>The length of Adam's first steps; the later ones are shorter.</summary>
    public const float Rate = 0.004f;

    /// <summary>Epoch 0, in which nothing is learnt, and the others, each as it ends.</summary>
    public static IEnumerable<Epoch> Run(Recogniser recogniser, SequenceData data, int epochs, Random random)
    {
        yield return new(0, Judgement.Of(recogniser, data.Train).Loss, Judgement.Of(recogniser, data.Test));
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            // The rate falls to 0 along half a cosine, which lets the weights settle.
            float rate = Rate * 0.5f * (1 + MathF.Cos(MathF.PI * (epoch - 1) / epochs));
            LabelledSequence[] order = [.. data.Train];
            random.Shuffle(order);
            double loss = 0;
            foreach (LabelledSequence[] batch in order.Chunk(BatchSize))
                loss += recogniser.Learn(new(batch, Recogniser.Context), rate) * batch.Length;
            yield return new(epoch, (float)(loss / order.Length), Judgement.Of(recogniser, data.Test));
        }
    }
}
