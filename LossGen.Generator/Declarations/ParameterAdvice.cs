using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Declarations;

/// <summary>What to take in place of a type that does not fit, and how callers pass what they have.</summary>
internal static class ParameterAdvice
{
    private const string Scalars = "scalars are float, double or int";

    private const string Tensors = "tensors hold float, double, Half, BFloat16, int, long or byte";

    public static string For(ITypeSymbol type, string name) => type switch
    {
        IArrayTypeSymbol array => ForArray(array, name),
        { TypeKind: TypeKind.Enum } => $"{Scalars}: take an int, and pass (int){name}",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable =>
            $"take {Scalar(nullable.TypeArguments[0])} with a default value",
        INamedTypeSymbol { Arity: 1 } generic when InSystem(generic) => ForGeneric(generic, name),
        _ when IsInteger(type) => $"{Scalars}: take an int",
        { SpecialType: SpecialType.System_Decimal } => $"{Scalars}: take a double, and pass (double){name}",
        { SpecialType: SpecialType.System_Boolean } => $"{Scalars}: take an int that is 0 or 1",
        { Name: "Half" or "BFloat16" } => $"{Scalars}: take a float, and pass (float){name}",
        { SpecialType: SpecialType.System_String } => General,
        _ => Sequence(type) is { } element ? $"take a {Span(element)}, and pass {name}.ToArray()" : General,
    };

    private static string General =>
        $"take ReadOnlySpan or ReadOnlyTensorSpan tensors, float, double or int scalars, or a Span output: {Tensors}";

    private static string ForArray(IArrayTypeSymbol array, string name)
    {
        ITypeSymbol element = array.ElementType;
        if (element is IArrayTypeSymbol)
        {
            while (element is IArrayTypeSymbol inner)
                element = inner.ElementType;
            return $"the rows of an array of arrays lie apart: take a {Span(element)}, and pass one array that holds row after row";
        }

        if (array.Rank == 1)
            return Fits(element) ? $"take a {Span(element)}, which arrays convert to" : $"take a {Span(element)}, and convert the elements";
        return Fits(element)
            ? $"take a {TensorSpan(element)}, and pass new {TensorSpan(element)}({name})"
            : $"take a {TensorSpan(element)}, and convert the elements";
    }

    private static string ForGeneric(INamedTypeSymbol type, string name)
    {
        ITypeSymbol element = type.TypeArguments[0];
        return type.Name switch
        {
            "Span" or "TensorSpan" => "an output holds float, double, Half or BFloat16",
            "ReadOnlySpan" or "ReadOnlyTensorSpan" => Tensors,
            _ when !Fits(element) => $"take a {Span(element)}, and convert the elements",
            "Tensor" => $"take a {TensorSpan(element)}, which tensors convert to",
            "Memory" or "ReadOnlyMemory" => $"take a {Span(element)}, and pass {name}.Span",
            "List" => $"take a {Span(element)}, and pass CollectionsMarshal.AsSpan({name})",
            "ImmutableArray" => $"take a {Span(element)}, and pass {name}.AsSpan()",
            _ when Sequence(type) is not null => $"take a {Span(element)}, and pass {name}.ToArray()",
            _ => General,
        };
    }

    /// <summary>The elements of what can be enumerated.</summary>
    private static ITypeSymbol? Sequence(ITypeSymbol type) => type.AllInterfaces.Concat(type is INamedTypeSymbol own ? [own] : [])
        .FirstOrDefault(face => face.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T)?.TypeArguments[0];

    private static bool InSystem(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString() is
        "System" or "System.Collections.Generic" or "System.Collections.Immutable" or "System.Numerics.Tensors";

    private static bool Fits(ITypeSymbol element) => ParameterType.ElementOf(element) is not null;

    /// <summary>The tensor whose elements come nearest.</summary>
    private static string Span(ITypeSymbol element) => $"ReadOnlySpan<{Nearest(element)}>";

    private static string TensorSpan(ITypeSymbol element) => $"ReadOnlyTensorSpan<{Nearest(element)}>";

    private static string Nearest(ITypeSymbol element) => element.SpecialType switch
    {
        _ when Fits(element) => element.ToDisplayString(),
        SpecialType.System_Boolean => "byte",
        SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char => "int",
        SpecialType.System_Decimal => "double",
        _ => IsInteger(element) ? "long" : "float",
    };

    private static string Scalar(ITypeSymbol type) => IsInteger(type) ? "an int" : type.SpecialType is SpecialType.System_Double or SpecialType.System_Decimal ? "a double" : "a float";

    private static bool IsInteger(ITypeSymbol type) => type.SpecialType is SpecialType.System_SByte or SpecialType.System_Byte
        or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
        or SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr
        or SpecialType.System_Char || type is { Name: "Int128" or "UInt128" };
}
