using System.Collections.Immutable;
using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.CodeFixes;

/// <summary>Declares a parameter that the formula uses and the method does not have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddParameterCodeFix))]
[Shared]
public sealed class AddParameterCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.UnknownName.Id, Rules.UnusedAxis.Id];

    /// <summary>There is none: several parameters would be added at one place.</summary>
    /// <returns>Null.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // A constant that several losses share would have to be mended in each of them.
            if (MendProperties.MissingOf(diagnostic) is not { } missing || diagnostic.AdditionalLocations is not [{ SourceTree: { } tree } place]
                || context.Document.Project.Solution.GetDocument(tree) is not { } document)
                continue;
            SyntaxNode root = (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
            SemanticModel model = (await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
            if (root.FindToken(place.SourceSpan.Start).Parent is not MethodDeclarationSyntax method)
                continue;
            var insertion = new ParameterInsertion(method.ParameterList, model);
            string declaration = insertion.Declaration(missing);
            context.Offer(
                diagnostic, $"Add parameter '{declaration}'", nameof(AddParameterCodeFix), document, [insertion.Change(declaration, missing.Container.Length > 0)]);
        }
    }
}
