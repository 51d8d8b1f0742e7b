using System.Collections.Immutable;
using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.CodeFixes;

/// <summary>Marks a number with [Gradient] where a loss has no tensor to differentiate by, and unmarks an integer.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GradientCodeFix))]
[Shared]
public sealed class GradientCodeFix : LossCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.NothingToDifferentiate.Id, Rules.GradientOfInteger.Id];

    /// <inheritdoc/>
    protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        if (diagnostic.Id == Rules.GradientOfInteger.Id)
            await OfferUnmarking(context, diagnostic).ConfigureAwait(false);
        else if (await context.NodeAsync<MethodDeclarationSyntax>(diagnostic).ConfigureAwait(false) is { } method
            && await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model
            && GradientMarks.Of(method, model, context.CancellationToken) is { } marks)
        {
            foreach (ParameterSyntax parameter in marks.Candidates)
            {
                string name = parameter.Identifier.ValueText;
                context.Offer(diagnostic, $"Differentiate by '{name}'", "Gradient." + name, context.Document, marks.Changes([parameter]));
            }
        }
    }

    private static async Task OfferUnmarking(CodeFixContext context, Diagnostic diagnostic)
    {
        ParameterSyntax? parameter = await context.NodeAsync<ParameterSyntax>(diagnostic).ConfigureAwait(false);
        AttributeSyntax? mark = parameter?.AttributeLists.SelectMany(list => list.Attributes)
            .FirstOrDefault(attribute => attribute.Name.ToString().Split('.').Last() is "Gradient" or "GradientAttribute");
        if (mark is not null)
            context.Offer(diagnostic, "Remove [Gradient]", "Unmark", context.Document, [GradientMarks.Unmark(mark)]);
    }
}
