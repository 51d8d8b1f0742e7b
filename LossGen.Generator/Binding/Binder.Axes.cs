using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>Indices and reductions over them.</summary>
internal sealed partial class Binder
{
    private Node? Reduction(NameSyntax syntax, ReductionRow reduction, Scope scope)
    {
        if (ReductionIndex(syntax, reduction, scope) is not { } inner)
            return null;
        Node? mask = syntax.Filter is null ? null : Condition(syntax.Filter, inner);
        if (syntax.Filter is not null && mask is null)
            return null;
        bool counts = reduction.Name == "count";
        if (counts && syntax.Arguments is not { Count: > 0 })
            return At(syntax, () => graph.Count(axis, mask));
        if (syntax.Arguments is not { Count: 1 } arguments)
        {
            int given = syntax.Arguments?.Count ?? 0;
            var index = syntax.Arguments?.FirstOrDefault(IsUnknownName) as NameSyntax;
            diagnostics.Report(
                Rules.ArgumentCount, syntax.Place, reduction.Name, "1 argument, the expression to reduce",
                $"are {given}" + (index is null ? "" : $": a reduction over an index is written '{reduction.Name}[{Shown(index.Name.Text)}](...)'"));
            if (index is not null && inner.Index is null)
                inner = inner with { Index = index.Name.Text };
            foreach (ExpressionSyntax argument in (syntax.Arguments ?? []).Where(argument => argument != index))
                Bind(argument, inner);
            return null;
        }

        Node? body = counts ? Condition(arguments[0], inner) : Number(arguments[0], inner);
        if (body is null)
            return null;
        if (!body.Varies && mask is not { Varies: true } && !body.IsConstant)
        {
            diagnostics.Report(
                Rules.RedundantReduction, syntax.Place,
                $"'{Text(arguments[0].Place)}' is the same for all elements, so that '{reduction.Name}' of it is "
                + (reduction.Name is "sum" or "count" or "norm" or "prod" or "logsumexp" ? "only a function of it and of the number of elements" : "itself"));
        }

        return At(syntax, () => Reduced(reduction, body, mask));
    }

    /// <summary>Reductions take what varies; a value that does not is made to by a filter or reduced by hand.</summary>
    private Node Reduced(ReductionRow reduction, Node body, Node? mask)
    {
        if (body.Varies || mask is { Varies: true })
            return reduction.Build(graph, axis, body, mask);
        return reduction.Name switch
        {
            "max" or "min" or "mean" => body,
            "norm" => graph.Multiply(graph.Call(Functions.FunctionTable.Abs, body), graph.Call(Functions.FunctionTable.Sqrt, graph.Size(axis))),
            "prod" => graph.Call(Functions.FunctionTable.Pow, body, graph.Size(axis)),
            "logsumexp" => graph.Add(body, graph.Call(Functions.FunctionTable.Log, graph.Size(axis))),
            _ => reduction.Build(graph, axis, body, mask),
        };
    }

    /// <summary>The scope inside a reduction; null after an error.</summary>
    private Scope? ReductionIndex(NameSyntax syntax, ReductionRow reduction, Scope scope)
    {
        IReadOnlyList<ExpressionSyntax> indices = syntax.Indices ?? [];
        if (indices.Count > 1)
        {
            diagnostics.Report(
                Rules.NotSupported, indices[1].Place, $"Reductions over several axes are not supported yet: tensors have one axis, write '{reduction.Name}[i](...)'");
            return null;
        }

        if (indices.Count == 0)
            return scope.Inside(null);
        if (indices[0] is NameSyntax { Indices: null, Arguments: null } name)
        {
            if (!parameters.ContainsKey(name.Name.Text))
                return scope.Inside(name.Name.Text);
            diagnostics.Report(
                Rules.WrongIndices, name.Place, $"'{name.Name.Text}' is a parameter: choose another name for the index");
            return null;
        }

        if (indices[0] is not MissingSyntax and { IsErroneous: false })
        {
            diagnostics.Report(
                Rules.WrongIndices, indices[0].Place, $"A reduction takes the name of an index and perhaps a filter: '{reduction.Name}[i | condition](...)'");
        }

        return null;
    }

    private bool IsUnknownName(ExpressionSyntax syntax) => syntax is NameSyntax { Indices: null, Arguments: null, IsErroneous: false } name
        && !parameters.ContainsKey(name.Name.Text) && !definitions.ContainsKey(name.Name.Text);

