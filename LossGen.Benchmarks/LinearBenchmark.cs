using System.Globalization;
using System.Numerics.Tensors;
using LossGen.Losses;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Benchmarks;

/// <summary>
/// Cross-entropy of a linear layer, value and gradients by features and weights, beside eager libtorch, with the memory that either takes beside tensors and gradients.
/// </summary>
internal static class LinearBenchmark
{
    private static readonly (int Rows, int Features, int Classes, double Ignored)[] Shapes =
        [(2048, 1024, 32_000, 0), (2048, 1024, 32_000, 0.5), (512, 768, 50_257, 0), (4096, 256, 1000, 0), (4096, 256, 1000, 0.5)];

    public static void Run()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors; value and gradients, float; medians"));
        Console.WriteLine();
        Console.WriteLine("| rows x features x classes | ignored | time (ms) | GFLOP/s | memory (MiB) | libtorch (ms) | memory (MiB) | libtorch / time | loss | libtorch's |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        new Inputs(64, 64, 1000, 0).Run();
        foreach ((int rows, int features, int classes, double ignored) in Shapes)
        {
            var inputs = new Inputs(rows, features, classes, ignored);
            long memory = PeakMemory.Of(inputs.Run);
            using Peer? peer = Libtorch.IsAvailable ? new Peer(inputs) : null;
            long peerMemory = peer is null ? 0 : PeakMemory.Of(peer.Run);
            double[] medians = Sampling.Medians(peer is null ? [inputs.Run] : [inputs.Run, peer.Run]);
            string compared = peer is null ? "- | - | -" : string.Create(
                CultureInfo.InvariantCulture, $"{medians[1] * 1e3:F1} | {peerMemory >> 20} | {medians[1] / medians[0]:F2}");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {rows} x {features} x {classes} | {ignored:P0} | {medians[0] * 1e3:F1} | {6e-9 * rows * (1 - ignored) * features * classes / medians[0]:F0} | {memory >> 20} | {compared} | {inputs.Loss:R} | {peer?.Loss:R} |"));
        }
    }

    private sealed class Inputs
    {
        private const int Ignored = -100;

        private readonly nint[] hiddenShape, weightShape;
        private readonly float[] gradHidden, gradWeight;

        public Inputs(int rows, int features, int classes, double ignored)
        {
            var random = new Random(1);
            Hidden = [.. Enumerable.Range(0, rows * features).Select(_ => random.NextSingle() - 0.5f)];
            Weight = [.. Enumerable.Range(0, classes * features).Select(_ => random.NextSingle() - 0.5f)];
            Target = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble() < ignored ? Ignored : random.Next(classes))];
            (hiddenShape, weightShape) = ([rows, features], [classes, features]);
            (gradHidden, gradWeight) = (new float[Hidden.Length], new float[Weight.Length]);

            // Their pages are there before a call is measured.
            gradHidden.AsSpan().Fill(1);
            gradWeight.AsSpan().Fill(1);
        }

        public float[] Hidden { get; }

        public float[] Weight { get; }

        public int[] Target { get; }

        public float Loss { get; private set; }

        public void Run() => Loss = Classification.LinearCrossEntropyWithGradient(
            new ReadOnlyTensorSpan<float>(Hidden, hiddenShape), new ReadOnlyTensorSpan<float>(Weight, weightShape), Target,
            new TensorSpan<float>(gradHidden, hiddenShape), new TensorSpan<float>(gradWeight, weightShape));
    }

    private sealed class Peer(Inputs inputs) : IDisposable
    {
        private readonly torch.Tensor hidden = tensor(inputs.Hidden).reshape(inputs.Target.Length, -1).requires_grad_();
        private readonly torch.Tensor weight = tensor(inputs.Weight).reshape(-1, inputs.Hidden.Length / inputs.Target.Length).requires_grad_();
        private readonly torch.Tensor target = tensor(inputs.Target).to(int64);

        public float Loss { get; private set; }

        public void Run()
        {
            using IDisposable scope = NewDisposeScope();
            torch.Tensor loss = F.cross_entropy(hidden.matmul(weight.t()), target);
            loss.backward();
            Loss = loss.item<float>();
            hidden.grad = null;
            weight.grad = null;
        }

        public void Dispose()
        {
            hidden.Dispose();
            weight.Dispose();
            target.Dispose();
        }
    }
}
