using TorchSharp;
using static TorchSharp.torch;
using Modules = LossGen.Torch.Modules;

namespace LossGen.Tests.Torch.OnTensors;

/// <summary>The modules of the catalogue's losses against those of torch that have their names, under every reduction.</summary>
public class ModuleTests
{
    private delegate Tensor Call(nn.Reduction reduction, Tensor[] tensors);

    private static readonly Dictionary<string, (Call Ours, Call Torch, Func<Tensor[]> Inputs)> Cases = new()
    {
        ["MSELoss"] = (
            (r, t) => new Modules.MSELoss(r).call(t[0], t[1]), (r, t) => nn.MSELoss(r).call(t[0], t[1]), () => [randn(5, 7), randn(5, 7)]),
        ["L1Loss"] = (
            (r, t) => new Modules.L1Loss(r).call(t[0], t[1]), (r, t) => nn.L1Loss(r).call(t[0], t[1]), () => [randn(35), randn(35)]),
        ["HuberLoss"] = (
            (r, t) => new Modules.HuberLoss(0.3, r).call(t[0], t[1]), (r, t) => nn.HuberLoss(0.3, r).call(t[0], t[1]), () => [randn(35), randn(35)]),
        ["SmoothL1Loss"] = (
            (r, t) => new Modules.SmoothL1Loss(0.3, r).call(t[0], t[1]), (r, t) => nn.SmoothL1Loss(r, 0.3).call(t[0], t[1]), () => [randn(35), randn(35)]),
        ["BCELoss"] = (
            (r, t) => new Modules.BCELoss(r).call(t[0], t[1]), (r, t) => nn.BCELoss(reduction: r).call(t[0], t[1]), () => [rand(35), rand(35)]),
        ["BCEWithLogitsLoss"] = (
            (r, t) => new Modules.BCEWithLogitsLoss(2, r).call(t[0], t[1]),
            (r, t) => nn.BCEWithLogitsLoss(reduction: r, pos_weights: tensor(2.0, t[0].dtype)).call(t[0], t[1]), () => [randn(35), rand(35)]),
        ["CrossEntropyLoss"] = (
            (r, t) => new Modules.CrossEntropyLoss(reduction: r).call(t[0], t[1]), (r, t) => nn.CrossEntropyLoss(reduction: r).call(t[0], t[1]),
            () => [randn(5, 12), tensor(new long[] { 0, 11, -100, 3, 4 })]),
        ["SoftTargetCrossEntropyLoss"] = (
            (r, t) => new Modules.SoftTargetCrossEntropyLoss(reduction: r).call(t[0], t[1]), (r, t) => nn.CrossEntropyLoss(reduction: r).call(t[0], t[1]),
            () => [randn(5, 12), softmax(randn(5, 12), 1)]),
        ["WeightedCrossEntropyLoss"] = (
            (r, t) => new Modules.WeightedCrossEntropyLoss(reduction: r).call(t[0], t[1], t[2]), (r, t) => nn.CrossEntropyLoss(t[2], reduction: r).call(t[0], t[1]),
            () => [randn(5, 12), tensor(new long[] { 0, 11, -100, 3, 4 }), rand(12)]),
        ["NLLLoss"] = (
            (r, t) => new Modules.NLLLoss(reduction: r).call(t[0], t[1]), (r, t) => nn.NLLLoss(reduction: r).call(t[0], t[1]),
            () => [special.log_softmax(randn(5, 12), 1), tensor(new long[] { 0, 11, 2, 3, 4 })]),
        ["PoissonNLLLoss"] = (
            (r, t) => new Modules.PoissonNLLLoss(r).call(t[0], t[1]), (r, t) => nn.PoissonNLLLoss(reduction: r).call(t[0], t[1]), () => [randn(35), rand(35)]),
        ["GaussianNLLLoss"] = (
            (r, t) => new Modules.GaussianNLLLoss(reduction: r).call(t[0], t[1], t[2]), (r, t) => nn.GaussianNLLLoss(reduction: r).call(t[0], t[1], t[2]),
            () => [randn(35), randn(35), rand(35) + 0.1]),
        ["CosineEmbeddingLoss"] = (
            (r, t) => new Modules.CosineEmbeddingLoss(0.1, r).call(t[0], t[1], t[2]), (r, t) => nn.CosineEmbeddingLoss(0.1, r).call(t[0], t[1], t[2]),
            () => [randn(5, 8), randn(5, 8), randn(5).sign()]),
        ["MarginRankingLoss"] = (
            (r, t) => new Modules.MarginRankingLoss(0.2, r).call(t[0], t[1], t[2]), (r, t) => nn.MarginRankingLoss(0.2, r).call(t[0], t[1], t[2]),
            () => [randn(35), randn(35), randn(35).sign()]),
        ["TripletMarginLoss"] = (
            (r, t) => new Modules.TripletMarginLoss(0.7, reduction: r).call(t[0], t[1], t[2]),
            (r, t) => nn.TripletMarginLoss(0.7, reduction: r).call(t[0], t[1], t[2]), () => [randn(5, 8), randn(5, 8), randn(5, 8)]),
        ["SoftMarginLoss"] = (
            (r, t) => new Modules.SoftMarginLoss(r).call(t[0], t[1]), (r, t) => nn.SoftMarginLoss(r).call(t[0], t[1]), () => [randn(35), randn(35).sign()]),
        ["MultiMarginLoss"] = (
            (r, t) => new Modules.MultiMarginLoss(0.8, r).call(t[0], t[1]), (r, t) => nn.MultiMarginLoss(margin: 0.8, reduction: r).call(t[0], t[1]),
            () => [randn(5, 12), tensor(new long[] { 0, 11, 2, 3, 4 })]),
        ["HingeEmbeddingLoss"] = (
            (r, t) => new Modules.HingeEmbeddingLoss(0.8, r).call(t[0], t[1]), (r, t) => nn.HingeEmbeddingLoss(0.8, r).call(t[0], t[1]),
            () => [rand(35), randn(35).sign()]),
        ["CTCLoss"] = (
            // torch's gradient is by the logits, whichever it was given: it takes a log_softmax before it for granted.
            (r, t) => new Modules.CTCLoss(reduction: r).call(special.log_softmax(t[0], 2), t[1], t[2], t[3]),
            (r, t) => nn.CTCLoss(reduction: r).call(special.log_softmax(t[0], 2), t[1], t[2], t[3]),
            () => [randn(12, 2, 6), tensor(new long[,] { { 1, 2, 2 }, { 5, 4, 0 } }), tensor(new long[] { 12, 9 }), tensor(new long[] { 3, 2 })]),
    };

