using System.Numerics;
using System.Numerics.Tensors;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace LossGen.Tests.Torch.Sequences;

/// <summary>
/// CTC has libtorch's value and gradients on random ragged batches, padded and concatenated, with equal labels in a row, without labels, and
/// with labels that cannot be aligned. Gradients are by logits behind a log-softmax, for which libtorch's are made.
/// </summary>
public sealed class CtcTests
{
    public static TheoryData<int, int, int, int, int> Shapes => new()
    {
        { 1, 1, 2, 1, 0 }, { 5, 3, 2, 2, 0 }, { 12, 4, 6, 5, 0 }, { 12, 4, 6, 5, 5 }, { 40, 7, 33, 17, 3 }, { 9, 5, 3, 9, 1 }, { 64, 2, 130, 40, 0 }, { 300, 3, 17, 60, 16 },
    };

    [SkippableTheory]
    [MemberData(nameof(Shapes))]
    public void AgreesOnRaggedBatches(int steps, int batch, int classes, int labels, int blank)
    {
        Libtorch.Require();
        for (int seed = 0; seed < 5; seed++)
        {
            var inputs = new Inputs(steps, batch, classes, labels, blank, new Random((100 * steps) + seed));
            // What is added up along the steps is rounded at each.
            Check<float>(inputs, 2e-5 + (5e-7 * steps));
            Check<double>(inputs, 1e-10);
        }
    }

    [SkippableFact]
    public void AgreesOnLogitsFarApart()
    {
        Libtorch.Require();
        foreach (double scale in new[] { 30, 1e3, 1e5 })
        {
            var inputs = new Inputs(10, 4, 5, 4, 0, new Random(1), scale);
            Check<float>(inputs, 1e-4 * scale);
            Check<double>(inputs, 1e-11 * scale);
        }
    }

    private static void Check<T>(Inputs inputs, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (nn.Reduction reduction in new[] { nn.Reduction.Mean, nn.Reduction.Sum, nn.Reduction.None })
        {
            (double[] value, double[] gradient) = inputs.OfLibtorch(reduction);
            Compare(value, gradient, inputs.OfLogits<T>(reduction, isPadded: true), tolerance, $"{inputs} {reduction}");
            Compare(value, gradient, inputs.OfLogits<T>(reduction, isPadded: false), tolerance, $"{inputs} {reduction} concatenated");
            Compare(value, gradient, inputs.OfLogProbabilities<T>(reduction), tolerance, $"{inputs} {reduction} behind a log-softmax");
        }
    }

    private static void Compare(double[] value, double[] gradient, (double[] Value, double[] Gradient) found, double tolerance, string where)
    {
        Near(value, found.Value, tolerance, where);
        Near(gradient, found.Gradient, tolerance, where + ", gradient");
    }

