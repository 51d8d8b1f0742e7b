using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Inference;

/// <summary>The declaration that a name needs which a formula uses as a parameter and the method does not have.</summary>
internal sealed class MissingParameters(FormulaSyntax formula, LossDeclaration declaration)
{
    private const string Span = "ReadOnlySpan", TensorSpan = "ReadOnlyTensorSpan", Integer = "int", Torch = "TorchSharp.torch.Tensor";

    // Most formulas miss none.
    private Dictionary<string, FreeName>? names;

    /// <summary>
    /// What to declare by the use of the name: a tensor of as many axes as it has indices, of integers where it picks a position; where nothing has
    /// an index, a tensor as the others are, unless losses call a number so.
    /// </summary>
    public MissingParameter Find(string name)
    {
        names ??= FormulaNames.Of(formula).ToDictionary(free => free.Name, StringComparer.Ordinal);
        string element = CSharpTypes.Keyword(declaration.Element);

        // What is no name of its own is a part of an index: x[i + shift].
        if (!names.TryGetValue(name, out FreeName? found))
            return Of(name, "", Integer);
        if (found.Rank > 0)
            return Tensor(name, found.Rank > 1 ? TensorSpan : Span, found.IsIndex ? Integer : element);
        if (Convention.ValueOf(name) is not null)
            return Of(name, "", Convention.TypeOf(name) == Integer ? Integer : element);
        bool isTensor = declaration.Parameters.Any(parameter => parameter.IsTensor) && !names.Values.Any(free => free.Rank > 0);
        return isTensor ? Tensor(name, Span, element) : Of(name, "", element);
    }

    /// <summary>A tensor of torch says nothing of its elements.</summary>
    private MissingParameter Tensor(string name, string container, string element) =>
        declaration.IsBehindTorch ? Of(name, "", Torch) : Of(name, container, element);

    /// <summary>The parameter that gives an axis its extent.</summary>
    public static MissingParameter Extent(string axis) => Of(axis, "", Integer);

    private static MissingParameter Of(string name, string container, string element) => new(Identifiers.Escape(name), container, element);
}
