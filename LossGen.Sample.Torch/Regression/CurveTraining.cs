using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Sample.Torch;

/// <summary>A training.</summary>
/// <param name="Losses">The loss at each step.</param>
/// <param name="StepTime">The median time of a step, in ms.</param>
/// <param name="Fit">What the network says at the points of <see cref="CurveTraining.Grid"/>.</param>
internal sealed record CurveTrained(double[] Losses, double StepTime, double[] Fit);

/// <summary>Trains a small network.</summary>
internal static class CurveTraining
{
    public static double[] Grid { get; } = [.. Enumerable.Range(0, 201).Select(i => -2 + (i / 50.0))];

    /// <summary>The same seed gives the same network, so that two losses which are the same train it alike.</summary>
    public static CurveTrained Run(CurveData data, Func<Tensor, Tensor, Tensor> loss, int steps, int seed)
    {
        random.manual_seed(seed);
        using var network = nn.Sequential(nn.Linear(1, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, 1));
        using var optimizer = optim.Adam(network.parameters(), 0.01);
        var losses = new double[steps];
        var times = new double[steps];
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            long start = Stopwatch.GetTimestamp();
            optimizer.zero_grad();
            Tensor value = loss(network.call(data.X), data.Y);
            value.backward();
            optimizer.step();
            times[step] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            losses[step] = value.item<float>();
        }

        using DisposeScope end = NewDisposeScope();
        using IDisposable guard = no_grad();
        Tensor fit = network.call(tensor(Grid, ScalarType.Float32).reshape(-1, 1)).to(ScalarType.Float64);
        return new CurveTrained(losses, Median(times), [.. fit.data<double>()]);
    }

    /// <summary>The time of a loss and its gradient alone, over a million residuals, in ms.</summary>
    public static double LossTime(Func<Tensor, Tensor, Tensor> loss)
    {
        using DisposeScope outer = NewDisposeScope();
        Tensor prediction = randn(1 << 20, requires_grad: true), target = randn(1 << 20);
        var times = new double[30];
        for (int i = 0; i < times.Length; i++)
        {
            using DisposeScope scope = NewDisposeScope();

            // A gradient that is there is added to, which allocates nothing.
            prediction.grad?.zero_();
            long start = Stopwatch.GetTimestamp();
            loss(prediction, target).backward();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return Median(times);
    }

    private static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);
}
