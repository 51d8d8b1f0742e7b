namespace LossGen.Generator.Declarations;

/// <summary>Spells types as C#, in full, so that no name of the user's stands in the way.</summary>
internal static class CSharpTypes
{
    public static string Of(ParameterModel parameter)
    {
        string element = Keyword(parameter.Element);
        return (parameter.Kind, parameter.Container) switch
        {
            (ParameterKind.Metric, Container.None) => "out " + element,
            (_, Container.None) => element,
            (_, Container.Torch) => TorchTensor,
            (ParameterKind.Tensor, Container.Span) => ReadOnlySpan(element),
            (ParameterKind.Tensor, _) => $"global::System.Numerics.Tensors.ReadOnlyTensorSpan<{element}>",
            (_, Container.Span) => Span(element),
            _ => TensorSpan(element),
        };
    }

    /// <summary>What holds a derivative by the parameter.</summary>
    public static string Derivative(ParameterModel of) => of.Container switch
    {
        Container.None => "out " + Keyword(of.Element),
        Container.Span => Span(Keyword(of.Element)),
        _ => TensorSpan(Keyword(of.Element)),
    };

    public const string TorchTensor = "global::TorchSharp.torch.Tensor";

    /// <summary>What a loss returns.</summary>
    public static string Returned(LossDeclaration declaration) =>
        declaration.IsOfTorch ? TorchTensor : declaration.Return is { } type ? Keyword(type) : "void";

    public static string TensorSpan(string element) => $"global::System.Numerics.Tensors.TensorSpan<{element}>";

    public static string Span(string element) => $"global::System.Span<{element}>";

    public static string ReadOnlySpan(string element) => $"global::System.ReadOnlySpan<{element}>";

    public static string Keyword(ElementType type) => type switch
    {
        ElementType.Single => "float",
        ElementType.Double => "double",
        ElementType.Int64 => "long",
        ElementType.Byte => "byte",
        ElementType.Half => "global::System.Half",
        ElementType.BFloat16 => "global::LossGen.BFloat16",
        _ => "int",
    };

    /// <summary>The type as a message names it.</summary>
    public static string Name(ElementType type) => type.IsNarrow() ? type.ToString() : Keyword(type);

    /// <summary>The elements of a tensor in the kernels of a device.</summary>
    public static string OnDevice(ElementType type) => type.IsNarrow() ? "global::LossGen.Gpu.Device" + type : Keyword(type);

    /// <summary>The bytes of an element.</summary>
    public static int Size(ElementType type) => type switch
    {
        ElementType.Byte => 1,
        ElementType.Half or ElementType.BFloat16 => 2,
        ElementType.Int64 or ElementType.Double => 8,
        _ => 4,
    };
}