    private bool CheckIndices(NameSyntax syntax, int rank, bool isTensor, Scope scope)
    {
        string name = syntax.Name.Text;
        if (syntax.Filter is not null)
        {
            diagnostics.Report(Rules.WrongIndices, syntax.Filter.Place, $"Only a reduction takes a filter, and '{name}' is none");
            return false;
        }

        if (syntax.Indices is not { } indices)
            return true;
        if (rank == 0)
        {
            diagnostics.Report(Rules.WrongIndices, syntax.Place, $"'{name}' is one number and takes no index");
            return false;
        }

        if (indices.Count != 1)
        {
            diagnostics.Report(
                isTensor ? Rules.NotSupported : Rules.WrongIndices, syntax.Place,
                $"'{name}' has one axis, and there are {indices.Count} indices" + (isTensor ? ": tensors with several axes are not supported yet" : ""));
            return false;
        }

        return CheckIndex(indices[0], scope);
    }

    private bool CheckIndex(ExpressionSyntax index, Scope scope)
    {
        if (index is MissingSyntax or { IsErroneous: true })
            return false;
        string? picked = index switch
        {
            NameSyntax { Indices: null, Arguments: null } simple => IsPicked(simple.Name.Text, scope) ? Another(simple.Name.Text) : null,
            NameSyntax => "An element picked by another tensor",
            NumberSyntax => "An element picked by its number",
            _ => "A shifted element",
        };
        if (picked is not null)
        {
            diagnostics.Report(
                Rules.NotSupported, index.Place, $"{picked}, '[{Text(index.Place)}]', is not supported yet: index with the name of the axis, such as '[i]'");
            return false;
        }

        Token used = ((NameSyntax)index).Name;
        if (used.Text == scope.Index || (scope.IsFree && used.Text == (freeIndex ??= used.Text)))
            return true;
        if (scope.IsFree || scope.IsOuterFree || used.Text == scope.Outer)
        {
            string which = scope.IsFree ? $"the index here is '{Shown(freeIndex!)}', and '{Shown(used.Text)}' is another"
                : $"'{Shown(used.Text)}' belongs to the outer {(used.Text == scope.Outer ? "reduction" : "expression")}";
            diagnostics.Report(Rules.NotSupported, used.Place, $"Two indices in one expression are not supported yet: {which}");
            return false;
        }

        string advice = scope.Index is not null ? $"; the index here is '{scope.Index}'"
            : binding.Count > 0 ? $"; or give the definition the index: '{binding[binding.Count - 1]}[{used.Text}] = ...'"
            : "";
        diagnostics.Report(Rules.UnreducedAxis, used.Place, Shown(used.Text), advice);
        return false;
    }

    /// <summary>Whether a name in brackets is a value that picks an element, and no index.</summary>
    private bool IsPicked(string name, Scope scope) =>
        name != scope.Index && name != scope.Outer && (parameters.ContainsKey(name) || definitions.ContainsKey(name));

    private string Another(string name) => parameters.TryGetValue(name, out ParameterModel? parameter) && parameter.Kind == ParameterKind.Scalar
        ? "An element picked by its number"
        : "An element picked by another tensor";

    /// <summary>The first index name that the formula uses, which names the axis in messages and exceptions.</summary>
    private string? FirstIndex(FormulaSyntax formula)
    {
        var pending = new Stack<ExpressionSyntax?>();
        foreach (DefinitionSyntax definition in formula.Definitions.Reverse())
            pending.Push(definition.Body);
        pending.Push(formula.Result);
        while (pending.Count > 0)
        {
            switch (pending.Pop())
            {
                case UnarySyntax unary:
                    pending.Push(unary.Operand);
                    break;
                case BinarySyntax binary:
                    pending.Push(binary.Right);
                    pending.Push(binary.Left);
                    break;
                case ConditionalSyntax conditional:
                    pending.Push(conditional.WhenFalse);
                    pending.Push(conditional.WhenTrue);
                    pending.Push(conditional.Condition);
                    break;
                case NameSyntax { Indices: [NameSyntax { Indices: null, Arguments: null } index, ..] } when !parameters.ContainsKey(index.Name.Text):
                    return index.Name.Text;
                case NameSyntax name:
                    foreach (ExpressionSyntax argument in name.Arguments ?? [])
                        pending.Push(argument);
                    break;
            }
        }

        return null;
    }
}
