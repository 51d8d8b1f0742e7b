using LossGen.Generator.Common;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Declarations;

/// <summary>[Loss] on what C# counts among the methods and LossGen cannot write.</summary>
internal static class MisplacedLoss
{
    /// <summary>Whether the attribute's usage lets it stand there.</summary>
    public static bool CanStandAt(SyntaxNode node) => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;

    public static bool IsAttributedLambda(SyntaxNode node) => node is LambdaExpressionSyntax { AttributeLists.Count: > 0 };

    /// <summary>The error at anything but a method of its own; null at one.</summary>
    public static DeclaredLoss? Read(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax => null,
        LocalFunctionStatementSyntax { Parent: GlobalStatementSyntax } function =>
            Fault(function.Identifier, function.Identifier.ValueText, "stands outside of any type", "move it into a partial class"),
        LocalFunctionStatementSyntax function => Fault(function.Identifier, function.Identifier.ValueText, "is a local function"),
        AccessorDeclarationSyntax accessor => Fault(accessor.Keyword, accessor.Keyword.Text, "is an accessor"),
        OperatorDeclarationSyntax method => Fault(method.OperatorToken, method.OperatorToken.Text, "is an operator"),
        ConversionOperatorDeclarationSyntax method => Fault(method.OperatorKeyword, method.Type.ToString(), "is a conversion"),
        ConstructorDeclarationSyntax method => Fault(method.Identifier, method.Identifier.ValueText, "is a constructor"),
        DestructorDeclarationSyntax method => Fault(method.Identifier, method.Identifier.ValueText, "is a finalizer"),
        _ => Fault(node.GetFirstToken(), node.GetFirstToken().Text, "is no method"),
    };

    /// <summary>The error at a lambda; null where none of its attributes is [Loss].</summary>
    public static DeclaredLoss? ReadLambda(GeneratorSyntaxContext context, CancellationToken cancel)
    {
        var lambda = (LambdaExpressionSyntax)context.Node;
        INamedTypeSymbol? type = context.SemanticModel.Compilation.GetTypeByMetadataName(DeclarationReader.AttributeName);
        bool isLoss = type is not null && lambda.AttributeLists.SelectMany(list => list.Attributes).Any(attribute =>
            SymbolEqualityComparer.Default.Equals(context.SemanticModel.GetTypeInfo(attribute, cancel).Type, type));
        return isLoss ? Fault(lambda.ArrowToken, "=>", "is a lambda") : null;
    }

    private static DeclaredLoss Fault(
        SyntaxToken at, string name, string fault, string mend = "declare a partial method without a body, which LossGen writes") => new(
            null, null, new[] { new PlacedDiagnostic(Rules.NotPartial.Id, SourcePlace.Of(at), new[] { name, fault, mend }.ToEquatableArray()) }.ToEquatableArray());
}
