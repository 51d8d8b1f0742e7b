namespace LossGen.Sample.Boosting;

/// <summary>Losses with the diagonal of their Hessian. Each is a sum over the rows, see <see cref="Objective"/>.</summary>
public static partial class Objectives
{
    /// <summary>Half the squared error, which LightGBM has too.</summary>
    [Loss("sum((p - y)^2 / 2)", Hessian = true)]
    public static partial float Squared(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    /// <summary>The pseudo-Huber loss: like a parabola near 0, like a line further out, and curved everywhere, as Newton's steps need it.</summary>
    [Loss("sum(delta^2 * (sqrt(1 + (e / delta)^2) - 1)) where e = p - y", Hessian = true)]
    public static partial float PseudoHuber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 0.5f);

    /// <summary>The same, where what lies above costs four times what lies below: a smooth kin of the quantile loss.</summary>
    [Loss("sum((p < y ? tau : 1 - tau) * delta^2 * (sqrt(1 + (e / delta)^2) - 1)) where e = p - y", Hessian = true)]
    public static partial float Asymmetric(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 0.5f, float tau = 0.8f);
}
