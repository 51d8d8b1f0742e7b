using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>What is said of indices that are missing, too many or none, in the words of the formula.</summary>
internal sealed partial class Binder
{
    private readonly HashSet<string> unbound = new(StringComparer.Ordinal);

    /// <summary>How often a tensor or a definition stood without its index so far.</summary>
    private int leftOut;

    /// <summary>The first of them whose axis a loss per element leaves free.</summary>
    private NameSyntax? firstLeftOut;

    /// <summary>Reports a tensor without its index where the axis that it then has is neither reduced nor bound around.</summary>
    private bool LacksIndex(NameSyntax syntax, Scope scope)
    {
        if (scope is { IsFree: true, ReducesElided: false })
            firstLeftOut ??= syntax;
        if (!MissesIndex(scope))
            return false;
        diagnostics.Report(
            Rules.WrongIndices, syntax.Place, IndexInsertion(syntax, scope),
            $"'{Shown(syntax.Name.Text)}' stands without its index, and no reduction here runs over it: write {WithIndex(syntax.Name.Text, scope)}");
        return true;
    }

    /// <summary>Reports a tensor without its index that gives a loss per element an axis which the formula has no name for, beside others.</summary>
    private void CheckIndicesOfOutput(Node result)
    {
        if (firstLeftOut is null || !axes.IsElidedUnnamed || !result.VariesOver(axes.Elided) || result.Axes.Count == 1)
            return;
        Scope named = result.Axes.Axes.Where(axis => axis != axes.Elided)
            .Aggregate(Scope.Outermost(isFree: true), (scope, axis) => scope.With(axis.Name, axis));
        diagnostics.Report(
            Rules.WrongIndices, firstLeftOut.Place, IndexInsertion(firstLeftOut, named),
            $"'{Shown(firstLeftOut.Name.Text)}' stands without its index, which is an axis of its own beside the others: write {WithIndex(firstLeftOut.Name.Text, named)}");
    }

    /// <summary>Writes the one index that is meant; null where there are several.</summary>
    private Mend? IndexInsertion(NameSyntax syntax, Scope scope) =>
        scope.Indices.Count == 1 ? Mend.Insert(syntax.Name.Place.End, $"[{scope.Indices.Keys.Single()}]") : null;

    private bool MissesIndex(Scope scope) =>
        scope is { IsFree: false, ReducesElided: false, Indices.Count: > 0 } && !scope.Binds(axes.Elided);

    /// <summary>A tensor with the indices that it can have here: a span one of them, a tensor span all.</summary>
    private string WithIndex(string name, Scope scope)
    {
        bool hasAll = parameters.TryGetValue(name, out Declarations.ParameterModel? parameter) && parameter.IsTensorSpan;
        string[] indices = [.. scope.Indices.Keys];
        return hasAll ? $"'{name}[{string.Join(", ", indices)}]'" : string.Join(" or ", indices.Select(index => $"'{name}[{index}]'"));
    }

    /// <summary>Reports a reduction without brackets that would run over an axis that is named around it, as in 'mean[n](norm(z[n]))'.</summary>
    private bool LacksBrackets(NameSyntax syntax, ExpressionSyntax argument, Node body, Scope scope, int leftOutBefore)
    {
        if (syntax.Indices is not null || scope.IsFree || leftOut > leftOutBefore || !body.VariesOver(axes.Elided) || !scope.Binds(axes.Elided))
            return false;
        string head = Shown(syntax.Name.Text), operand = Text(argument.Place);
        diagnostics.Report(
            Rules.WrongIndices, syntax.Name.Place,
            $"'{head}' names no axis, and '{operand}' has none but what is bound around it: name another, '{head}[k](...)', and index by it");
        return true;
    }

    private bool CheckBrackets(NameSyntax syntax, int rank, Scope scope)
    {
        string name = syntax.Name.Text;
        if (syntax.Filter is not null)
        {
            diagnostics.Report(Rules.WrongIndices, syntax.Filter.Place, $"Only a reduction takes a filter, and '{name}' is none");
            return false;
        }

        if (syntax.Indices is null ? rank <= 1 : syntax.Indices.Count == rank && rank > 0)
            return true;
        Mend? mend = rank == 0 ? Mend.Remove(TextRange.FromBounds(syntax.Name.Place.End, syntax.Place.End)) : null;
        diagnostics.Report(
            Rules.WrongIndices, syntax.Place, mend,
            rank == 0 ? $"'{name}' is one number and takes no index" : RankMessage(syntax, rank) + LeftOutInside(syntax, scope));
        return false;
    }

