using System.Collections.Immutable;
using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>
/// Gives a parameter the type that callers need not change for: a span for an array, which converts to it. A span whose extents are not known becomes a
/// tensor span, and 'in' or 'ref' goes.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ParameterTypeCodeFix))]
[Shared]
public sealed class ParameterTypeCodeFix : LossCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ParameterType.Id, Rules.UnknownExtent.Id];

    /// <inheritdoc/>
    protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        if (await context.NodeAsync<ParameterSyntax>(diagnostic).ConfigureAwait(false) is not { Parent: ParameterListSyntax list, Type: { } type } parameter
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
            return;
        if (parameter.Modifiers is [{ RawKind: (int)SyntaxKind.InKeyword or (int)SyntaxKind.RefKeyword } modifier, ..])
        {
            context.Offer(
                diagnostic, $"Remove '{parameter.Modifiers}'", "Modifier", context.Document, [Editing.Remove(modifier.SpanStart, type.SpanStart)]);
        }
        else if (Fitting(type, diagnostic, new ParameterInsertion(list, model)) is { } fitting)
            context.Offer(diagnostic, $"Take a {fitting}", "Type", context.Document, [new TextChange(type.Span, fitting)]);
    }

    private static string? Fitting(TypeSyntax type, Diagnostic diagnostic, ParameterInsertion names)
    {
        if (diagnostic.Id == Rules.ParameterType.Id)
        {
            return type is ArrayTypeSyntax { ElementType: PredefinedTypeSyntax element, RankSpecifiers: [{ Rank: 1 }] } && IsElement(element)
                ? $"{names.Qualified("ReadOnlySpan")}<{element}>"
                : null;
        }

        GenericNameSyntax? span = (type as QualifiedNameSyntax)?.Right as GenericNameSyntax ?? type as GenericNameSyntax;
        return span?.Identifier.ValueText switch
        {
            "ReadOnlySpan" => names.Qualified("ReadOnlyTensorSpan") + span.TypeArgumentList,
            "Span" => names.Qualified("TensorSpan") + span.TypeArgumentList,
            _ => null,
        };
    }

    private static bool IsElement(PredefinedTypeSyntax type) => type.Keyword.Kind() is SyntaxKind.FloatKeyword or SyntaxKind.DoubleKeyword
        or SyntaxKind.IntKeyword or SyntaxKind.LongKeyword or SyntaxKind.ByteKeyword;
}
