namespace LossGen.Sample;

/// <summary>Rows times a matrix, plus a row: the simplest model that can be trained.</summary>
public sealed class LinearMap(int inputs, int outputs)
{
    /// <summary>For each output its weights, and last its bias.</summary>
    private readonly double[] _weights = new double[outputs * (inputs + 1)];

    /// <summary>The weight of an input; the bias where the input is their number.</summary>
    public double this[int output, int input] => _weights[output * (inputs + 1) + input];

    /// <summary>A map that does not know anything yet: weights of a normal distribution.</summary>
    public static LinearMap Random(int inputs, int outputs, Random random)
    {
        LinearMap map = new(inputs, outputs);
        for (int output = 0; output < outputs; output++)
        {
            for (int input = 0; input < inputs; input++)
                map._weights[output * (inputs + 1) + input] = Normal.Next(random) / Math.Sqrt(inputs);
        }

        return map;
    }

    public Matrix Apply(Matrix rows)
    {
        Matrix result = new(rows.Rows, outputs);
        for (int row = 0; row < rows.Rows; row++)
        {
            ReadOnlySpan<float> x = rows.Row(row);
            for (int output = 0; output < outputs; output++)
            {
                double sum = this[output, inputs];
                for (int input = 0; input < inputs; input++)
                    sum += this[output, input] * x[input];
                result.Values[row * outputs + output] = (float)sum;
            }
        }

        return result;
    }

    /// <summary>A step of plain gradient descent, by the chain rule from the gradient of a loss by the outputs.</summary>
    /// <param name="rate">The length of the step by that of the gradient.</param>
    /// <param name="batches">Rows, and the gradient by what the map makes of them.</param>
    public void Descend(double rate, params ReadOnlySpan<(Matrix Rows, Matrix Gradient)> batches)
    {
        double[] total = new double[_weights.Length];
        foreach ((Matrix rows, Matrix gradient) in batches)
        {
            for (int row = 0; row < rows.Rows; row++)
            {
                ReadOnlySpan<float> x = rows.Row(row), g = gradient.Row(row);
                for (int output = 0; output < outputs; output++)
                {
                    Span<double> weights = total.AsSpan(output * (inputs + 1), inputs + 1);
                    for (int input = 0; input < inputs; input++)
                        weights[input] += g[output] * x[input];
                    weights[inputs] += g[output];
                }
            }
        }

        for (int i = 0; i < total.Length; i++)
            _weights[i] -= rate * total[i];
    }
}
