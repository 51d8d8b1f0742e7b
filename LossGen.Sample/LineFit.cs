namespace LossGen.Sample;

/// <summary>A loss of predictions and targets that also writes its gradient by the predictions.</summary>
public delegate float LossWithGradient(ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> gradient);

/// <summary>A line fitted under a loss.</summary>
/// <param name="Loss">The name of the loss.</param>
/// <param name="Line">The line, in the units of the data.</param>
/// <param name="Before">The loss of the scaled points at the start, a level line through their median.</param>
/// <param name="After">The loss at the end.</param>
public sealed record Fit(string Loss, Line Line, double Before, double After);

/// <summary>Fits a line by Adam: D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization" (2015).</summary>
public static class LineFit
{
    private const double MeanDecay = 0.9, SquareDecay = 0.999;

    /// <summary>The steps of one fit: fewer for very many points, so that a fit never takes long.</summary>
    public static int Steps(DataSet data) => Math.Clamp(60_000_000 / data.X.Length, 1000, 3000);

    /// <param name="name">What to call the loss.</param>
    /// <param name="data">The points.</param>
    /// <param name="loss">The loss and its gradient by the predictions.</param>
    /// <param name="onStep">Called after every step.</param>
    public static Fit Run(string name, DataSet data, LossWithGradient loss, Action onStep)
    {
        StandardScale scale = new(data);
        float[] predictions = new float[scale.X.Length], gradient = new float[scale.X.Length];
        Moments slope = new(), intercept = new();
        int steps = Steps(data);
        double before = Loss();
        for (int step = 1; step <= steps; step++)
        {
            Loss();
            // The chain rule through prediction = slope · x + intercept.
            double bySlope = 0, byIntercept = 0;
            for (int i = 0; i < gradient.Length; i++)
            {
                bySlope += gradient[i] * scale.X[i];
                byIntercept += gradient[i];
            }

            // Adam moves by the rate whatever the size of the gradient, so the rate falls to almost nothing or it would circle the minimum.
            double rate = 0.1 * scale.Spread * Math.Pow(1e-6, (double)step / steps);
            slope.Descend(bySlope, rate, step);
            intercept.Descend(byIntercept, rate, step);
            onStep();
        }

        return new(name, scale.ToData(new(slope.Value, intercept.Value)), before, Loss());

        double Loss()
        {
            for (int i = 0; i < predictions.Length; i++)
                predictions[i] = (float)(slope.Value * scale.X[i] + intercept.Value);
            return loss(predictions, scale.Y, gradient);
        }
    }

    /// <summary>A parameter, and the running means of its gradient and of the square of that.</summary>
    private sealed class Moments
    {
        private double _mean, _square;

        public double Value { get; private set; }

        public void Descend(double gradient, double rate, int step)
        {
            _mean = MeanDecay * _mean + (1 - MeanDecay) * gradient;
            _square = SquareDecay * _square + (1 - SquareDecay) * gradient * gradient;
            double mean = _mean / (1 - Math.Pow(MeanDecay, step)), square = _square / (1 - Math.Pow(SquareDecay, step));
            Value -= rate * mean / (Math.Sqrt(square) + 1e-12);
        }
    }
}
