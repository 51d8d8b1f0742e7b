using static TorchSharp.torch;

namespace LossGen.Sample.Torch;

/// <summary>The loss of style, declared on torch's tensors.</summary>
public static partial class StyleLosses
{
    /// <summary>
    /// How far apart the Gram matrices of features are, which say what channels occur together and not where. L. A. Gatys, A. S. Ecker and M. Bethge,
    /// "Image style transfer using convolutional neural networks", CVPR 2016.
    /// </summary>
    [Loss("mean[n, c, d]((g[n, c, d] - h[n, c, d])^2) where g[n, c, d] = mean[i](p[n, c, i] * p[n, d, i]), h[n, c, d] = mean[i](t[n, c, i] * t[n, d, i])")]
    public static partial Tensor GramDistance(Tensor p, Tensor t);

    /// <summary>Total variation: how much neighbouring pixels differ, which keeps noise out that the filters do not see.</summary>
    [Loss("mean[n, c, i, j](sqrt(((x[n, c, i + 1, j] ?? x[n, c, i, j]) - x[n, c, i, j])^2 + ((x[n, c, i, j + 1] ?? x[n, c, i, j]) - x[n, c, i, j])^2 + eps))")]
    public static partial Tensor TotalVariation(Tensor x, [Range(1e-10, 1)] float eps = 1e-4f);
}
