using LossGen.Generator.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>By which parameters a loss is differentiated, and how that is changed: by marking them with [Gradient].</summary>
internal sealed class GradientMarks
{
    private readonly SemanticModel model;
    private readonly List<(ParameterSyntax Syntax, IParameterSymbol Symbol)> parameters;

    private GradientMarks(MethodDeclarationSyntax method, IMethodSymbol symbol, SemanticModel model)
    {
        this.model = model;
        Method = method;
        parameters = [.. method.ParameterList.Parameters.Zip(symbol.Parameters, (syntax, parameter) => (syntax, parameter)).Where(pair => CanDiffer(pair.parameter))];
    }

    public MethodDeclarationSyntax Method { get; }

    /// <summary>The parameters that a loss can be differentiated by.</summary>
    public IEnumerable<ParameterSyntax> Candidates => parameters.Select(parameter => parameter.Syntax);

    /// <summary>Those that it is differentiated by: the marked ones, or the first tensor.</summary>
    public IReadOnlyList<ParameterSyntax> Chosen
    {
        get
        {
            List<ParameterSyntax> marked = [.. parameters.Where(parameter => Mark(parameter.Symbol) is not null).Select(parameter => parameter.Syntax)];
            return marked.Count > 0 ? marked : [.. parameters.Where(parameter => IsTensor(parameter.Symbol.Type)).Select(parameter => parameter.Syntax).Take(1)];
        }
    }

    /// <summary>The marks of a method with a formula; null for other methods.</summary>
    public static GradientMarks? Of(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancel) =>
        model.GetDeclaredSymbol(method, cancel) is IMethodSymbol symbol && symbol.GetAttributes().Any(data => data.AttributeClass?.ToDisplayString() == DeclarationReader.AttributeName)
            ? new GradientMarks(method, symbol, model)
            : null;

    /// <summary>The changes after which the loss is differentiated by these, and by no other.</summary>
    public IEnumerable<TextChange> Changes(IReadOnlyCollection<ParameterSyntax> chosen)
    {
        foreach ((ParameterSyntax syntax, IParameterSymbol symbol) in parameters)
        {
            AttributeSyntax? mark = Mark(symbol);
            if (mark is null && chosen.Contains(syntax))
                yield return Editing.Insert(syntax.SpanStart, $"[{Name(syntax.SpanStart)}] ");
            else if (mark is not null && !chosen.Contains(syntax))
                yield return Unmark(mark);
        }
    }

    /// <summary>Removes an attribute, with its brackets where it stands alone in them.</summary>
    public static TextChange Unmark(AttributeSyntax mark)
    {
        var list = (AttributeListSyntax)mark.Parent!;
        int index = list.Attributes.IndexOf(mark);
        return list.Attributes.Count == 1 ? Editing.Remove(list.SpanStart, list.GetLastToken().GetNextToken().SpanStart)
            : index > 0 ? Editing.Remove(list.Attributes[index - 1].Span.End, mark.Span.End)
            : Editing.Remove(mark.SpanStart, list.Attributes[1].SpanStart);
    }

    /// <summary>The attribute's name, in full where no using directive leads to it.</summary>
    private string Name(int position) =>
        model.LookupNamespacesAndTypes(position, name: "GradientAttribute") is [{ } found] && found.ToDisplayString() == KnownTypes.GradientName ? "Gradient" : "LossGen.Gradient";

    private static AttributeSyntax? Mark(IParameterSymbol parameter) => parameter.GetAttributes()
        .FirstOrDefault(data => data.AttributeClass?.ToDisplayString() == KnownTypes.GradientName)?.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;

    private static bool CanDiffer(IParameterSymbol parameter) => parameter.RefKind == RefKind.None
        && ParameterType.Of(parameter.Type) is { Kind: ParameterKind.Scalar or ParameterKind.Tensor, Element: ElementType.Single or ElementType.Double, Container: not Container.Torch };

    private static bool IsTensor(ITypeSymbol type) => ParameterType.Of(type).Kind == ParameterKind.Tensor;
}
