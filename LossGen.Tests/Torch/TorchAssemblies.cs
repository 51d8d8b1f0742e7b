using System.Reflection;

namespace LossGen.Tests.Torch;

/// <summary>What a project has that references LossGen.TorchSharp.</summary>
internal static class TorchAssemblies
{
    /// <summary>The assemblies of torch tensors and of losses of them.</summary>
    public static IReadOnlyList<Assembly> OfTensors { get; } = [typeof(TorchSharp.torch).Assembly, typeof(LossGen.Torch.TensorLoss).Assembly];

    /// <summary>Those of the catalogue too.</summary>
    public static IReadOnlyList<Assembly> All { get; } =
        [.. OfTensors, typeof(LossGen.Losses.Regression).Assembly, typeof(LossGen.Gpu.LossDevice).Assembly, typeof(ILGPU.Context).Assembly];
}
