using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Declarations;

/// <summary>What the return type of a loss says.</summary>
/// <param name="Element">The type of the reduced loss; null for a loss per element, and where the type does not fit.</param>
/// <param name="IsFit">Whether it is float, double or void.</param>
/// <param name="IsTorch">Whether it is a tensor of TorchSharp.</param>
/// <param name="IsUnknown">Whether the compiler does not know the type, and says so itself.</param>
internal readonly record struct ReturnedType(ElementType? Element, bool IsFit, bool IsTorch, bool IsUnknown)
{
    public static ReturnedType Of(IMethodSymbol method)
    {
        bool isTorch = method.RefKind == RefKind.None && ParameterType.IsTorch(method.ReturnType);
        bool isFit = isTorch || (method.RefKind == RefKind.None
            && method.ReturnType.SpecialType is SpecialType.System_Void or SpecialType.System_Single or SpecialType.System_Double);
        ElementType? element = isTorch ? ElementType.Single : isFit ? ParameterType.ElementOf(method.ReturnType) : null;
        return new ReturnedType(element, isFit, isTorch, ParameterType.Unknown(method.ReturnType));
    }
}
