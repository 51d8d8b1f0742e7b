using System.Collections.Immutable;
using System.Composition;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossGen.CodeFixes;

/// <summary>Declares a parameter that the formula uses and the method does not have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddParameterCodeFix))]
[Shared]
public sealed class AddParameterCodeFix : LossCodeFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.UnknownName.Id, Rules.UnusedAxis.Id];

    /// <summary>There is none: several parameters would be added at one place.</summary>
    /// <returns>Null.</returns>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    protected override async Task OfferAsync(CodeFixContext context, Diagnostic diagnostic)
    {
        // A constant that several losses share would have to be mended in each of them.
        if (MendProperties.MissingOf(diagnostic) is not { } missing || await context.LossAsync(diagnostic).ConfigureAwait(false) is not (var document, var method))
            return;
        SemanticModel model = (await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false))!;
        var insertion = new ParameterInsertion(method.ParameterList, model);
        string declaration = insertion.Declaration(missing);
        context.Offer(
            diagnostic, $"Add parameter '{declaration}'", nameof(AddParameterCodeFix), document, [insertion.Change(declaration, missing.Container.Length > 0)]);
    }
}
