using System.Numerics.Tensors;

namespace LossGen.Sample;

public static partial class Losses
{
    /// <summary>
    /// Cross-entropy of the softmax of class scores, as a textbook has it. The compiler makes of the logarithm of a softmax what does not
    /// overflow.
    /// </summary>
    /// <param name="z">A row of class scores for each thing, [n, c].</param>
    /// <param name="label">The classes, n.</param>
    /// <param name="accuracy">The share of things whose highest score is that of their class, found in the same loops.</param>
    [Loss("-mean[n](log(q[n, label[n]])) where q[n, c] = softmax[c](z[n, c]), accuracy = mean[n](argmax[c](z[n, c]) == label[n] ? 1 : 0)")]
    public static partial float SoftmaxCrossEntropy(ReadOnlyTensorSpan<float> z, ReadOnlySpan<int> label, [Output] out float accuracy);

    /// <summary>
    /// One minus a soft F1 score, the harmonic mean of precision and recall, in which probabilities take the place of decisions: a loss
    /// made of the very number that an imbalanced problem is judged by.
    /// </summary>
    /// <param name="z">Logits, any length n.</param>
    /// <param name="y">Labels, 0 or 1, n.</param>
    [Loss("1 - (2 * sum(q * y) + 1) / (sum(q) + sum(y) + 1) where q = sigmoid(z)")]
    public static partial float SoftF1(ReadOnlySpan<float> z, [Range(0, 1)] ReadOnlySpan<float> y);
}
