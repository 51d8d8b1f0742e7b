using LossGen.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.OnTensors;

/// <summary>The perceptual loss over a small network, against the same in torch's own operations.</summary>
public class PerceptualTests
{
    private static readonly Dictionary<string, double> Layers = new() { ["first"] = 1, ["deep.1"] = 0.5 };

    [SkippableFact]
    public void It_is_the_weighted_sum_over_layers_and_its_gradient_goes_back_through_the_network()
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        random.manual_seed(5);
        using var network = Network();
        Tensor image = rand(2, 3, 8, 8, requires_grad: true), same = image.detach().clone().requires_grad_(), target = rand(2, 3, 8, 8);
        using var loss = new PerceptualLoss(network, Layers, mean: [0.5, 0.4, 0.3], deviation: [0.2, 0.3, 0.4]);
        Tensor actual = loss.call(image, target);
        actual.backward();
        Tensor mean = tensor(new[] { 0.5f, 0.4f, 0.3f }).reshape(1, 3, 1, 1), deviation = tensor(new[] { 0.2f, 0.3f, 0.4f }).reshape(1, 3, 1, 1);
        Tensor expected = zeros(1);
        Tensor a = (same - mean) / deviation, b = (target - mean) / deviation;
        foreach ((string name, nn.Module module) in network.named_children())
        {
            if (name == "deep")
            {
                (Tensor x, Tensor y) = (a, b);
                foreach ((string inner, nn.Module layer) in module.named_children())
                {
                    (x, y) = (((nn.Module<Tensor, Tensor>)layer).call(x), ((nn.Module<Tensor, Tensor>)layer).call(y));
                    if (inner == "1")
                        expected += 0.5 * (x - y).square().mean();
                }

                break;
            }

            (a, b) = (((nn.Module<Tensor, Tensor>)module).call(a), ((nn.Module<Tensor, Tensor>)module).call(b));
            if (name == "first")
                expected += (a - b).square().mean();
        }

        expected.backward();
        Assert.Equal(expected.item<float>(), actual.item<float>(), 5);
        Assert.True((same.grad! - image.grad!).abs().max().item<float>() < 1e-6);
        Assert.All(network.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.False(network.training);
    }

    [SkippableFact]
    public void A_distance_of_ones_own_is_taken_of_channels_and_positions()
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        using var network = Network();
        using var loss = new PerceptualLoss(network, Layers, distance: TensorLosses.GramDistance);
        Tensor image = rand(2, 3, 6, 6, requires_grad: true), target = rand(2, 3, 6, 6);
        using var extractor = new FeatureExtractor(network, Layers.Keys);
        double expected = extractor.Extract(image).Zip(extractor.Extract(target)).Zip(Layers.Values)
            .Sum(layer => layer.Second * (Gram(layer.First.First) - Gram(layer.First.Second)).square().mean().item<float>());
        Tensor actual = loss.call(image, target);
        actual.backward();
        Assert.Equal(expected, actual.item<float>(), 5);
        Assert.True(image.grad!.abs().sum().item<float>() > 0);
    }

    [SkippableFact]
    public void A_layer_that_is_none_is_named_beside_those_that_are()
    {
        Libtorch.Require();
        using var network = Network();
        ArgumentException wrong = Assert.Throws<ArgumentException>("layers", () => new FeatureExtractor(network, "frist"));
        Assert.Contains("'frist' is no layer", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("first, relu, deep, deep.0, deep.1", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("layers", () => new FeatureExtractor(network));
        Assert.Throws<ArgumentException>("deviation", () => new PerceptualLoss(network, Layers, mean: [0.5]));
    }

    [SkippableFact]
    public void Weights_come_from_a_file_of_the_user()
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        string file = Path.GetTempFileName();
        try
        {
            using var trained = Network();
            trained.save(file);
            using var network = Network();
            network.load(file);
            using PerceptualLoss ours = new(network, Layers), theirs = new(trained, Layers);
            Tensor image = rand(1, 3, 6, 6), target = rand(1, 3, 6, 6);
            Assert.Equal(theirs.call(image, target).item<float>(), ours.call(image, target).item<float>());
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Tensor Gram(Tensor features)
    {
        Tensor flat = features.flatten(2);
        return flat.bmm(flat.transpose(1, 2)) / flat.shape[2];
    }

    private static nn.Module<Tensor, Tensor> Network() => nn.Sequential(
        ("first", nn.Conv2d(3, 4, 3)), ("relu", nn.ReLU()), ("deep", nn.Sequential(nn.Conv2d(4, 5, 3), nn.Tanh())));
}
