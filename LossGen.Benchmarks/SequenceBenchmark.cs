using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using LossGen.Losses;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Benchmarks;

/// <summary>
/// CTC of logits, forward and backward, beside libtorch's <c>ctc_loss</c> behind its <c>log_softmax</c>, sampled in turn. The processor time
/// beside the time that passes tells how much of it others took.
/// </summary>
internal static class SequenceBenchmark
{
    private static readonly (int Steps, int Batch, int Classes, int Labels)[] Shapes =
        [(500, 32, 80, 60), (150, 64, 30, 20), (1000, 8, 1000, 100)];

    public static void Run()
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors; value and gradient of CTC, float; medians of {Sampling.Samples}"));
        Console.WriteLine();
        Console.WriteLine("| steps | batch | classes | labels | time (ms) | processor (ms) | libtorch (ms) | processor (ms) | libtorch / time |");
        Console.WriteLine("|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach ((int steps, int batch, int classes, int labels) in Shapes)
        {
            var inputs = new Inputs(steps, batch, classes, labels);
            Action own = inputs.Run;
            using LibtorchCtc? peer = Libtorch.IsAvailable ? new LibtorchCtc(inputs) : null;
            double[] medians = Sampling.Medians(peer is null ? [own] : [own, peer.Run]);
            string compared = peer is null
                ? "| - | - | - |"
                : string.Create(CultureInfo.InvariantCulture, $"| {medians[1] * 1e3:F1} | {Processor(peer.Run):F1} | {medians[1] / medians[0]:F1} |");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {steps} | {batch} | {classes} | {labels} | {medians[0] * 1e3:F1} | {Processor(own):F1} {compared}"));
        }
    }

    /// <summary>The milliseconds that a call takes of all processors.</summary>
    private static double Processor(Action action)
    {
        const int Calls = 20;
        using var process = Process.GetCurrentProcess();
        TimeSpan start = process.TotalProcessorTime;
        for (int i = 0; i < Calls; i++)
            action();
        process.Refresh();
        return (process.TotalProcessorTime - start).TotalMilliseconds / Calls;
    }

    private sealed class Inputs
    {
        private readonly nint[] lengths;
        private readonly float[] gradient;

        public Inputs(int steps, int batch, int classes, int labels)
        {
            var random = new Random(1);
            lengths = [steps, batch, classes];
            Logits = [.. Enumerable.Range(0, steps * batch * classes).Select(_ => (float)((4 * random.NextDouble()) - 2))];
            Target = [.. Enumerable.Range(0, batch * labels).Select(_ => random.Next(1, classes))];
            (InputLengths, TargetLengths) = ([.. Enumerable.Repeat(steps, batch)], [.. Enumerable.Repeat(labels, batch)]);
            gradient = new float[Logits.Length];
        }

        public float[] Logits { get; }

        public int[] Target { get; }

        public int[] InputLengths { get; }

        public int[] TargetLengths { get; }

        public long[] Shape => [.. lengths];

        public void Run() => Sequence.CtcWithLogitsWithGradient(
            new ReadOnlyTensorSpan<float>(Logits, lengths), Target, InputLengths, TargetLengths, new TensorSpan<float>(gradient, lengths));
    }

    private sealed class LibtorchCtc(Inputs inputs) : IDisposable
    {
        private readonly torch.Tensor logits = tensor(inputs.Logits).reshape(inputs.Shape).requires_grad_();
        private readonly torch.Tensor target = tensor(inputs.Target).reshape(inputs.InputLengths.Length, -1).to(int64);
        private readonly torch.Tensor inputLengths = tensor(inputs.InputLengths).to(int64), targetLengths = tensor(inputs.TargetLengths).to(int64);

        public void Run()
        {
            using IDisposable scope = NewDisposeScope();
            nn.functional.ctc_loss(logits.log_softmax(2), target, inputLengths, targetLengths).backward();
            logits.grad = null;
        }

        public void Dispose()
        {
            logits.Dispose();
            target.Dispose();
            inputLengths.Dispose();
            targetLengths.Dispose();
        }
    }
}
