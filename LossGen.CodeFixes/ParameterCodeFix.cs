using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>Removes a parameter that the formula does not use, and exchanges the ends of a range that are the wrong way round.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ParameterCodeFix))]
[Shared]
public sealed class ParameterCodeFix : LossCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.UnusedParameter.Id, Rules.InvalidRange.Id];

    /// <inheritdoc/>
    protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        if (await context.NodeAsync<ParameterSyntax>(diagnostic).ConfigureAwait(false) is not { Parent: ParameterListSyntax list } parameter)
            return;
        if (diagnostic.Id == Rules.UnusedParameter.Id)
        {
            context.Offer(
                diagnostic, $"Remove parameter '{parameter.Identifier.ValueText}'", "Remove", context.Document, [Removal(list, list.Parameters.IndexOf(parameter))]);
        }
        else if (await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is { } model && parameter.AttributeLists.SelectMany(attributes => attributes.Attributes)
            .FirstOrDefault(attribute => attribute.Name.ToString().Contains("Range"))?.ArgumentList?.Arguments is [var low, var high]
            && Number(low, model) > Number(high, model))
        {
            context.Offer(
                diagnostic, $"Write 'Range({high}, {low})'", "Exchange", context.Document,
                [new TextChange(low.Span, high.ToString()), new TextChange(high.Span, low.ToString())]);
        }
    }

    /// <summary>An end of a range; one that is NaN is not mended by standing elsewhere.</summary>
    private static double Number(AttributeArgumentSyntax end, SemanticModel model) =>
        model.GetConstantValue(end.Expression) is { HasValue: true, Value: IConvertible number } ? number.ToDouble(CultureInfo.InvariantCulture) : double.NaN;

    /// <summary>Removes a parameter with the comma that it needs no more.</summary>
    private static TextChange Removal(ParameterListSyntax list, int index) =>
        index > 0 ? Editing.Remove(list.Parameters[index - 1].Span.End, list.Parameters[index].Span.End)
        : list.Parameters.Count > 1 ? Editing.Remove(list.Parameters[0].SpanStart, list.Parameters[1].SpanStart)
        : Editing.Remove(list.Parameters[0].SpanStart, list.Parameters[0].Span.End);
}
