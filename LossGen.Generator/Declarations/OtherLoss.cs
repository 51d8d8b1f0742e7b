using LossGen.Generator.Common;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Declarations;

/// <summary>Reads a loss that is declared elsewhere, in this project or in another assembly: as much of it as its methods and their calls depend on.</summary>
internal static class OtherLoss
{
    /// <summary>The loss; null for what is none, or has errors in its declaration.</summary>
    /// <param name="method">The method.</param>
    /// <param name="reader">Reads its parameters.</param>
    /// <param name="attribute">The type of [Loss].</param>
    public static LossDeclaration? Read(IMethodSymbol method, ParameterReader reader, INamedTypeSymbol? attribute)
    {
        AttributeData? loss = method.GetAttributes().FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute));
        ReturnedType returned = ReturnedType.Of(method);
        if (loss is null || !returned.IsFit)
            return null;
        List<ParameterModel?> parameters = [.. method.Parameters.Select(reader.Model)];
        return parameters.Contains(null)
            ? null
            : new LossDeclaration(
                "", EquatableArray<TypeHeader>.Empty, "", "", Identifiers.Escape(method.Name), returned.Element, parameters.OfType<ParameterModel>().ToEquatableArray(),
                loss.ConstructorArguments.FirstOrDefault().Value as string ?? "", DeclarationReader.WantsHessian(loss), "");
    }
}
