using System.Numerics.Tensors;

namespace LossGen.Sample;

/// <summary>Rows of numbers, one after the other.</summary>
/// <param name="Values">The numbers.</param>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Columns">How many numbers a row has.</param>
public sealed record Matrix(float[] Values, int Rows, int Columns)
{
    public Matrix(int rows, int columns)
        : this(new float[rows * columns], rows, columns)
    {
    }

    public float this[int row, int column] => Values[row * Columns + column];

    /// <summary>The numbers as losses with several axes read them.</summary>
    public ReadOnlyTensorSpan<float> Tensor => new(Values, [Rows, Columns]);

    /// <summary>The numbers as losses with several axes write gradients.</summary>
    public TensorSpan<float> Output => new(Values, [Rows, Columns]);

    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>Some of the rows, in that order.</summary>
    public Matrix Pick(int[] rows)
    {
        Matrix picked = new(rows.Length, Columns);
        for (int i = 0; i < rows.Length; i++)
            Row(rows[i]).CopyTo(picked.Values.AsSpan(i * Columns));
        return picked;
    }

    /// <summary>Columns of mean 0 and deviation 1; those that are constant become 0.</summary>
    public static Matrix Standardized(double[][] rows)
    {
        Matrix result = new(rows.Length, rows[0].Length);
        for (int column = 0; column < result.Columns; column++)
        {
            double[] values = [.. rows.Select(row => row[column])];
            double mean = values.Average(), deviation = Statistics.StandardDeviation(values);
            for (int row = 0; row < rows.Length; row++)
                result.Values[row * result.Columns + column] = deviation > 0 ? (float)((values[row] - mean) / deviation) : 0;
        }

        return result;
    }
}
