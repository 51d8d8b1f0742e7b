using System.Diagnostics;
using ILGPU.Runtime;
using LossGen.Benchmarks.Gpu.Cases;

namespace LossGen.Benchmarks.Gpu.Measuring;

/// <summary>Microseconds that a call of a small loss costs, whatever it computes: MSE with gradient of 1,024 elements.</summary>
internal sealed record CallCost(double Enqueue, double BackToBack, double RoundTrip)
{
    public const int Elements = 1024;

    private const int Batches = 21, CallsOfBatch = 100;

    public static CallCost Measure(AcceleratorStream stream)
    {
        LossCase mse = LossCases.All[0];
        using var tensors = new DeviceTensors(stream, mse, Shape.Flat(Elements));
        Action<DeviceTensors> call = mse.WithGradient!;
        var enqueue = new double[Batches];
        var backToBack = new double[Batches];
        var roundTrip = new double[Batches];
        for (int batch = -1; batch < Batches; batch++)
        {
            (double host, double all) = Batch(stream, () => call(tensors));
            double alone = Alone(stream, () => call(tensors));
            if (batch >= 0)
                (enqueue[batch], backToBack[batch], roundTrip[batch]) = (host, all, alone);
        }

        return new(Timing.Of(enqueue).Median, Timing.Of(backToBack).Median, Timing.Of(roundTrip).Median);
    }

    /// <summary>What the host takes to enqueue a call, and what a call takes until the last is done, of calls without waiting between them.</summary>
    private static (double Enqueue, double BackToBack) Batch(AcceleratorStream stream, Action call)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < CallsOfBatch; i++)
            call();
        double enqueued = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        stream.Synchronize();
        return (enqueued / CallsOfBatch, Stopwatch.GetElapsedTime(start).TotalMicroseconds / CallsOfBatch);
    }

    /// <summary>A call that is waited for.</summary>
    private static double Alone(AcceleratorStream stream, Action call)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < CallsOfBatch; i++)
        {
            call();
            stream.Synchronize();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / CallsOfBatch;
    }
}
