using System.Numerics.Tensors;

namespace LossGen.Sample;

/// <summary>Labels from logits.</summary>
public static class Decoding
{
    /// <summary>
    /// The labels of the best path: the most probable class of each step, repeated ones taken once, without the blanks. The sum over all
    /// paths of a labelling may be larger for another one, but seldom is where the recogniser is sure.
    /// </summary>
    public static int[] Greedy(Matrix logits)
    {
        List<int> labels = [];
        int before = LabelledSequence.Blank;
        for (int step = 0; step < logits.Rows; step++)
        {
            int best = TensorPrimitives.IndexOfMax(logits.Row(step));
            if (best != before && best != LabelledSequence.Blank)
                labels.Add(best);
            before = best;
        }

        return [.. labels];
    }
}
