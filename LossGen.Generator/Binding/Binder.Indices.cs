using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>Indices in the brackets of tensors and definitions.</summary>
internal sealed partial class Binder
{
    /// <summary>x[i + 1] ?? 0: the value where the index is outside of the axis.</summary>
    private Node? Fallback(FallbackSyntax syntax, Scope scope)
    {
        Node? otherwise = Number(syntax.Otherwise, scope);
        var inside = new List<Node>();
        Node? access = null;
        if (syntax.Access is NameSyntax { Indices: not null, Arguments: null } name && parameters.TryGetValue(name.Name.Text, out ParameterModel? parameter))
            access = Parameter(name, parameter, scope, inside);
        else if (syntax.Access is NameSyntax { Indices: not null, Arguments: null } use && definitions.TryGetValue(use.Name.Text, out DefinitionSyntax? definition))
            access = DefinitionUse(use, definition, scope, inside);
        else
        {
            diagnostics.Report(
                Rules.WrongType, syntax.Symbol.Place, "'??' gives the value of an access whose index is outside: it stands behind one, as in 'x[i + 1] ?? 0'");
        }

        if (access is null || otherwise is null)
            return null;
        if (inside.Count == 0)
        {
            diagnostics.Report(Rules.WrongType, syntax.Symbol.Place, $"'{Text(syntax.Access.Place)}' is never outside, so that '??' has no effect: remove it");
            return null;
        }

        return At(syntax, () => graph.Select(inside.Aggregate(graph.And), access, otherwise));
    }

    /// <summary>The conditions under which indices that are no plain positions lie inside.</summary>
    private IEnumerable<Node> Inside(IReadOnlyList<Node> indices, Func<int, Node> size)
    {
        for (int dimension = 0; dimension < indices.Count; dimension++)
        {
            Node index = indices[dimension];
            if (index.Op == Op.Index)
                continue;
            foreach (Node condition in Boundaries.Inside(graph, index, size(dimension)))
                yield return condition;
        }
    }

    private bool CheckBrackets(NameSyntax syntax, int rank)
    {
        string name = syntax.Name.Text;
        if (syntax.Filter is not null)
        {
            diagnostics.Report(Rules.WrongIndices, syntax.Filter.Place, $"Only a reduction takes a filter, and '{name}' is none");
            return false;
        }

        if (syntax.Indices is null ? rank <= 1 : syntax.Indices.Count == rank && rank > 0)
            return true;
        string axes = rank == 1 ? "one axis" : $"{rank} axes";
        string indices = syntax.Indices?.Count switch
        {
            null => "are no indices",
            1 => "is 1 index",
            int count => $"are {count} indices",
        };
        diagnostics.Report(
            Rules.WrongIndices, syntax.Place, rank == 0 ? $"'{name}' is one number and takes no index" : $"'{name}' has {axes}, and there {indices}");
        return false;
    }

    /// <summary>The indices in brackets, or the position along the axis of tensors whose index is left out; null after an error.</summary>
    private IReadOnlyList<Node>? Indices(NameSyntax syntax, int rank, Scope scope)
    {
        if (syntax.Indices is null)
            return [graph.Index(axes.Elided)];
        var indices = new Node[rank];
        bool isValid = true;
        for (int i = 0; i < rank; i++)
        {
            if (Index(syntax.Indices[i], scope) is { } index)
                indices[i] = index;
            else
                isValid = false;
        }

        return isValid ? indices : null;
    }

    private Node? Index(ExpressionSyntax syntax, Scope scope)
    {
        if (syntax is MissingSyntax or { IsErroneous: true })
            return null;
        if (syntax is NameSyntax { Indices: null, Arguments: null } name && !scope.Indices.ContainsKey(name.Name.Text) && !IsValue(name.Name.Text))
        {
            if (scope.IsFree)
                return graph.Index(axes.Free(name.Name.Text));
            ReportUnbound(name.Name, scope);
            return null;
        }

        Node? index = Number(syntax, scope);
        if (index is null)
            return null;
        if (!index.IsIntegral)
        {
            diagnostics.Report(
                Rules.WrongIndices, syntax.Place, $"'{Text(syntax.Place)}' is no integer: an index is made of positions, numbers, and tensors and parameters of integers");
            return null;
        }

        if (index is { IsConstant: true, Value: < 0 })
        {
            diagnostics.Report(Rules.WrongIndices, syntax.Place, $"The index {Text(syntax.Place)} is below 0: positions count from 0");
            return null;
        }

        axes.Place(index, syntax.Place);
        return index;
    }

    private bool IsValue(string name) =>
        (parameters.TryGetValue(name, out ParameterModel? parameter) && !axes.IsExtent(parameter)) || definitions.ContainsKey(name);

    private void ReportUnbound(Token name, Scope scope)
    {
        string known = string.Join("' and '", scope.Indices.Keys);
        string advice = scope.Indices.Count == 1 ? $"; the index here is '{known}'"
            : scope.Indices.Count > 1 ? $"; the indices here are '{known}'"
            : binding.Count > 0 ? $"; or give the definition the index: '{binding[binding.Count - 1]}[{name.Text}] = ...'"
            : "";
        diagnostics.Report(Rules.UnreducedAxis, name.Place, Shown(name.Text), advice);
    }
}
