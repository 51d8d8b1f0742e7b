using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.OnTensors;

/// <summary>Gradients that are differentiated themselves, against the ordinary ones, their finite differences, and torch's own.</summary>
public class SecondDerivativeTests
{
    /// <summary>Each loss, tensors for it of which those with a gradient come first, and what torch computes where it has the loss.</summary>
    private static readonly Dictionary<string, (Func<Tensor[], Tensor> Ours, Func<Tensor[]> Inputs, int Differentiated, Func<Tensor[], Tensor>? Torch)> Cases = new()
    {
        ["mse"] = (t => TensorLosses.Mse(t[0], t[1]), () => [randn(7, 5, 3), randn(7, 5, 3)], 1, t => nn.functional.mse_loss(t[0], t[1])),
        ["huber"] = (
            t => TensorLosses.Huber(t[0], t[1], 0.5f), () => [randn(133), randn(133)], 1, t => nn.functional.huber_loss(t[0], t[1], 0.5, nn.Reduction.Sum)),
        ["log-cosh"] = (t => TensorLosses.LogCosh(t[0], t[1]), () => [randn(4, 6), randn(4, 6)], 2, t => log(cosh(t[0] - t[1]))),
        ["what follows a loss"] = (t => TensorLosses.Mse(t[0], t[1]).exp(), () => [randn(7), randn(7)], 1, t => nn.functional.mse_loss(t[0], t[1]).exp()),
        ["what follows losses"] = (t => TensorLosses.LogCosh(t[0], t[1]).square(), () => [randn(4, 6), randn(4, 6)], 2, t => log(cosh(t[0] - t[1])).square()),
        ["cross-entropy"] = (
            t => TensorLosses.CrossEntropy(t[0], t[1], out _), () => [randn(9, 21), tensor(new long[] { 0, 20, 3, -100, 5, 6, 7, -100, 1 })], 1,
            t => nn.functional.cross_entropy(t[0], t[1])),
        ["row losses"] = (
            t => TensorLosses.RowLosses(t[0], t[1]), () => [randn(5, 33), tensor(new long[] { 0, 32, -1, 7, 8 })], 1,
            t => nn.functional.cross_entropy(t[0], t[1], reduction: nn.Reduction.None, ignore_index: -1)),
        ["learned temperature"] = (
            t => TensorLosses.Tempered(t[0], t[2], t[1], 3), () => [randn(6, 11), tensor(0.7f), tensor(new long[] { 0, 10, 3, 4, 5, 6 })], 2,
            t => 3 * nn.functional.cross_entropy(t[0] / t[1], t[2])),
        ["distances"] = (
            t => TensorLosses.Distances(t[0], t[1]), () => [randn(5, 8), randn(7, 8)], 2, t => (t[0].unsqueeze(1) - t[1].unsqueeze(0)).square().sum(-1).sqrt()),
        ["four dimensions"] = (
            t => TensorLosses.Cubes(t[0], t[1]), () => [randn(2, 3, 4, 5), randn(5, 2)], 2, t => (t[0].pow(3) * t[1].t().reshape(2, 1, 1, 5)).sum()),
        ["mask"] = (
            t => TensorLosses.Masked(t[0], t[1], t[2]), () => [randn(40), randn(40), randn(40) > 0], 1,
            t => (t[0] - t[1]).square().masked_select(t[2]).mean()),
        ["functions of any number"] = (t => FunctionLosses.OfAny(t[0]), () => [randn(50)], 1, null),
        ["functions of a positive number"] = (t => FunctionLosses.OfPositive(t[0]), () => [rand(50) + 0.2], 1, null),
        ["functions of a fraction"] = (t => FunctionLosses.OfFraction(t[0]), () => [(rand(50) * 0.9) + 0.05], 1, null),
        ["functions of two numbers"] = (t => FunctionLosses.OfTwo(t[0], t[1]), () => [rand(50) + 0.2, rand(50) + 0.3], 2, null),
        ["stable forms"] = (t => FunctionLosses.Stabilized(t[0], t[1]), () => [randn(50), rand(50) + 0.3], 2, null),
        ["reductions"] = (t => FunctionLosses.Reductions(t[0]), () => [randn(5, 7)], 1, null),
        ["masked softmax"] = (
            t => FunctionLosses.MaskedSoftmax(t[0], t[1], t[2]), () => [randn(4, 6), randn(6), tensor(new float[] { 1, -1, 2, 0, 1, 3 })], 2,
            t => (softmax(t[0].masked_fill(t[2] <= 0, double.NegativeInfinity), 1) * t[1].square()).sum(1).mean()),
        ["running sums"] = (t => FunctionLosses.RunningSums(t[0]), () => [randn(5, 7)], 1, null),
        ["positions and shifts"] = (t => FunctionLosses.Positions(t[0], t[1]), () => [randn(9), tensor(new long[] { 3, 0, 8, 8, 1, 20, 4, 2, 7 })], 1, null),
        ["gram matrices"] = (t => TensorLosses.GramDistance(t[0], t[1]), () => [randn(2, 3, 7), randn(2, 3, 7)], 1, null),
        ["labels from 1"] = (
            t => TensorLosses.FromOne(t[0], t[1], 1), () => [randn(4, 6), tensor(new long[] { 1, 6, 3, 2 })], 1,
            t => nn.functional.cross_entropy(t[0], t[1] - 1)),
    };

