using System.Diagnostics;
using System.Numerics.Tensors;
using ILGPU.Runtime;
using LossGen.Benchmarks.Gpu.Cases;
using LossGen.Gpu;

namespace LossGen.Benchmarks.Gpu.Measuring;

/// <summary>What a case's first calls took, compilation included, and how far the device's numbers are from the CPU's.</summary>
internal sealed record Verification(double ForwardFirstCall, double GradientFirstCall, double Error)
{
    private const double LargestError = 1e-5;

    /// <summary>Whether the device computed the loss. NaN is no number that passes.</summary>
    public bool Passed => Error <= LargestError;

    /// <summary>Computes a case at a shape on the device and on the CPU.</summary>
    public static Verification Of(AcceleratorStream stream, LossCase lossCase, Shape shape)
    {
        using var tensors = new DeviceTensors(stream, lossCase, shape);
        stream.Synchronize();
        HostTensors host = tensors.ToHost();
        double expected = lossCase.OnCpu(host);

        double forward = Milliseconds(stream, () => lossCase.Forward(tensors));
        double error = Relative(tensors.Read(tensors.Loss)[0], expected), gradient = 0;
        if (lossCase.WithGradient is { } withGradient)
        {
            tensors.PoisonOutputs();
            gradient = Milliseconds(stream, () => withGradient(tensors));
            error = Worse(error, Relative(tensors.Read(tensors.Loss)[0], expected));
            for (int input = 0; input < lossCase.Gradients; input++)
                error = Worse(error, Distance(tensors.Read(tensors.FlatGradient(input)), host.FlatGradient(input)));
        }

        DeviceFaults.Check(stream);
        return new(forward, gradient, error);
    }

    private static double Milliseconds(AcceleratorStream stream, Action call)
    {
        long start = Stopwatch.GetTimestamp();
        call();
        stream.Synchronize();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Relative(double actual, double expected) => Math.Abs(actual - expected) / Math.Abs(expected);

    /// <summary>The Euclidean distance of two gradients by the length of the expected one.</summary>
    private static double Distance(float[] actual, ReadOnlySpan<float> expected) =>
        TensorPrimitives.Distance<float>(actual, expected) / TensorPrimitives.Norm(expected);

    /// <summary>The larger of the two, or NaN.</summary>
    private static double Worse(double error, double other) => Math.Max(error, other);
}
