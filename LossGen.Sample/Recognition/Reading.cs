using System.Numerics.Tensors;

namespace LossGen.Sample;

/// <summary>What a recogniser makes of a sequence, in full.</summary>
/// <param name="Sequence">The sequence.</param>
/// <param name="Loss">Its CTC loss: minus the logarithm of the probability of its labels.</param>
/// <param name="Probabilities">The probabilities of the classes (columns) at each step (rows).</param>
/// <param name="Decoded">The labels it finds.</param>
/// <param name="Lattice">How it aligns the true labels.</param>
public sealed record Reading(LabelledSequence Sequence, float Loss, double[,] Probabilities, int[] Decoded, Lattice Lattice)
{
    public static Reading Of(Recogniser recogniser, LabelledSequence sequence)
    {
        Matrix logits = recogniser.Logits(sequence);
        double[,] probabilities = new double[logits.Rows, logits.Columns];
        for (int t = 0; t < logits.Rows; t++)
        {
            double[] row = [.. logits.Row(t).ToArray().Select(logit => (double)logit)];
            TensorPrimitives.SoftMax(row, row);
            for (int k = 0; k < row.Length; k++)
                probabilities[t, k] = row[k];
        }

        // The loss is a mean per label.
        float loss = recogniser.Loss(new([sequence], Recogniser.Context)) * sequence.Labels.Length;
        return new(sequence, loss, probabilities, Decoding.Greedy(logits), Lattice.Of(probabilities, sequence.Labels));
    }
}
