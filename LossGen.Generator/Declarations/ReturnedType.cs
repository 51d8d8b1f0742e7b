using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Declarations;

/// <summary>What the return type of a loss says.</summary>
/// <param name="Element">The type of the reduced loss; null for a loss per element, and where the type does not fit.</param>
/// <param name="IsFit">Whether it is float, double or void.</param>
/// <param name="IsUnknown">Whether the compiler does not know the type, and says so itself.</param>
internal readonly record struct ReturnedType(ElementType? Element, bool IsFit, bool IsUnknown)
{
    public static ReturnedType Of(IMethodSymbol method)
    {
        bool isFit = method.RefKind == RefKind.None
            && method.ReturnType.SpecialType is SpecialType.System_Void or SpecialType.System_Single or SpecialType.System_Double;
        return new ReturnedType(isFit ? ParameterType.ElementOf(method.ReturnType) : null, isFit, ParameterType.Unknown(method.ReturnType));
    }
}
