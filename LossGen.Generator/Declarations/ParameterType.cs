using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Declarations;

/// <summary>What the type of a parameter says.</summary>
/// <param name="Kind">Its role; null where the type fits none.</param>
/// <param name="Element">The type of the scalar or of the elements; null where it is none that a loss computes with.</param>
/// <param name="IsUnknown">Whether the compiler does not know the type, and says so itself.</param>
internal readonly record struct ParameterType(ParameterKind? Kind, ElementType? Element, bool IsUnknown)
{
    public bool IsFit => Kind is not null && Element is not null;

    public static ParameterType Of(ITypeSymbol type)
    {
        bool isUnknown = Unknown(type);
        if (ElementOf(type) is { } scalar)
            return new ParameterType(ParameterKind.Scalar, scalar, isUnknown);
        if (type is not INamedTypeSymbol { Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } span)
            return new ParameterType(null, null, isUnknown);
        ElementType? element = ElementOf(span.TypeArguments[0]);
        return span.Name switch
        {
            "ReadOnlySpan" => new ParameterType(ParameterKind.Tensor, element, isUnknown),

            // Whatever it holds, a Span is meant as the output.
            "Span" => new ParameterType(ParameterKind.Output, element == ElementType.Int32 ? null : element, isUnknown),
            _ => new ParameterType(null, null, isUnknown),
        };
    }

    public static ElementType? ElementOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => ElementType.Single,
        SpecialType.System_Double => ElementType.Double,
        SpecialType.System_Int32 => ElementType.Int32,
        _ => null,
    };

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
