using System.Collections.Immutable;
using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>Applies the mends that diagnostics of a formula carry, inside of the string literal.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FormulaCodeFix))]
[Shared]
public sealed class FormulaCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. Rules.All.Select(rule => rule.Id)];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SourceText text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            int number = 0;
            foreach (PlacedMend mend in MendProperties.MendsOf(diagnostic))
            {
                // A diagnostic may be older than the text, where an editor runs generators when a file is saved.
                if (mend.Edits.All(edit => edit.Span.End <= text.Length))
                {
                    context.Offer(
                        diagnostic, MendTitle.Of(mend, text), $"{diagnostic.Id}.{number}", context.Document, mend.Edits.Select(edit => new TextChange(edit.Span, edit.Text)));
                }

                number++;
            }
        }
    }
}
