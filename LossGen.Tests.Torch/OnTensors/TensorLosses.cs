using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.OnTensors;

/// <summary>Losses declared on torch tensors.</summary>
internal static partial class TensorLosses
{
    [Loss("mean((p - y)^2)")]
    public static partial Tensor Mse(Tensor p, Tensor y);

    [Loss("sum(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y")]
    public static partial Tensor Huber(Tensor p, Tensor y, float delta = 1);

    /// <summary>A loss per element, of any shape.</summary>
    [Loss("log(cosh(p - y))")]
    public static partial Tensor LogCosh([Gradient] Tensor p, [Gradient] Tensor y);

    [Loss("""
        mean[n | y[n] != ignore](logsumexp[c](z[n, c]) - z[n, y[n]]) where
        accuracy = mean[n | y[n] != ignore](argmax[c](z[n, c]) == y[n] ? 1 : 0)
        """)]
    public static partial Tensor CrossEntropy(Tensor z, Tensor y, [Output] out double accuracy, int ignore = -100);

    /// <summary>A loss per row.</summary>
    [Loss("y[n] >= 0 ? logsumexp[c](z[n, c]) - z[n, y[n]] : 0")]
    public static partial Tensor RowLosses(Tensor z, Tensor y);

    /// <summary>A temperature that is learned: a tensor without an index among others with one is a number.</summary>
    [Loss("mean[n](logsumexp[c](z[n, c] / t) - z[n, y[n]] / t) * scale")]
    public static partial Tensor Tempered([Gradient] Tensor z, Tensor y, [Gradient] Tensor t, double scale);

    /// <summary>A loss per pair.</summary>
    [Loss("norm[c](a[i, c] - b[j, c])")]
    public static partial Tensor Distances([Gradient] Tensor a, [Gradient] Tensor b);

    [Loss("sum[i, j, k, l](x[i, j, k, l]^3 * w[l, i])")]
    public static partial Tensor Cubes([Gradient] Tensor x, [Gradient] Tensor w);

    [Loss("mean[n | mask[n] != 0]((p[n] - y[n])^2)")]
    public static partial Tensor Masked(Tensor p, Tensor y, Tensor mask);

    /// <summary>How far apart the correlations of channels are: the style loss of Gatys et al.</summary>
    [Loss("mean[n, c, d]((g[n, c, d] - h[n, c, d])^2) where g[n, c, d] = mean[i](p[n, c, i] * p[n, d, i]), h[n, c, d] = mean[i](t[n, c, i] * t[n, d, i])")]
    public static partial Tensor GramDistance(Tensor p, Tensor t);

    /// <summary>An index that a definition makes.</summary>
    [Loss("-mean[n](q[n, k[n]]) where k[n] = y[n] - first, q[n, c] = logsoftmax[c](z[n, c])")]
    public static partial Tensor FromOne(Tensor z, Tensor y, int first);
}
