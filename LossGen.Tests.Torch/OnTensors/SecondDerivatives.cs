using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.OnTensors;

/// <summary>What has to hold of every gradient that can be differentiated.</summary>
internal static class SecondDerivatives
{
    /// <summary>The gradient computed to be differentiated is the one that is not.</summary>
    public static void AssertSameGradient(Tensor loss, Tensor[] wanted, Tensor upstream, double tolerance)
    {
        Tensor[] ordinary = Gradients(loss, wanted, upstream, hasGraph: false), differentiable = Gradients(loss, wanted, upstream, hasGraph: true);
        foreach ((Tensor expected, Tensor actual) in ordinary.Zip(differentiable))
        {
            Assert.Equal(expected.dtype, actual.dtype);
            Assert.Equal(expected.shape, actual.shape);
            Assert.True(expected.isnan().Equals(actual.isnan()), "One of the gradients is no number where the other is.");
            Close.Assert(expected.nan_to_num(), actual.nan_to_num(), tolerance);
        }
    }

    /// <summary>The derivative of the gradient in one direction is the difference of two ordinary gradients a small step apart.</summary>
    public static void AssertFiniteDifferences(Func<Tensor> loss, Tensor[] wanted, double tolerance)
    {
        const double step = 1e-5;
        Tensor value = loss();
        Tensor upstream = randn(value.shape, ScalarType.Float64);
        Tensor[] directions = [.. wanted.Select(tensor => randn(tensor.shape, ScalarType.Float64))];
        Tensor[] gradients = Gradients(value, wanted, upstream, hasGraph: true);
        Tensor along = gradients.Zip(directions, (gradient, direction) => (gradient * direction).sum()).Aggregate((sum, next) => sum + next);
        Tensor[] actual = along.requires_grad ? Gradients(along, wanted, ones([], ScalarType.Float64), hasGraph: false) : [.. wanted.Select(tensor => zeros_like(tensor))];
        Tensor[] after = Moved(step), before = Moved(-step);
        for (int i = 0; i < wanted.Length; i++)
            Close.Assert((after[i] - before[i]) / (2 * step), actual[i], tolerance);

        Tensor[] Moved(double by)
        {
            Move(by);
            Tensor[] moved = Gradients(loss(), wanted, upstream, hasGraph: false);
            Move(-by);
            return moved;
        }

        void Move(double by)
        {
            using IDisposable guard = no_grad();
            foreach ((Tensor tensor, Tensor direction) in wanted.Zip(directions))
                tensor.add_(direction, by);
        }
    }

    private static Tensor[] Gradients(Tensor value, Tensor[] wanted, Tensor upstream, bool hasGraph) =>
        [.. autograd.grad([value], wanted, [upstream], retain_graph: true, create_graph: hasGraph, allow_unused: true)
            .Select((gradient, i) => gradient is null || gradient.IsInvalid ? zeros_like(wanted[i]) : gradient)];
}
