using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.OnTensors;

/// <summary>Losses of torch tensors against the same in libtorch's own operations: values, gradients, element types, views, autograd.</summary>
public class AutogradTests
{
    /// <summary>Each loss with what libtorch computes, and tensors for it of which those with a gradient come first.</summary>
    private static readonly Dictionary<string, (Func<Tensor[], Tensor> Ours, Func<Tensor[], Tensor> Torch, Func<Tensor[]> Inputs, int Differentiated)> Cases = new()
    {
        ["mse"] = (t => TensorLosses.Mse(t[0], t[1]), t => nn.functional.mse_loss(t[0], t[1]), () => [randn(7, 5, 3), randn(7, 5, 3)], 1),
        ["huber"] = (t => TensorLosses.Huber(t[0], t[1], 0.5f), t => nn.functional.huber_loss(t[0], t[1], 0.5, nn.Reduction.Sum), () => [randn(133), randn(133)], 1),
        ["log-cosh"] = (t => TensorLosses.LogCosh(t[0], t[1]), t => log(cosh(t[0] - t[1])), () => [randn(4, 6), randn(4, 6)], 2),
        ["cross-entropy"] = (
            t => TensorLosses.CrossEntropy(t[0], t[1], out _), t => nn.functional.cross_entropy(t[0], t[1]),
            () => [randn(9, 21), tensor(new long[] { 0, 20, 3, -100, 5, 6, 7, -100, 1 })], 1),
        ["row losses"] = (
            t => TensorLosses.RowLosses(t[0], t[1]), t => nn.functional.cross_entropy(t[0], t[1], reduction: nn.Reduction.None, ignore_index: -1),
            () => [randn(5, 33), tensor(new long[] { 0, 32, -1, 7, 8 })], 1),
        ["learned temperature"] = (
            t => TensorLosses.Tempered(t[0], t[2], t[1], 3), t => 3 * nn.functional.cross_entropy(t[0] / t[1], t[2]),
            () => [randn(6, 11), tensor(0.7f), tensor(new long[] { 0, 10, 3, 4, 5, 6 })], 2),
        ["distances"] = (t => TensorLosses.Distances(t[0], t[1]), t => cdist(t[0], t[1]), () => [randn(5, 8), randn(7, 8)], 2),
        ["four dimensions"] = (
            t => TensorLosses.Cubes(t[0], t[1]), t => (t[0].pow(3) * t[1].t().reshape(2, 1, 1, 5)).sum(), () => [randn(2, 3, 4, 5), randn(5, 2)], 2),
        ["mask"] = (
            t => TensorLosses.Masked(t[0], t[1], t[2]), t => (t[0] - t[1]).square().masked_select(t[2]).mean(),
            () => [randn(40), randn(40), randn(40) > 0], 1),
        ["labels from 1"] = (
            t => TensorLosses.FromOne(t[0], t[1], 1), t => nn.functional.cross_entropy(t[0], t[1] - 1),
            () => [randn(4, 6), tensor(new long[] { 1, 6, 3, 2 })], 1),
    };

