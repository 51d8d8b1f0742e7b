using System.Globalization;
using LossGen.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Sample.Torch;

/// <summary>What the style is taken from and given to, and the weights of the network that sees it.</summary>
internal sealed record StyleInput(string? Content, string? Style, string? Weights);

/// <summary>Draws a picture anew in the style of another.</summary>
internal static class StyleCommand
{
    private static readonly Dictionary<string, double> Styles = new() { ["relu1"] = 1, ["relu2"] = 1, ["relu3"] = 1 }, Contents = new() { ["relu2"] = 1 };

    private const double ContentWeight = 0.05, VariationWeight = 0.3;

    public static IEnumerable<string> Run(StyleInput input, int steps, int seed, string folder)
    {
        random.manual_seed(seed);
        using var network = Network(input.Weights);
        using var style = new PerceptualLoss(network, Styles, [0.5, 0.5, 0.5], [0.25, 0.25, 0.25], StyleLosses.GramDistance);
        using var content = new PerceptualLoss(network, Contents, [0.5, 0.5, 0.5], [0.25, 0.25, 0.25]);
        Tensor from = input.Content is { } file ? Pictures.Load(file) : Pictures.Landscape();
        Tensor like = input.Style is { } styleFile ? Pictures.Load(styleFile) : Pictures.Waves();
        using var picture = new TorchSharp.Modules.Parameter(from.clone());
        using var optimizer = optim.Adam([picture], 0.02);
        for (int step = 1; step <= steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor ofStyle = style.call(picture, like), ofContent = content.call(picture, from);
            optimizer.zero_grad();
            (ofStyle + (ContentWeight * ofContent) + (VariationWeight * StyleLosses.TotalVariation(picture))).backward();
            optimizer.step();
            using (no_grad())
                picture.clamp_(0, 1);
            if (step == 1 || step % Math.Max(steps / 5, 1) == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {step}: style {ofStyle.item<float>():0.0000}, content {ofContent.item<float>():0.0000}"));
        }

        Console.WriteLine("the picture: what it was, the style, what it has become");
        return [Pictures.Save(folder, "torch-style", from, like, picture)];
    }

    /// <summary>
    /// Three layers of filters. Chance filters see texture well enough (I. Ustyuzhaninov et al., "Texture synthesis using shallow convolutional
    /// networks with random filters", 2016); trained ones are read from a file of the same network.
    /// </summary>
    private static nn.Module<Tensor, Tensor> Network(string? weights)
    {
        var network = nn.Sequential(
            ("conv1", nn.Conv2d(3, 32, 5, padding: 2, padding_mode: PaddingModes.Reflect)), ("relu1", nn.ReLU()), ("pool1", nn.AvgPool2d(2)),
            ("conv2", nn.Conv2d(32, 48, 5, padding: 2, padding_mode: PaddingModes.Reflect)), ("relu2", nn.ReLU()), ("pool2", nn.AvgPool2d(2)),
            ("conv3", nn.Conv2d(48, 64, 3, padding: 1, padding_mode: PaddingModes.Reflect)), ("relu3", nn.ReLU()));
        try
        {
            if (weights is not null)
                network.load(weights);
        }
        catch (Exception error) when (error is IOException or ArgumentException or FormatException)
        {
            throw new InputError($"'{weights}' does not hold the weights of this network: {error.Message}");
        }

        foreach ((_, TorchSharp.Modules.Parameter parameter) in network.named_parameters().Where(parameter => weights is null && parameter.name.EndsWith("weight", StringComparison.Ordinal)))
            nn.init.kaiming_normal_(parameter);
        return network;
    }
}
