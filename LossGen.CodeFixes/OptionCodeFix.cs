using System.Collections.Immutable;
using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.CodeFixes;

/// <summary>Removes an option of [Loss] that a loss cannot have or has no use for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OptionCodeFix))]
[Shared]
public sealed class OptionCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.HessianNotDiagonal.Id, Rules.NoCheckpoints.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            // The formula may be a constant elsewhere: the option stands at the method.
            string option = diagnostic.Id == Rules.NoCheckpoints.Id ? "Checkpoints" : "Hessian";
            if (diagnostic.AdditionalLocations is not [{ SourceTree: { } tree } place] || context.Document.Project.Solution.GetDocument(tree) is not { } document)
                continue;
            SyntaxNode root = (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
            AttributeArgumentSyntax? argument = root.FindToken(place.SourceSpan.Start).Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.AttributeLists
                .SelectMany(list => list.Attributes).SelectMany(attribute => attribute.ArgumentList?.Arguments ?? [])
                .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == option);
            if (argument?.Parent is AttributeArgumentListSyntax list && list.Arguments.IndexOf(argument) is > 0 and var index)
                context.Offer(diagnostic, $"Remove '{argument}'", option, document, [Editing.Remove(list.Arguments[index - 1].Span.End, argument.Span.End)]);
        }
    }
}
