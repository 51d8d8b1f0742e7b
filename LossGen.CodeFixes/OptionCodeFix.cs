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
public sealed class OptionCodeFix : LossCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.HessianNotDiagonal.Id, Rules.NoCheckpoints.Id];

    /// <inheritdoc/>
    protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        // The formula may be a constant elsewhere: the option stands at the method.
        string option = diagnostic.Id == Rules.NoCheckpoints.Id ? "Checkpoints" : "Hessian";
        if (await context.LossAsync(diagnostic).ConfigureAwait(false) is not (var document, var method))
            return;
        AttributeArgumentSyntax? argument = method.AttributeLists
            .SelectMany(list => list.Attributes).SelectMany(attribute => attribute.ArgumentList?.Arguments ?? [])
            .FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == option);
        if (argument?.Parent is AttributeArgumentListSyntax list && list.Arguments.IndexOf(argument) is > 0 and var index)
            context.Offer(diagnostic, $"Remove '{argument}'", option, document, [Editing.Remove(list.Arguments[index - 1].Span.End, argument.Span.End)]);
    }
}
