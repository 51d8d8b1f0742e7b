using System.Collections.Immutable;
using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.CodeFixes;

/// <summary>Makes a type partial that contains a loss.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialTypeCodeFix))]
[Shared]
public sealed class PartialTypeCodeFix : LossCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ContainingType.Id];

    /// <inheritdoc/>
    protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        // One that is partial is reported for what is not to be mended so: it is generic, or local to its file.
        if (await context.NodeAsync<TypeDeclarationSyntax>(diagnostic).ConfigureAwait(false) is not { } type
            || type is ExtensionBlockDeclarationSyntax || type.Modifiers.Any(SyntaxKind.PartialKeyword) || type.TypeParameterList is not null)
            return;
        context.Offer(
            diagnostic, $"Make '{type.Identifier.ValueText}' partial", nameof(PartialTypeCodeFix), context.Document,
            [Editing.Insert(type.Keyword.SpanStart, "partial ")]);
    }
}