    /// <summary>How many indices stand here, and where it follows from how many are needed.</summary>
    private string RankMessage(NameSyntax syntax, int rank)
    {
        string name = syntax.Name.Text;
        string here = syntax.Indices is { } indices ? $"with {Indices(indices.Count)} here" : "without an index here";
        if (axes.FirstAccess(name) is { } first && parameters.ContainsKey(name))
            return $"'{name}' stands {here} and with {Indices(rank)} in '{Text(first.Place)}': write one for each axis of the tensor";
        return definitions.TryGetValue(name, out DefinitionSyntax? definition) && definition.Indices.Count == rank
            ? $"'{name}' stands {here} and is defined with {Indices(rank)}, '{name}[{string.Join(", ", definition.Indices.Select(index => index.Text))}]'"
            : $"'{name}' has {(rank == 1 ? "one axis" : $"{rank} axes")} and stands {here}: write an index for each axis";

        static string Indices(int count) => count == 1 ? "1 index" : $"{count} indices";
    }

    /// <summary>What to say of an index tensor among the indices that lacks its own, as y does in 'z[y]'.</summary>
    private string LeftOutInside(NameSyntax syntax, Scope scope)
    {
        string? tensor = (syntax.Indices ?? []).OfType<NameSyntax>().Where(index => index is { Indices: null, Arguments: null })
            .Select(index => index.Name.Text)
            .FirstOrDefault(index => parameters.TryGetValue(index, out Declarations.ParameterModel? parameter) && parameter.IsTensor);
        return tensor is null || !MissesIndex(scope) ? "" : $"; '{tensor}' lacks its index too: write {WithIndex(tensor, scope)}";
    }

    private void ReportNoInteger(ExpressionSyntax index)
    {
        bool isTensor = index is NameSyntax name && parameters.TryGetValue(name.Name.Text, out Declarations.ParameterModel? parameter) && parameter.IsFloating;
        diagnostics.Report(
            Rules.WrongIndices, index.Place,
            $"'{Text(index.Place)}' is no integer: an index is made of positions, numbers, and tensors and parameters of integers"
            + (isTensor ? $"; declare '{((NameSyntax)index).Name.Text}' as one of int" : ""));
    }

    private void ReportNegative(NameSyntax access, int dimension)
    {
        string name = access.Name.Text;
        ExpressionSyntax index = access.Indices![dimension];
        string? axis = parameters.ContainsKey(name) ? axes.NameOf(name, dimension)
            : definitions.TryGetValue(name, out DefinitionSyntax? definition) && dimension < definition.Indices.Count ? definition.Indices[dimension].Text
            : null;
        axis ??= parameters.ContainsKey(name) && access.Indices.Count == 1 ? name : null;
        string last = axis is null ? "" : $"; counted from the end, that is 'size({axis}) - {Text(index.Place).TrimStart('-', ' ')}'";
        diagnostics.Report(Rules.WrongIndices, index.Place, $"The index {Text(index.Place)} is below 0: positions count from 0{last}");
    }

    /// <summary>That the definition which lacks the index can have it.</summary>
    private string DefinitionAdvice(string index)
    {
        if (binding.Count == 0)
            return "";
        string name = binding[binding.Count - 1];
        IEnumerable<string> others = definitions.TryGetValue(name, out DefinitionSyntax? definition) ? definition.Indices.Select(other => other.Text) : [];
        return $"; or give the definition the index: '{name}[{string.Join(", ", others.Prepend(index))}] = ...'";
    }

    /// <summary>Reports each name once: where it lacks a reduction, it lacks it at every use.</summary>
    private void ReportUnbound(Token name, Scope scope)
    {
        if (!unbound.Add(name.Text))
            return;
        string known = string.Join("' and '", scope.Indices.Keys);
        string advice = scope.Unbracketed is { } reduction ? $"; name it in the brackets of the reduction, '{reduction.Text}[{Shown(name.Text)}](...)'"
            : (scope.Indices.Count == 0 ? "" : scope.Indices.Count == 1 ? $"; the index here is '{known}'" : $"; the indices here are '{known}'") + DefinitionAdvice(name.Text);
        Mend? mend = scope.Unbracketed is { } bare ? Mend.Insert(bare.Place.End, $"[{name.Text}]") : null;
        diagnostics.Report(Rules.UnreducedAxis, name.Place, mend, Shown(name.Text), advice);
    }
}
