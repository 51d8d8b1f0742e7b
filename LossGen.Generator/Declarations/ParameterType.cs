using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Declarations;

/// <summary>What the type of a parameter says.</summary>
/// <param name="Kind">Its role; null where the type fits none.</param>
/// <param name="Element">The type of the scalar or of the elements; null where it is none that a loss computes with.</param>
/// <param name="IsUnknown">Whether the compiler does not know the type, and says so itself.</param>
internal readonly record struct ParameterType(ParameterKind? Kind, ElementType? Element, bool IsUnknown)
{
    /// <summary>How it holds its numbers.</summary>
    public Container Container { get; init; }

    public bool IsFit => Kind is not null && Element is not null;

    public static ParameterType Of(IParameterSymbol parameter, bool isMetric)
    {
        ParameterType type = Of(parameter.Type);
        bool isNumber = type is { Kind: ParameterKind.Scalar, Element: ElementType.Single or ElementType.Double } && parameter.RefKind == RefKind.Out;
        return isMetric && (type.Kind == ParameterKind.Output || isNumber)
            ? type with { Kind = ParameterKind.Metric }
            : type;
    }

    public static ParameterType Of(ITypeSymbol type)
    {
        bool isUnknown = Unknown(type);
        if (ElementOf(type) is { } scalar and not (ElementType.Int64 or ElementType.Byte or ElementType.Half or ElementType.BFloat16))
            return new ParameterType(ParameterKind.Scalar, scalar, isUnknown);
        if (IsTorch(type))
            return new ParameterType(ParameterKind.Tensor, ElementType.Single, isUnknown) { Container = Container.Torch };
        if (type is not INamedTypeSymbol { Arity: 1 } span)
            return new ParameterType(null, null, isUnknown);
        ElementType? element = ElementOf(span.TypeArguments[0]);
        ElementType? written = element?.IsFloating() == true ? element : null;
        return (span.ContainingNamespace.ToDisplayString(), span.Name) switch
        {
            ("System", "ReadOnlySpan") => new ParameterType(ParameterKind.Tensor, element, isUnknown) { Container = Container.Span },
            ("System.Numerics.Tensors", "ReadOnlyTensorSpan") =>
                new ParameterType(ParameterKind.Tensor, element, isUnknown) { Container = Container.TensorSpan },

            // Whatever it holds, a Span is meant as the output.
            ("System", "Span") => new ParameterType(ParameterKind.Output, written, isUnknown) { Container = Container.Span },
            ("System.Numerics.Tensors", "TensorSpan") =>
                new ParameterType(ParameterKind.Output, written, isUnknown) { Container = Container.TensorSpan },
            _ => new ParameterType(null, null, isUnknown),
        };
    }

    /// <summary>Whether it is <c>torch.Tensor</c> of TorchSharp.</summary>
    public static bool IsTorch(ITypeSymbol type) => type is INamedTypeSymbol
    {
        Name: "Tensor", Arity: 0, ContainingType: { Name: "torch", ContainingType: null, ContainingNamespace: { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true } },
    };

    public static ElementType? ElementOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => ElementType.Single,
        SpecialType.System_Double => ElementType.Double,
        SpecialType.System_Int32 => ElementType.Int32,
        SpecialType.System_Int64 => ElementType.Int64,
        SpecialType.System_Byte => ElementType.Byte,
        _ when IsIn(type, "System", "Half") => ElementType.Half,
        _ when IsIn(type, "LossGen", "BFloat16") => ElementType.BFloat16,
        _ => null,
    };

    private static bool IsIn(ITypeSymbol type, string space, string name) => type is INamedTypeSymbol { Arity: 0, ContainingType: null } && type.Name == name
        && type.ContainingNamespace is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: true } own && own.Name == space;

    /// <summary>Whether a type or one that it is made of is missing.</summary>
    public static bool Unknown(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        INamedTypeSymbol named => named.TypeArguments.Any(Unknown),
        IArrayTypeSymbol array => Unknown(array.ElementType),
        IPointerTypeSymbol pointer => Unknown(pointer.PointedAtType),
        _ => false,
    };
}
