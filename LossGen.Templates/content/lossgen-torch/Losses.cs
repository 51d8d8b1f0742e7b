using LossGen;
using static TorchSharp.torch;

namespace LossGen.TorchApp;

/// <summary>The losses of this project: LossGen compiles each formula to a step of torch's autograd.</summary>
public static partial class Losses
{
    /// <summary>Geman and McClure's loss: what is far off pulls no more at all.</summary>
    [Loss("mean(e^2 / (e^2 + c^2)) where e = prediction - target")]
    public static partial Tensor GemanMcClure(Tensor prediction, Tensor target, float c = 1);
}
