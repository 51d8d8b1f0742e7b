using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.OnTensors;

/// <summary>The gradient of every module of the catalogue can be differentiated, but for those of recurrences.</summary>
public class ModuleSecondDerivativeTests
{
    /// <summary>What a recurrence defines, or takes something from: of these there is no second derivative.</summary>
    private static readonly string[] Recurrent =
    [
        "CTCLoss", "CTCWithLogitsLoss", "HiddenMarkovLoss", "LinearChainCRFLoss", "PPOWithAdvantageLoss", "PolicyGradientLoss", "RNNTLoss", "SoftAlignmentLoss",
        "SoftDTWLoss", "ValueErrorLoss",
    ];

    public static TheoryData<string> Differentiable() => [.. Libtorch.IsAvailable ? ModuleInputs.Modules.Select(module => module.Name).Except(Recurrent) : ["none"]];

    [SkippableTheory]
    [MemberData(nameof(Differentiable))]
    public void A_gradient_with_a_graph_is_the_one_without(string name)
    {
        Libtorch.Require();
        var inputs = new ModuleInputs(Module(name));
        Assert.NotEmpty(inputs.Reductions);
        foreach (nn.Reduction reduction in inputs.Reductions)
        {
            foreach ((ScalarType type, double tolerance) in new[] { (ScalarType.Float64, 1e-10), (ScalarType.Float32, 2e-5) })
            {
                using DisposeScope scope = NewDisposeScope();
                random.manual_seed(4);
                Tensor[] tensors = inputs.Draw(type);
                Tensor loss = inputs.Make(reduction)(tensors);
                SecondDerivatives.AssertSameGradient(loss, Wanted(tensors), randn(loss.shape, type), tolerance);
            }
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Differentiable))]
    public void A_second_derivative_is_the_finite_difference_of_the_gradient(string name)
    {
        Libtorch.Require();
        var inputs = new ModuleInputs(Module(name));
        foreach (nn.Reduction reduction in inputs.Reductions)
        {
            using DisposeScope scope = NewDisposeScope();
            random.manual_seed(4);
            Tensor[] tensors = inputs.Draw(ScalarType.Float64);
            Func<Tensor[], Tensor> module = inputs.Make(reduction);
            SecondDerivatives.AssertFiniteDifferences(() => module(tensors), Wanted(tensors), 1e-5);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Differentiable))]
    public void Where_everything_ties_a_gradient_with_a_graph_is_the_one_without(string name)
    {
        Libtorch.Require();
        var inputs = new ModuleInputs(Module(name));
        foreach (nn.Reduction reduction in inputs.Reductions)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor[] tensors = inputs.Draw(ScalarType.Float64, scale: 0);
            Tensor loss = inputs.Make(reduction)(tensors);
            SecondDerivatives.AssertSameGradient(loss, Wanted(tensors), ones(loss.shape, ScalarType.Float64), 1e-10);
        }
    }

    [SkippableFact]
    public void A_recurrence_has_a_first_derivative_and_a_second_one_is_refused()
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        var inputs = new ModuleInputs(Module("SoftDTWLoss"));
        Tensor[] tensors = inputs.Draw(ScalarType.Float64);
        Tensor loss = inputs.Make(nn.Reduction.Mean)(tensors);
        SecondDerivatives.AssertSameGradient(loss, Wanted(tensors), ones([], ScalarType.Float64), 0);
        Tensor gradient = autograd.grad([loss], [tensors[0]], retain_graph: true, create_graph: true)[0];
        Exception refusal = Assert.ThrowsAny<Exception>(() => gradient.square().sum().backward());
        Assert.Contains("'nextafter' is not implemented", refusal.Message, StringComparison.Ordinal);
    }

    private static Type Module(string name) => ModuleInputs.Modules.Single(module => module.Name == name);

    private static Tensor[] Wanted(Tensor[] tensors)
    {
        Tensor[] wanted = [.. tensors.Where(tensor => tensor.requires_grad)];
        Assert.NotEmpty(wanted);
        return wanted;
    }
}
