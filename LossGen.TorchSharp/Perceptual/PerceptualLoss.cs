using LossGen.Torch.Modules;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Torch;

/// <summary>
/// The perceptual loss: how far apart two images are in what a network sees in them, a weighted sum over some of its layers. The network is the
/// caller's, with the weights that the caller has loaded; it is put into evaluation mode, and its weights are frozen.
/// </summary>
/// <remarks>
/// Reference: J. Johnson, A. Alahi and L. Fei-Fei, "Perceptual losses for real-time style transfer and super-resolution", ECCV 2016.
/// </remarks>
public sealed class PerceptualLoss : Loss<Tensor, Tensor, Tensor>
{
    private readonly FeatureExtractor extractor;
    private readonly double[] weights;
    private readonly Func<Tensor, Tensor, Tensor> distance;
    private readonly Tensor? mean;
    private readonly Tensor? deviation;

    /// <summary>Makes the loss.</summary>
    /// <param name="network">The network, which takes images [n, c, h, w].</param>
    /// <param name="layers">The names of layers and their weights in the sum.</param>
    /// <param name="mean">What is subtracted from each channel of the images, as ImageNet's (0.485, 0.456, 0.406); nothing where it is left out.</param>
    /// <param name="deviation">What each channel is then divided by, as ImageNet's (0.229, 0.224, 0.225).</param>
    /// <param name="distance">
    /// The loss of the features of one layer, of the image and of the target, both [n, c, positions]: a formula of one's own, such as a distance of Gram
    /// matrices. Left out, it is the mean of the squared differences.
    /// </param>
    /// <exception cref="ArgumentException">A layer is none of the network, or there is a mean without a deviation for each channel.</exception>
    public PerceptualLoss(
        nn.Module<Tensor, Tensor> network, IReadOnlyDictionary<string, double> layers, double[]? mean = null, double[]? deviation = null,
        Func<Tensor, Tensor, Tensor>? distance = null)
        : base(nn.Reduction.Mean)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if ((mean?.Length ?? 0) != (deviation?.Length ?? 0))
            throw new ArgumentException("The mean and the deviation have a number for each channel, or both are left out.", nameof(deviation));
        if (deviation?.Contains(0) == true)
            throw new ArgumentException("A deviation is 0.", nameof(deviation));
        extractor = new FeatureExtractor(network, layers.Keys);
        weights = [.. layers.Values];
        this.distance = distance ?? MeanSquare;
        this.mean = mean is null ? null : PerChannel(mean);
        this.deviation = deviation is null ? null : PerChannel(deviation);
        network.eval();
        foreach (TorchSharp.Modules.Parameter parameter in network.parameters())
            parameter.requires_grad = false;
    }

    /// <summary>Compares images. The gradient is by the first.</summary>
    /// <param name="prediction">The images, [n, c, h, w].</param>
    /// <param name="target">What they should look like, [n, c, h, w].</param>
    /// <returns>The loss, one number.</returns>
    public override Tensor forward(Tensor prediction, Tensor target)
    {
        IReadOnlyList<Tensor> wanted;
        using (no_grad())
            wanted = extractor.Extract(Normalized(target));
        IReadOnlyList<Tensor> found = extractor.Extract(Normalized(prediction));
        Tensor? sum = null;
        for (int i = 0; i < weights.Length; i++)
        {
            Tensor term = distance(Flat(found[i]), Flat(wanted[i])) * weights[i];
            sum = sum is null ? term : sum + term;
        }

        return sum!;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            extractor.Dispose();
            mean?.Dispose();
            deviation?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Tensor MeanSquare(Tensor prediction, Tensor target)
    {
        using var loss = new MSELoss();
        return loss.call(prediction, target);
    }

    private static Tensor PerChannel(double[] numbers) => tensor(numbers, ScalarType.Float32).reshape(1, -1, 1, 1).DetachFromDisposeScope();

    private static Tensor Flat(Tensor features) => features.dim() > 2 ? features.flatten(2) : features.unsqueeze(-1);

    private Tensor Normalized(Tensor images) => mean is null ? images : (images - mean.to(images.dtype)) / deviation!.to(images.dtype);
}
