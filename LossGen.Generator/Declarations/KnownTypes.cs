using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Declarations;

/// <summary>The types that declarations are read by, looked for once in a compilation: Roslyn looks through all references each time.</summary>
internal sealed class KnownTypes
{
    public const string GradientName = "LossGen.GradientAttribute";

    private static readonly ConditionalWeakTable<Compilation, KnownTypes> All = new();

    private KnownTypes(Compilation compilation)
    {
        Output = compilation.GetTypeByMetadataName("LossGen.OutputAttribute");
        Loss = compilation.GetTypeByMetadataName(DeclarationReader.AttributeName);
        Gradient = compilation.GetTypeByMetadataName(GradientName);
        Range = compilation.GetTypeByMetadataName("LossGen.RangeAttribute");
        AnnotatedRange = compilation.GetTypeByMetadataName("System.ComponentModel.DataAnnotations.RangeAttribute");
        HasDevices = compilation.GetTypeByMetadataName("LossGen.Gpu.DeviceLaunch") is not null;
        HasTorch = compilation.GetTypeByMetadataName("LossGen.Torch.TensorLoss") is not null;
    }

    public INamedTypeSymbol? Output { get; }

    public INamedTypeSymbol? Loss { get; }

    public INamedTypeSymbol? Gradient { get; }

    public INamedTypeSymbol? Range { get; }

    /// <summary>Gets the range attribute of .NET, which serves as well.</summary>
    public INamedTypeSymbol? AnnotatedRange { get; }

    /// <summary>Gets a value indicating whether the project references the GPU runtime.</summary>
    public bool HasDevices { get; }

    /// <summary>Gets a value indicating whether the project references what losses of torch tensors run on.</summary>
    public bool HasTorch { get; }

    public static KnownTypes Of(Compilation compilation) => All.GetValue(compilation, static compilation => new KnownTypes(compilation));
}
