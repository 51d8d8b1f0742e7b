using System.Numerics.Tensors;
using LossGen.Losses;

namespace LossGen.Benchmarks.Suite;

/// <summary>Losses composed of TensorPrimitives, as one would by hand: a call for each operation, over memory that is kept.</summary>
internal static class Primitives
{
    /// <summary>The composition, forward and with the gradient; null for losses that have none here.</summary>
    public static (Action Forward, Action WithGradient)? Of(SuiteCase loss)
    {
        if (loss.Name is not ($"{nameof(Regression)}.{nameof(Regression.SquaredError)}" or $"{nameof(Regression)}.{nameof(Regression.AbsoluteError)}"
            or $"{nameof(Regression)}.{nameof(Regression.LogCosh)}"))
            return null;
        float[] prediction = (float[])loss.Arguments.Value("prediction"), target = (float[])loss.Arguments.Value("target");
        float[] error = new float[prediction.Length], gradient = new float[prediction.Length];
        float result = 0, scale = 1f / prediction.Length;
        return loss.Name[(loss.Name.IndexOf('.', StringComparison.Ordinal) + 1)..] switch
        {
            nameof(Regression.SquaredError) => (() => result = Squares(), () =>
            {
                result = Squares();
                TensorPrimitives.Multiply(error, 2 * scale, gradient);
            }
            ),
            nameof(Regression.AbsoluteError) => (() => result = Magnitudes(), () =>
            {
                result = Magnitudes();
                TensorPrimitives.CopySign(error, 1f, gradient);
                TensorPrimitives.Multiply(gradient, scale, gradient);
            }
            ),
            _ => (() => result = LogCosh(), () =>
            {
                result = LogCosh();
                TensorPrimitives.Tanh(error, gradient);
                TensorPrimitives.Multiply(gradient, scale, gradient);
            }
            ),
        };

        float Squares()
        {
            TensorPrimitives.Subtract(prediction, target, error);
            return TensorPrimitives.SumOfSquares(error) * scale;
        }

        float Magnitudes()
        {
            TensorPrimitives.Subtract(prediction, target, error);
            return TensorPrimitives.SumOfMagnitudes(error) * scale;
        }

        float LogCosh()
        {
            TensorPrimitives.Subtract(prediction, target, error);
            TensorPrimitives.Cosh(error, gradient);
            TensorPrimitives.Log(gradient, gradient);
            return TensorPrimitives.Sum(gradient) * scale;
        }
    }
}
