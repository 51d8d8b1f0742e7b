using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>
/// Where a new parameter stands: a tensor behind the other tensors that are read, a number behind all that callers have to give and before what is
/// optional.
/// </summary>
internal sealed class ParameterInsertion(ParameterListSyntax list, SemanticModel model)
{
    /// <summary>The parameter in C#; the type in full where no using directive leads to it.</summary>
    public string Declaration(MissingParameter missing) => missing.Container.Length == 0
        ? $"{missing.Element} {missing.Name}"
        : $"{Qualified(missing.Container)}<{missing.Element}> {missing.Name}";

    public TextChange Change(string declaration, bool isTensor)
    {
        List<ParameterSyntax> parameters = [.. list.Parameters];
        int before = isTensor
            ? parameters.FindLastIndex(parameter => parameter.Type?.ToString().Contains("ReadOnly") == true) + 1
            : parameters.FindIndex(parameter => parameter.Default is not null) is >= 0 and var optional ? optional : parameters.Count;
        return before > 0
            ? Editing.Insert(parameters[before - 1].Span.End, "," + Gap(parameters[before - 1]) + declaration)
            : Editing.Insert(list.OpenParenToken.Span.End, declaration + (parameters.Count > 0 ? ", " : ""));
    }

    /// <summary>What stands between the parameter and the one before it: a space, or a new line where each has its own.</summary>
    private string Gap(ParameterSyntax parameter)
    {
        SyntaxToken previous = parameter.GetFirstToken().GetPreviousToken();
        string gap = previous.TrailingTrivia.ToFullString() + parameter.GetLeadingTrivia().ToFullString();
        return gap.Length > 0 && string.IsNullOrWhiteSpace(gap) ? gap : " ";
    }

    /// <summary>The type that holds numbers, in full where no using directive leads to it.</summary>
    public string Qualified(string container)
    {
        bool isKnown = model.LookupNamespacesAndTypes(list.SpanStart, name: container).OfType<INamedTypeSymbol>().Any(type => type.Arity == 1);
        return isKnown ? container : (container.Contains("Tensor") ? "System.Numerics.Tensors." : "System.") + container;
    }
}
