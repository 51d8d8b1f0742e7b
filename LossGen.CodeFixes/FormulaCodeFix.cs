using System.Collections.Immutable;
using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>Applies the mends that diagnostics of a formula carry, inside of the string literal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FormulaCodeFix))]
[Shared]
public sealed class FormulaCodeFix : LossCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. Rules.All.Select(rule => rule.Id)];

    /// <inheritdoc/>
    protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        int number = 0;
        foreach (PlacedMend mend in MendProperties.MendsOf(diagnostic))
        {
            // A diagnostic may be older than the text, where an editor runs generators when a file is saved.
            if (mend.Edits.All(edit => IsInLiteral(root, edit.Span)))
            {
                context.Offer(
                    diagnostic, MendTitle.Of(mend, text), $"{diagnostic.Id}.{number}", context.Document, mend.Edits.Select(edit => new TextChange(edit.Span, edit.Text)));
            }

            number++;
        }
    }

    /// <summary>Whether a stretch lies in one literal, or in the text of an interpolated one, at the end of which its token ends.</summary>
    private static bool IsInLiteral(SyntaxNode root, TextSpan span)
    {
        return span.End <= root.FullSpan.End && (Holds(root.FindToken(span.Start)) || Holds(root.FindToken(Math.Max(span.Start - 1, 0))));

        bool Holds(SyntaxToken token) => token.Span.Start <= span.Start && span.End <= token.Span.End
            && token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.InterpolatedStringTextToken;
    }
}
