using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>
/// Adds a gradient to a loss: at a parameter by this one, at the method's name by one where it has none, and the second derivative.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(GradientRefactoring))]
[Shared]
public sealed class GradientRefactoring : CodeRefactoringProvider
{
    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SyntaxNode? node = root?.FindToken(context.Span.Start).Parent;
        if (node?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || GradientMarks.Of(method, model, context.CancellationToken) is not { } marks)
            return;
        if (node.FirstAncestorOrSelf<ParameterSyntax>() is { } parameter && marks.Candidates.Contains(parameter))
            AtParameter(context, marks, parameter);
        else if (method.Identifier.Span.Contains(context.Span))
            AtName(context, marks);
    }

    private static void AtParameter(CodeRefactoringContext context, GradientMarks marks, ParameterSyntax parameter)
    {
        string name = parameter.Identifier.ValueText;
        IReadOnlyList<ParameterSyntax> chosen = marks.Chosen;
        if (!chosen.Contains(parameter) && chosen.Count > 0)
            Offer(context, $"Differentiate by '{name}' too", marks.Changes([.. chosen, parameter]));
        if (!chosen.Contains(parameter) || chosen.Count > 1)
            Offer(context, $"Differentiate by '{name}' alone", marks.Changes([parameter]));
        if (chosen.Contains(parameter) && chosen.Count > 1)
            Offer(context, $"Do not differentiate by '{name}'", marks.Changes([.. chosen.Where(other => other != parameter)]));
    }

    private static void AtName(CodeRefactoringContext context, GradientMarks marks)
    {
        if (marks.Chosen.Count == 0)
        {
            foreach (ParameterSyntax parameter in marks.Candidates)
                Offer(context, $"Add a gradient by '{parameter.Identifier.ValueText}'", marks.Changes([parameter]));
        }
        else if (LossAttributeOf(marks.Method) is { ArgumentList: { } list } && !list.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.ValueText == "Hessian"))
            Offer(context, "Add the second derivative, Hessian = true", [Editing.Insert(list.Arguments.Span.End, ", Hessian = true")]);
    }

    private static AttributeSyntax? LossAttributeOf(MethodDeclarationSyntax method) => method.AttributeLists.SelectMany(list => list.Attributes)
        .FirstOrDefault(attribute => attribute.Name.ToString().Split('.').Last() is "Loss" or "LossAttribute");

    private static void Offer(CodeRefactoringContext context, string title, IEnumerable<TextChange> changes) =>
        context.RegisterRefactoring(Editing.Action(title, title, context.Document, changes));
}
