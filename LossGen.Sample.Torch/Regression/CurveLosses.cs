using static TorchSharp.torch;

namespace LossGen.Sample.Torch;

/// <summary>The losses of the regression, declared on torch's tensors.</summary>
public static partial class CurveLosses
{
    /// <summary>Huber's loss, which torch has too.</summary>
    [Loss("mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = prediction - target")]
    public static partial Tensor Huber(Tensor prediction, Tensor target, float delta = 1);

    /// <summary>Geman and McClure's loss, which torch does not have: what is far off pulls no more at all.</summary>
    [Loss("mean(e^2 / (e^2 + c^2)) where e = prediction - target")]
    public static partial Tensor GemanMcClure(Tensor prediction, Tensor target, float c = 1);
}