    public static TheoryData<string, ScalarType> CasesAndTypes()
    {
        var data = new TheoryData<string, ScalarType>();
        foreach (string name in Cases.Keys)
        {
            foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16 })
                data.Add(name, type);
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(CasesAndTypes))]
    public void Value_and_gradient_are_those_of_libtorch(string name, ScalarType type)
    {
        Libtorch.Require();
        Check(name, type, tensor => tensor);
    }

    [SkippableTheory]
    [InlineData("mse")]
    [InlineData("cross-entropy")]
    [InlineData("distances")]
    [InlineData("four dimensions")]
    [InlineData("mask")]
    public void A_view_that_is_not_contiguous_is_read_in_its_own_order(string name)
    {
        Libtorch.Require();
        Check(name, ScalarType.Float32, EveryOther);
    }

    [SkippableFact]
    public void Gradients_flow_through_a_network_as_those_of_torch_do()
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(7);
        using var network = nn.Sequential(nn.Linear(6, 16), nn.ReLU(), nn.Linear(16, 4));
        Tensor x = randn(10, 6), y = randint(0, 4, 10, ScalarType.Int64);
        (TensorLosses.CrossEntropy(network.call(x), y, out double accuracy) * 0.25).backward();
        Tensor[] ours = [.. network.parameters().Select(parameter => parameter.grad!.clone())];
        network.zero_grad();
        (nn.functional.cross_entropy(network.call(x), y) * 0.25).backward();
        foreach ((Tensor gradient, Tensor expected) in ours.Zip(network.parameters().Select(parameter => parameter.grad!)))
            Close.Assert(expected, gradient, 1e-6);
        Assert.Equal(network.call(x).argmax(1).eq(y).to(ScalarType.Float64).mean().item<double>(), accuracy, 12);
    }

    [SkippableFact]
    public void Without_grad_mode_or_a_leaf_that_requires_it_there_is_no_step_of_autograd()
    {
        Libtorch.Require();
        using Tensor p = randn(5, requires_grad: true), y = randn(5);
        using (no_grad())
            Assert.False(TensorLosses.Mse(p, y).requires_grad);
        using (inference_mode())
            Assert.False(TensorLosses.Mse(p, y).requires_grad);
        Assert.False(TensorLosses.Mse(p.detach(), y).requires_grad);
        Assert.True(TensorLosses.Mse(p, y).requires_grad);
    }

    [SkippableFact]
    public void A_loss_leaves_the_scope_that_it_was_computed_in_and_still_has_its_gradient()
    {
        Libtorch.Require();
        using Tensor p = randn(6, requires_grad: true), y = randn(6);
        Tensor loss, each;
        using (NewDisposeScope())
        {
            loss = TensorLosses.Mse(p, y).DetachFromDisposeScope();
            each = TensorLosses.LogCosh(p, y).DetachFromDisposeScope();
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        loss.backward();
        Close.Assert((p - y).detach() * 2 / 6, p.grad!, 1e-6);
        p.grad!.zero_();
        each.sum().backward();
        Close.Assert(tanh(p - y).detach(), p.grad!, 1e-6);
    }

    [SkippableFact]
    public void The_same_graph_can_be_gone_back_twice_and_gradients_add_up()
    {
        Libtorch.Require();
        using Tensor p = randn(6, requires_grad: true), y = randn(6);
        Tensor loss = TensorLosses.Mse(p, y);
        autograd.backward([loss], retain_graph: true);
        loss.backward();
        Close.Assert((p - y).detach() * 4 / 6, p.grad!, 1e-6);
    }

    [SkippableFact]
    public void A_tensor_that_is_changed_in_place_changes_no_gradient_of_an_earlier_loss()
    {
        Libtorch.Require();
        using Tensor p = randn(6, requires_grad: true), y = randn(6);
        Tensor expected = tanh(p - y).detach();
        Tensor each = TensorLosses.LogCosh(p, y);
        y.add_(100);
        each.sum().backward();
        Close.Assert(expected, p.grad!, 1e-6);
    }

    [SkippableFact]
    public void Only_what_requires_a_gradient_gets_one()
    {
        Libtorch.Require();
        using Tensor a = randn(3, 4, requires_grad: true), b = randn(2, 4);
        TensorLosses.Distances(a, b).sum().backward();
        Assert.NotNull(a.grad);
        Assert.Null(b.grad);
    }

    [SkippableFact]
    public void Nothing_is_0_or_NaN_as_in_torch_and_has_an_empty_gradient()
    {
        Libtorch.Require();
        using Tensor p = zeros(0, requires_grad: true), y = zeros(0);
        Tensor mean = TensorLosses.Mse(p, y);
        mean.backward();
        Assert.True(float.IsNaN(mean.item<float>()));
        Assert.Equal(0, p.grad!.numel());
        Assert.Equal(0, TensorLosses.Huber(p, y).item<float>());
        Assert.Equal([0, 3], TensorLosses.Distances(zeros(0, 4), zeros(3, 4)).shape);
    }

    private static void Check(string name, ScalarType type, Func<Tensor, Tensor> view)
    {
        (Func<Tensor[], Tensor> ours, Func<Tensor[], Tensor> torch, Func<Tensor[]> inputs, int differentiated) = Cases[name];
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(20);
        Tensor[] given = [.. inputs().Select(tensor => tensor.is_floating_point() ? tensor.to(type) : tensor)];
        Tensor[] leaves = [.. given.Select((tensor, i) => tensor.detach().clone().requires_grad_(i < differentiated))];
        Tensor[] exact = [.. given.Select((tensor, i) => (tensor.is_floating_point() ? tensor.to(ScalarType.Float64) : tensor).detach().clone().requires_grad_(i < differentiated))];
        Tensor actual = ours([.. leaves.Select(view)]), expected = torch([.. exact.Select(view)]);
        Assert.Equal(type, actual.dtype);
        Assert.Equal(expected.shape, actual.shape);
        double tolerance = type switch { ScalarType.Float64 => 1e-12, ScalarType.Float32 => 2e-6, ScalarType.Float16 => 2e-3, _ => 1.6e-2 };
        Close.Assert(expected, actual, tolerance);
        Tensor upstream = randn(expected.shape, ScalarType.Float64);
        actual.backward([upstream.to(type)]);
        expected.backward([upstream.to(type).to(ScalarType.Float64)]);
        for (int i = 0; i < differentiated; i++)
        {
            Assert.Equal(type, leaves[i].grad!.dtype);
            Close.Assert(exact[i].grad!, leaves[i].grad!, tolerance);
        }
    }

    /// <summary>The same tensor as every other element of a larger one whose dimensions are the other way round.</summary>
    private static Tensor EveryOther(Tensor tensor)
    {
        Tensor turned = tensor.permute([.. Enumerable.Range(0, (int)tensor.dim()).Reverse().Select(dimension => (long)dimension)]);
        Tensor wide = stack([turned, turned], -1).select(-1, 0);
        return wide.permute([.. Enumerable.Range(0, (int)tensor.dim()).Reverse().Select(dimension => (long)dimension)]);
    }
}
