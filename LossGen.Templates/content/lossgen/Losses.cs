using LossGen;

/// <summary>
/// The losses of this program. Each is one line of mathematics; LossGen writes the method, and beside it one that computes the gradient too.
/// A mistake in a formula is underlined inside the string.
/// </summary>
public static partial class Losses
{
    /// <summary>Cauchy's loss: quadratic near 0, and hardly rising where a point lies far off.</summary>
    /// <param name="p">The predictions.</param>
    /// <param name="y">The targets.</param>
    /// <param name="scale">How far off a point may lie before it counts less.</param>
    [Loss("mean(log1p(((p - y) / scale)^2))")]
    public static partial float Cauchy(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Range(0.001, 1000)] float scale = 1f);
}