    private static void Near(double[] expected, double[] found, double tolerance, string where)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(expected[i].Equals(found[i]) || Math.Abs(expected[i] - found[i]) <= tolerance * (1 + Math.Abs(expected[i])), $"{where}: [{i}] is {found[i]}, libtorch has {expected[i]}");
    }

    /// <summary>A ragged batch. With zeroInfinity, since libtorch's gradients of what cannot be aligned are NaN otherwise.</summary>
    private sealed class Inputs
    {
        private readonly (int Steps, int Batch, int Classes, int Labels, int Blank) shape;
        private readonly float[] logits;
        private readonly int[] target;
        private readonly int[] inputLengths;
        private readonly int[] targetLengths;
        private readonly float[] upstream;

        public Inputs(int steps, int batch, int classes, int labels, int blank, Random random, double scale = 3)
        {
            shape = (steps, batch, classes, labels, blank);
            logits = [.. Enumerable.Range(0, steps * batch * classes).Select(_ => (float)(scale * ((2 * random.NextDouble()) - 1)))];
            target = [.. Enumerable.Range(0, batch * labels).Select(_ => random.Next(classes - 1) is var label && label >= blank ? label + 1 : label)];
            inputLengths = [.. Enumerable.Range(0, batch).Select(n => n == 0 ? steps : random.Next(1, steps + 1))];
            targetLengths = [.. Enumerable.Range(0, batch).Select(n => n == 0 ? labels : random.Next(labels + 1))];
            upstream = [.. Enumerable.Range(0, batch).Select(_ => (float)random.NextDouble() - 0.3f)];
        }

        private nint[] Lengths => [shape.Steps, shape.Batch, shape.Classes];

        private int[] Concatenated => [.. Enumerable.Range(0, shape.Batch).SelectMany(n => target.Skip(n * shape.Labels).Take(targetLengths[n]))];

        private ReadOnlyTensorSpan<int> Padded => new(target, [shape.Batch, shape.Labels]);

        public override string ToString() => $"{shape}, steps {string.Join(' ', inputLengths)}, labels {string.Join(' ', targetLengths)}";

        public (double[] Value, double[] Gradient) OfLibtorch(nn.Reduction reduction)
        {
            using Tensor z = Logits();
            using Tensor value = nn.functional.ctc_loss(
                z.log_softmax(2), tensor(target, [shape.Batch, shape.Labels], ScalarType.Int64), tensor(inputLengths, ScalarType.Int64), tensor(targetLengths, ScalarType.Int64),
                blank: shape.Blank, zero_infinity: true, reduction: reduction);
            Backward(value, reduction);
            return (value.flatten().data<double>().ToArray(), z.grad!.flatten().data<double>().ToArray());
        }

        public (double[] Value, double[] Gradient) OfLogits<T>(nn.Reduction reduction, bool isPadded)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            T[] gradient = new T[logits.Length], each = new T[shape.Batch];
            T value = Call(CtcMethods.OfLogits<T>(), [.. logits.Select(T.CreateChecked)], gradient, each, reduction, isPadded);
            return (Doubles(reduction == nn.Reduction.None ? each : [value]), Doubles(gradient));
        }

        /// <summary>The gradient by log-probabilities, taken back through libtorch's log-softmax.</summary>
        public (double[] Value, double[] Gradient) OfLogProbabilities<T>(nn.Reduction reduction)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            using Tensor z = Logits();
            using Tensor logProbabilities = z.log_softmax(2);
            T[] p = [.. logProbabilities.flatten().data<double>().ToArray().Select(T.CreateChecked)], gradient = new T[p.Length], each = new T[shape.Batch];
            T value = Call(CtcMethods.OfLogProbabilities<T>(), p, gradient, each, reduction, isPadded: true);
            logProbabilities.backward([tensor(Doubles(gradient), [shape.Steps, shape.Batch, shape.Classes])]);
            return (Doubles(reduction == nn.Reduction.None ? each : [value]), z.grad!.flatten().data<double>().ToArray());
        }

        private Tensor Logits() =>
            tensor(Doubles(logits), [shape.Steps, shape.Batch, shape.Classes]).requires_grad_(true);

        private void Backward(Tensor value, nn.Reduction reduction)
        {
            if (reduction == nn.Reduction.None)
                value.backward([tensor(Doubles(upstream))]);
            else
                value.backward();
        }

        private T Call<T>(CtcMethods<T> methods, T[] input, T[] gradient, T[] each, nn.Reduction reduction, bool isPadded)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            var x = new ReadOnlyTensorSpan<T>(input, Lengths);
            var g = new TensorSpan<T>(gradient, Lengths);
            T[] weights = [.. upstream.Select(T.CreateChecked)];
            switch (reduction, isPadded)
            {
                case (nn.Reduction.None, true):
                    methods.None(x, Padded, inputLengths, targetLengths, each, g, weights, shape.Blank, 1, false);
                    return T.Zero;
                case (nn.Reduction.None, false):
                    methods.NoneConcatenated(x, Concatenated, inputLengths, targetLengths, each, g, weights, shape.Blank, 1, false);
                    return T.Zero;
                case (_, true):
                    return (reduction == nn.Reduction.Mean ? methods.Mean : methods.Sum)(x, Padded, inputLengths, targetLengths, g, shape.Blank, 1, T.One, false);
                default:
                    return (reduction == nn.Reduction.Mean ? methods.MeanConcatenated : methods.SumConcatenated)(
                        x, Concatenated, inputLengths, targetLengths, g, shape.Blank, 1, T.One, false);
            }
        }

        private static double[] Doubles<T>(T[] numbers)
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. numbers.Select(double.CreateChecked)];
    }
}