    public static TheoryData<string, nn.Reduction> CasesAndReductions()
    {
        var data = new TheoryData<string, nn.Reduction>();
        foreach (string name in Cases.Keys)
        {
            foreach (nn.Reduction reduction in Enum.GetValues<nn.Reduction>())
                data.Add(name, reduction);
        }

        return data;
    }

    [SkippableTheory]
    [MemberData(nameof(CasesAndReductions))]
    public void A_module_gives_the_value_and_the_gradient_of_torch(string name, nn.Reduction reduction)
    {
        Libtorch.Require();
        (Call ours, Call torch, Func<Tensor[]> inputs) = Cases[name];
        foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            using DisposeScope scope = NewDisposeScope();
            random.manual_seed(3);
            Tensor[] given = [.. inputs().Select(tensor => tensor.is_floating_point() ? tensor.to(ScalarType.Float64) : tensor)];
            Tensor[] leaves = [.. given.Select((tensor, i) => (i == 0 ? tensor.to(type) : tensor.is_floating_point() ? tensor.to(type) : tensor).detach().clone().requires_grad_(i == 0))];
            Tensor[] exact = [.. given.Select((tensor, i) => tensor.detach().clone().requires_grad_(i == 0))];
            Tensor actual = ours(reduction, leaves), expected = torch(reduction, exact);
            double tolerance = type == ScalarType.Float64 ? 1e-10 : 1e-5;
            Assert.Equal(expected.shape, actual.shape);
            Close.Assert(expected, actual, tolerance);
            Tensor upstream = randn(expected.shape, ScalarType.Float64);
            expected.backward([upstream]);
            actual.backward([upstream.to(type)]);
            Close.Assert(exact[0].grad!, leaves[0].grad!, tolerance);
        }
    }

    [Fact]
    public void Every_loss_of_the_catalogue_that_reduces_has_a_module()
    {
        Type[] modules = [.. typeof(Modules.MSELoss).Assembly.GetExportedTypes().Where(type => type.Namespace == typeof(Modules.MSELoss).Namespace)];
        HashSet<string> covered = [.. modules.SelectMany(type => type.GetCustomAttributesData())
            .Where(data => data.AttributeType == typeof(LossGen.Torch.TorchModuleAttribute))
            .Select(data => (string)data.ConstructorArguments[1].Value!)];
        IEnumerable<string> missing = LossGen.Losses.LossCatalogue.All.Select(entry => entry.Name).Where(name => !covered.Contains(name));
        Assert.Empty(missing.Except(["DiscountedReturns", "GeneralizedAdvantage"]));
    }

    [Fact]
    public void A_reduction_that_a_loss_does_not_have_is_refused()
    {
        if (!Libtorch.IsAvailable)
            return;
        Assert.Throws<ArgumentException>("reduction", () => new Modules.HingeDiscriminatorLoss(nn.Reduction.None));
    }
}
