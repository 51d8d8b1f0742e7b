using System.Numerics.Tensors;
using LossGen.Losses;

namespace LossGen.Sample;

/// <summary>
/// A network with one hidden layer that looks at a step and its neighbours, and gives logits of the symbols and the blank. What order they
/// come in and how long each lasts it learns from the CTC loss alone.
/// </summary>
public sealed class Recogniser(int features, int classes, Random random)
{
    /// <summary>How many steps before and behind each it sees.</summary>
    public const int Context = 5;

    public const int Hidden = 64;

    private readonly DenseLayer _hidden = new((2 * Context + 1) * features, Hidden, random), _output = new(Hidden, classes, random);

    /// <summary>The logits of each step, packed.</summary>
    public Matrix Logits(SequenceBatch batch) => _output.Apply(Activations(batch));

    /// <summary>Those of one sequence.</summary>
    public Matrix Logits(LabelledSequence sequence) => Logits(new SequenceBatch([sequence], Context));

    public float Loss(SequenceBatch batch) =>
        Sequence.CtcWithLogits(batch.View(batch.Pad(Logits(batch))), batch.Labels, batch.Lengths, batch.LabelCounts);

    /// <summary>A step of gradient descent; gives the loss before it.</summary>
    public float Learn(SequenceBatch batch, float rate)
    {
        Matrix activations = Activations(batch);
        float[] logits = batch.Pad(_output.Apply(activations)), gradient = new float[logits.Length];
        float loss = Sequence.CtcWithLogitsWithGradient(
            batch.View(logits), batch.Labels, batch.Lengths, batch.LabelCounts, batch.View(gradient));

        // The rest is the chain rule: through the output layer, tanh, whose derivative is 1 - tanh², and the hidden layer.
        Matrix byLogits = batch.Pack(gradient), byActivations = _output.GradientByRows(byLogits);
        for (int i = 0; i < activations.Values.Length; i++)
            byActivations.Values[i] *= 1 - activations.Values[i] * activations.Values[i];
        _output.Differentiate(activations, byLogits);
        _hidden.Differentiate(batch.Windows, byActivations);
        _output.Step(rate);
        _hidden.Step(rate);
        return loss;
    }

    private Matrix Activations(SequenceBatch batch)
    {
        Matrix activations = _hidden.Apply(batch.Windows);
        TensorPrimitives.Tanh(activations.Values, activations.Values);
        return activations;
    }
}
