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
            Mend removal = Mend.Remove(TextRange.FromBounds(syntax.Access.Extent.End, syntax.Otherwise.Extent.End));
            diagnostics.Report(Rules.WrongType, syntax.Symbol.Place, removal, $"'{Text(syntax.Access.Place)}' is never outside, so that '??' has no effect: remove it");
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

    /// <summary>The indices in brackets, or the position along the axis of tensors whose index is left out; null after an error.</summary>
    private IReadOnlyList<Node>? Indices(NameSyntax syntax, int rank, Scope scope)
    {
        if (syntax.Indices is null)
        {
            leftOut++;
            return LacksIndex(syntax, scope) ? null : [graph.Index(axes.Elided)];
        }

        var indices = new Node[rank];
        bool isValid = true;
        for (int i = 0; i < rank; i++)
        {
            if (Index(syntax, i, scope) is { } index)
                indices[i] = index;
            else
                isValid = false;
        }

        return isValid ? indices : null;
    }

    private Node? Index(NameSyntax access, int dimension, Scope scope)
    {
        ExpressionSyntax syntax = access.Indices![dimension];
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
            ReportNoInteger(syntax);
            return null;
        }

        if (index is { IsConstant: true, Value: < 0 })
        {
            ReportNegative(access, dimension);
            return null;
        }

        axes.Place(index, new WrittenPlace(syntax.Place, access.Place));
        return index;
    }

    private bool IsValue(string name) =>
        (parameters.TryGetValue(name, out ParameterModel? parameter) && !axes.IsExtent(parameter)) || definitions.ContainsKey(name);
}
