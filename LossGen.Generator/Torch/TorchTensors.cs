using LossGen.Generator.Declarations;
using LossGen.Generator.Inference;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Torch;

/// <summary>What a formula says of the tensors that it reads: how many indices they have, and which of them pick positions.</summary>
internal sealed class TorchTensors
{
    private readonly Dictionary<string, FreeName> names;

    public TorchTensors(FormulaSyntax formula)
    {
        names = FormulaNames.Of(formula).ToDictionary(name => name.Name, StringComparer.Ordinal);
        HasIndices = names.Values.Any(name => name.Rank > 0);
    }

    /// <summary>Whether any name has indices: one without is a number then.</summary>
    public bool HasIndices { get; }

    /// <summary>How many indices a name has.</summary>
    public int RankOf(string name) => names.TryGetValue(name, out FreeName? found) ? found.Rank : 0;

    public bool IsIndex(string name) => names.TryGetValue(name, out FreeName? found) && found.IsIndex;

    /// <summary>The tensors of a loss of spans.</summary>
    /// <param name="loss">The loss of spans.</param>
    /// <param name="isTensor">Which of its parameters are tensors of torch.</param>
    public IReadOnlyList<TorchTensor> Of(LossDeclaration loss, Func<ParameterModel, bool> isTensor) =>
    [
        .. loss.Parameters.Where(isTensor).Select(parameter => new TorchTensor(
            parameter, HasIndices ? RankOf(parameter.Name) : null, loss.Differentiated.Contains(parameter))),
    ];
}