    public static TheoryData<string> Names() => [.. Cases.Keys];

    public static TheoryData<string> NamesInTorch() => [.. Cases.Where(pair => pair.Value.Torch is not null).Select(pair => pair.Key)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void A_gradient_with_a_graph_is_the_one_without(string name)
    {
        Libtorch.Require();
        foreach ((ScalarType type, double tolerance) in new[] { (ScalarType.Float64, 1e-9), (ScalarType.Float32, 5e-6), (ScalarType.Float16, 2e-3), (ScalarType.BFloat16, 1.6e-2) })
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor[] leaves, Tensor[] wanted) = Leaves(name, type);
            Tensor loss = Cases[name].Ours(leaves);
            Tensor upstream = randn(loss.shape, type);
            SecondDerivatives.AssertSameGradient(loss, wanted, upstream, tolerance);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void A_second_derivative_is_the_finite_difference_of_the_gradient(string name)
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        (Tensor[] leaves, Tensor[] wanted) = Leaves(name, ScalarType.Float64);
        SecondDerivatives.AssertFiniteDifferences(() => Cases[name].Ours(leaves), wanted, 1e-6);
    }

    [SkippableTheory]
    [MemberData(nameof(NamesInTorch))]
    public void A_second_and_a_third_derivative_are_those_of_torch(string name)
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        (Tensor[] leaves, Tensor[] wanted) = Leaves(name, ScalarType.Float64);
        Tensor[] actual = Derivatives(Cases[name].Ours(leaves), wanted), expected = Derivatives(Cases[name].Torch!(leaves), wanted);
        foreach ((Tensor ours, Tensor torch) in actual.Zip(expected))
            Close.Assert(torch, ours, 1e-9);
    }

    /// <summary>Where the loops go by an absolute value to be exact, the graph must not have its kink.</summary>
    [SkippableFact]
    public void A_smooth_loss_is_smooth_at_0()
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        Tensor p = zeros(3, ScalarType.Float64, requires_grad: true), y = zeros(3, ScalarType.Float64);
        Close.Assert(ones(3), Curvature(TensorLosses.LogCosh(p, y).sum(), p), 1e-15);
        Close.Assert(full(3, 0.25), Curvature(FunctionLosses.Softplus(p), p), 1e-15);
        Close.Assert(ones(3), Curvature(FunctionLosses.Charbonnier(p), p), 1e-15);
    }

    [SkippableFact]
    public void What_a_choice_leaves_out_leaves_nothing_in_the_second_derivative()
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 0.0, -1, 2 }, requires_grad: true);
        Close.Assert(tensor(new[] { 0, 0, 0.5 }), Curvature(FunctionLosses.Entropy(x), x), 1e-15);
        Tensor a = zeros(2, 3, ScalarType.Float64).requires_grad_(), b = zeros(1, 3, ScalarType.Float64);
        Close.Assert(zeros(2, 3), Curvature(TensorLosses.Distances(a, b).sum(), a), 0);
    }

    [SkippableFact]
    public void A_penalty_of_the_gradient_trains_what_comes_before_the_loss()
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(8);
        using var network = nn.Sequential(nn.Linear(5, 7, dtype: ScalarType.Float64), nn.Tanh(), nn.Linear(7, 4, dtype: ScalarType.Float64));
        Tensor x = randn(6, 5, ScalarType.Float64).requires_grad_(), y = randint(0, 4, 6, ScalarType.Int64);
        Tensor[] ours = Penalized(z => TensorLosses.CrossEntropy(z, y, out _)), torch = Penalized(z => nn.functional.cross_entropy(z, y));
        foreach ((Tensor expected, Tensor actual) in torch.Zip(ours))
            Close.Assert(expected, actual, 1e-12);

        Tensor[] Penalized(Func<Tensor, Tensor> loss)
        {
            network.zero_grad();
            Tensor gradient = autograd.grad([loss(network.call(x))], [x], retain_graph: true, create_graph: true)[0];
            (gradient.square().sum(1).sqrt() - 1).square().mean().backward();
            return [.. network.parameters().Where(parameter => parameter.grad is not null).Select(parameter => parameter.grad!.clone())];
        }
    }

    [SkippableFact]
    public void A_tensor_that_was_changed_in_place_keeps_the_first_derivative_and_has_no_second()
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        Tensor p = randn(6).requires_grad_(), y = randn(6), expected = (p - y).detach() * 2 / 6;
        Tensor loss = TensorLosses.Mse(p, y);
        y.add_(100);
        Close.Assert(expected, autograd.grad([loss], [p], retain_graph: true)[0], 1e-6);
        Tensor gradient = autograd.grad([loss], [p], retain_graph: true, create_graph: true)[0];
        Close.Assert(expected, gradient, 1e-6);
        Exception refusal = Assert.ThrowsAny<Exception>(() => gradient.square().sum().backward());
        Assert.Contains("modified by an inplace operation", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_target_of_inference_mode_is_taken()
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        Tensor p = randn(6).requires_grad_(), y;
        using (inference_mode())
            y = randn(6);
        Tensor gradient = autograd.grad([TensorLosses.Mse(p, y)], [p], retain_graph: true, create_graph: true)[0];
        Close.Assert((p - y).detach() * 2 / 6, gradient, 1e-6);
        gradient.sum().backward();
        Close.Assert(full(6, 2 / 6.0), p.grad!, 1e-6);
    }

    private static Tensor Curvature(Tensor loss, Tensor by)
    {
        Tensor gradient = autograd.grad([loss], [by], retain_graph: true, create_graph: true)[0];
        return autograd.grad([gradient.sum()], [by], retain_graph: true)[0];
    }

    /// <summary>Second and third derivatives in one direction, one after the other.</summary>
    private static Tensor[] Derivatives(Tensor loss, Tensor[] wanted)
    {
        // Not torch's generator, which other tests draw from at the same time: both losses take the same directions.
        var random = new Random(11);
        Tensor along = (loss * Drawn(loss.shape)).sum();
        var all = new List<Tensor>();
        for (int order = 1; order <= 3 && along.requires_grad; order++)
        {
            Tensor[] derivatives = [.. autograd.grad([along], wanted, retain_graph: true, create_graph: true, allow_unused: true)
                .Select((derivative, i) => derivative is null || derivative.IsInvalid ? zeros_like(wanted[i]) : derivative)];
            all.AddRange(derivatives);
            along = derivatives.Aggregate(zeros(1, ScalarType.Float64), (sum, derivative) => sum + (derivative * Drawn(derivative.shape)).sum());
        }

        return [.. all];

        Tensor Drawn(long[] shape) => tensor([.. Enumerable.Range(0, (int)shape.Aggregate(1L, (count, extent) => count * extent)).Select(_ => random.NextDouble() - 0.5)]).reshape(shape);
    }

    private static (Tensor[] Leaves, Tensor[] Wanted) Leaves(string name, ScalarType type)
    {
        random.manual_seed(20);
        int differentiated = Cases[name].Differentiated;
        Tensor[] leaves = [.. Cases[name].Inputs().Select((tensor, i) =>
            (tensor.is_floating_point() ? tensor.to(type) : tensor).detach().clone().requires_grad_(i < differentiated))];
        return (leaves, leaves[..differentiated]);
    }
}
