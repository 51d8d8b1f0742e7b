using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.OnTensors;

/// <summary>Whether tensors agree, relative to what is larger than 1.</summary>
internal static class Close
{
    public static void Assert(Tensor expected, Tensor actual, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor wanted = expected.detach().to(ScalarType.Float64), found = actual.detach().to(ScalarType.Float64);
        Tensor error = (wanted - found).abs() / (1 + wanted.abs());
        if (error.numel() > 0)
            Xunit.Assert.True(error.max().item<double>() <= tolerance, $"{error.max().item<double>()} is more than {tolerance}");
    }
}
