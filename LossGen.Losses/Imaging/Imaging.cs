namespace LossGen.Losses;

/// <summary>Losses of images: of restored and generated ones, and of those that are registered with each other.</summary>
public static partial class Imaging
{
    /// <summary>Mean, variance and covariance of two images in each window, of weights that add up to 1: m and p of the prediction, t and q of the target, x of both.</summary>
    private const string WindowMoments =
        " where g[i] = window[i] / sum[k](window[k])," +
        " m[n, c, h, w] = sum[i, j](g[i] * g[j] * prediction[n, c, h + i, w + j])," +
        " t[n, c, h, w] = sum[i, j](g[i] * g[j] * target[n, c, h + i, w + j])," +
        " p[n, c, h, w] = sum[i, j](g[i] * g[j] * prediction[n, c, h + i, w + j]^2) - m[n, c, h, w]^2," +
        " q[n, c, h, w] = sum[i, j](g[i] * g[j] * target[n, c, h + i, w + j]^2) - t[n, c, h, w]^2," +
        " x[n, c, h, w] = sum[i, j](g[i] * g[j] * prediction[n, c, h + i, w + j] * target[n, c, h + i, w + j])" +
        " - m[n, c, h, w] * t[n, c, h, w],";
}
