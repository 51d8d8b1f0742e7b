using System.Collections.Immutable;
using LossGen.Generator.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossGen.Generator.Suppressions;

/// <summary>
/// A private loss of which only the gradient is called is not unused: what is called is written for its declaration. Analyzers see the two as methods
/// that have nothing to do with one another.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UsedLossSuppressor : DiagnosticSuppressor
{
    private const string Id = "LOSSGENSPR001", Because = "A method or a property that LossGen writes for this loss is used";

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [new SuppressionDescriptor(Id, "IDE0051", Because)];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            SyntaxNode? root = diagnostic.Location.SourceTree?.GetRoot(context.CancellationToken);
            if (root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method
                && IsUsed(method, context.GetSemanticModel(method.SyntaxTree), context.CancellationToken))
                context.ReportSuppression(Suppression.Create(SupportedSuppressions[0], diagnostic));
        }
    }

    private static bool IsUsed(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancel)
    {
        INamedTypeSymbol? attribute = model.Compilation.GetTypeByMetadataName(DeclarationReader.AttributeName);
        if (attribute is null || model.GetDeclaredSymbol(method, cancel) is not IMethodSymbol symbol
            || !symbol.GetAttributes().Any(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute)))
            return false;
        string[] companions = [symbol.Name + "WithGradient", symbol.Name + "WithGradientAndHessian", symbol.Name + "Info"];

        // What is private is used inside of its type; of this, what is emitted is no use of its own.
        return symbol.ContainingType.DeclaringSyntaxReferences.Where(part => !IsEmitted(part.SyntaxTree))
            .SelectMany(part => part.GetSyntax(cancel).DescendantNodes())
            .Any(node => node is IdentifierNameSyntax name && companions.Contains(name.Identifier.ValueText));
    }

    private static bool IsEmitted(SyntaxTree tree) => tree.FilePath.EndsWith(LossFiles.Extension, StringComparison.Ordinal);
}
