using System.Collections.Immutable;
using System.Composition;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>Makes a method with a formula what LossGen can write: partial, with an accessibility, and without a body.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PartialMethodCodeFix))]
[Shared]
public sealed class PartialMethodCodeFix : LossCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.NotPartial.Id];

    /// <inheritdoc/>
    protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        // A method outside of a type or of an interface cannot be partial, and neither can what is no method.
        if (await context.NodeAsync<MemberDeclarationSyntax>(diagnostic).ConfigureAwait(false) is not MethodDeclarationSyntax
            { Parent: TypeDeclarationSyntax, ExplicitInterfaceSpecifier: null } method || !method.Identifier.Span.Contains(diagnostic.Location.SourceSpan))
            return;
        List<TextChange> changes = [.. Changes(method)];
        if (changes.Count > 0)
            context.Offer(diagnostic, Title(method), nameof(PartialMethodCodeFix), context.Document, changes);
    }

    private static string Title(MethodDeclarationSyntax method) => HasBody(method)
        ? $"Declare '{method.Identifier.ValueText}' as a partial method without a body"
        : $"Declare '{method.Identifier.ValueText}' as a partial method";

    private static bool HasBody(MethodDeclarationSyntax method) => method.Body is not null || method.ExpressionBody is not null;

    private static IEnumerable<TextChange> Changes(MethodDeclarationSyntax method)
    {
        // C# wants 'partial' directly before the type, and what is not stated is private.
        if (!method.Modifiers.Any(MethodCheck.IsAccessibility))
            yield return Editing.Insert(method.Modifiers.FirstOrDefault() is { RawKind: not 0 } first ? first.SpanStart : method.ReturnType.SpanStart, "private ");
        foreach (SyntaxToken modifier in method.Modifiers)
        {
            if (modifier.Kind() is SyntaxKind.ExternKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.AsyncKeyword)
                yield return Editing.Remove(modifier);
        }

        if (!method.Modifiers.Any(SyntaxKind.PartialKeyword))
            yield return Editing.Insert(method.ReturnType.SpanStart, "partial ");
        if (HasBody(method))
        {
            int end = method.ConstraintClauses.Count > 0 ? method.ConstraintClauses.Span.End : method.ParameterList.Span.End;
            yield return new TextChange(TextSpan.FromBounds(end, method.Span.End), ";");
        }
    }
}
