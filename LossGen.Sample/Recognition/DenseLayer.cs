using System.Numerics.Tensors;

namespace LossGen.Sample;

/// <summary>A layer of a neural network, outputs linear in the inputs, that learns by Adam.</summary>
/// <remarks>D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015.</remarks>
public sealed class DenseLayer
{
    private const float Decay1 = 0.9f, Decay2 = 0.999f, Epsilon = 1e-8f;

    private readonly int _inputs, _outputs;

    /// <summary>For each output its weights, and last its bias.</summary>
    private readonly float[] _weights, _gradient, _mean, _square;

    private int _steps;

    public DenseLayer(int inputs, int outputs, Random random)
    {
        (_inputs, _outputs) = (inputs, outputs);
        int count = outputs * (inputs + 1);
        (_weights, _gradient, _mean, _square) = (new float[count], new float[count], new float[count], new float[count]);
        for (int output = 0; output < outputs; output++)
        {
            foreach (ref float weight in Weights(_weights, output))
                weight = (float)(Normal.Next(random) / Math.Sqrt(inputs));
        }
    }

    public Matrix Apply(Matrix rows)
    {
        Matrix result = new(rows.Rows, _outputs);
        for (int row = 0; row < rows.Rows; row++)
        {
            ReadOnlySpan<float> x = rows.Row(row);
            for (int output = 0; output < _outputs; output++)
                result.Values[row * _outputs + output] = TensorPrimitives.Dot(x, Weights(_weights, output)) + Bias(_weights, output);
        }

        return result;
    }

    /// <summary>Takes the gradient by the weights, for the next step.</summary>
    /// <param name="rows">What the layer was applied to.</param>
    /// <param name="gradient">The gradient by what came out.</param>
    public void Differentiate(Matrix rows, Matrix gradient)
    {
        Array.Clear(_gradient);
        for (int row = 0; row < rows.Rows; row++)
        {
            ReadOnlySpan<float> x = rows.Row(row), g = gradient.Row(row);
            for (int output = 0; output < _outputs; output++)
            {
                Span<float> weights = Weights(_gradient, output);
                TensorPrimitives.MultiplyAdd(x, g[output], weights, weights);
                Bias(_gradient, output) += g[output];
            }
        }
    }

    /// <summary>The gradient by the inputs, from that by what came out.</summary>
    public Matrix GradientByRows(Matrix gradient)
    {
        Matrix result = new(gradient.Rows, _inputs);
        for (int row = 0; row < gradient.Rows; row++)
        {
            Span<float> byRow = result.Values.AsSpan(row * _inputs, _inputs);
            for (int output = 0; output < _outputs; output++)
                TensorPrimitives.MultiplyAdd(Weights(_weights, output), gradient[row, output], byRow, byRow);
        }

        return result;
    }

    /// <summary>A step of Adam along the gradient that was taken last.</summary>
    public void Step(float rate)
    {
        _steps++;
        // Both averages began at 0, which pulls them there at first.
        float meanShare = 1 - MathF.Pow(Decay1, _steps), squareShare = 1 - MathF.Pow(Decay2, _steps);
        for (int i = 0; i < _weights.Length; i++)
        {
            float g = _gradient[i];
            _mean[i] = Decay1 * _mean[i] + (1 - Decay1) * g;
            _square[i] = Decay2 * _square[i] + (1 - Decay2) * g * g;
            _weights[i] -= rate * (_mean[i] / meanShare) / (MathF.Sqrt(_square[i] / squareShare) + Epsilon);
        }
    }

    private Span<float> Weights(float[] of, int output) => of.AsSpan(output * (_inputs + 1), _inputs);

    private ref float Bias(float[] of, int output) => ref of[output * (_inputs + 1) + _inputs];
}
