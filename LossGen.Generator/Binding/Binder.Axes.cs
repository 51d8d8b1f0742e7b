using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>Reductions and functions along axes.</summary>
internal sealed partial class Binder
{
    private Node? Reduction(NameSyntax syntax, ReductionRow reduction, Scope scope)
    {
        if (BoundAxes(syntax, reduction.Name, scope) is not { } over)
            return null;
        Node? mask = syntax.Filter is null ? null : Condition(syntax.Filter, over.Scope);
        if (syntax.Filter is not null && mask is null)
            return null;
        bool counts = reduction.Name == "count";
        if (counts && syntax.Arguments is not { Count: > 0 })
            return At(syntax, () => Counted(over.Axes, graph.One, mask));
        if (Argument(syntax, reduction.Name, over.Scope) is not { } argument)
            return null;
        int before = leftOut;
        Node? body = counts ? Condition(argument, over.Scope) : Number(argument, over.Scope);
        if (body is null || LacksBrackets(syntax, argument, body, scope, before))
            return null;
        int idleAt = over.Axes.ToList().FindIndex(axis => !body.VariesOver(axis) && mask?.VariesOver(axis) != true);
        if (idleAt >= 0 && !body.IsConstant)
            ReportIdle(syntax, argument, reduction, over.Axes.Count > 1 || body.Varies ? AxisName(syntax, idleAt) : null);
        return At(syntax, () => counts ? Counted(over.Axes, body, mask) : Reduced(reduction, over.Axes, body, mask));
    }

    /// <summary>The axis of a reduction in the words of the formula.</summary>
    private string AxisName(NameSyntax syntax, int position) =>
        syntax.Indices is { Count: > 0 } indices ? $"'{Text(indices[position].Place)}'" : axes.Elided.Shown;

    private void ReportIdle(NameSyntax syntax, ExpressionSyntax argument, ReductionRow reduction, string? axis)
    {
        string all = axis is null ? "is the same for all elements" : $"does not vary over {axis}";
        string effect = reduction.Name is "sum" or "count" or "norm" or "prod" or "logsumexp"
            ? "only a function of it and of the number of elements"
            : "itself";
        Idle(syntax, $"'{Text(argument.Place)}' {all}, so that '{reduction.Name}' of it is {effect}");
    }

    private void Idle(NameSyntax syntax, string message) =>
        idle.Add(new FormulaDiagnostic(Rules.RedundantReduction.Id, syntax.Place, new[] { message }.ToEquatableArray()));

    /// <summary>One reduction after the other, the innermost axis first; of what does not vary by hand.</summary>
    private Node Reduced(ReductionRow reduction, IReadOnlyList<Axis> over, Node body, Node? mask)
    {
        IReadOnlyList<Axis> inward = AxisSet.Of(over).Axes;
        if (reduction.Step is { } step)
        {
            for (int i = inward.Count - 1; i >= 0; i--)
            {
                // The mask of an outer axis is taken with the innermost that it varies over: what it leaves out is neutral to the others.
                Node? here = mask is not null && i == inward.Count - 1 ? mask : null;
                body = Once(step, reduction.Name, inward[i], body, here);
            }

            return body;
        }

        return reduction.Build!(graph, inward, body, mask, (axis, value, filter) => Once(ReductionTable.Sum, "sum", axis, value, filter));
    }

    /// <summary>Reductions take what varies; a value that does not is made to by a filter or reduced by hand.</summary>
    private Node Once(ReductionStep step, string name, Axis axis, Node body, Node? mask)
    {
        if (body.VariesOver(axis) || mask?.VariesOver(axis) == true)
            return step(graph, axis, body, mask);
        Node kept = mask is null ? body : graph.Select(mask, body, graph.Constant(ReductionTable.Neutral(name)));
        return name switch
        {
            "max" or "min" => kept,
            "prod" => graph.Call(Functions.FunctionTable.Pow, kept, graph.Size(axis)),
            _ => step(graph, axis, body, mask),
        };
    }

    private Node Counted(IReadOnlyList<Axis> over, Node condition, Node? mask)
    {
        IReadOnlyList<Axis> inward = AxisSet.Of(over).Axes;
        Node? counted = condition.Is(1) ? mask : mask is null ? condition : graph.And(mask, condition);
        return ReductionTable.CountAll(graph, inward, counted);
    }

    private Node? AxisFunction(NameSyntax syntax, AxisFunctionRow function, Scope scope)
    {
        bool isElided = syntax.Indices is null;
        if (syntax.Indices is { Count: var count } && (count == 0 || (count > 1 && !function.TakesSeveral)))
        {
            diagnostics.Report(Rules.WrongIndices, syntax.Place, $"'{function.Name}' runs along one axis: '{function.Name}[c](...)'");
            return null;
        }

        Scope inner = isElided && !function.KeepsAxis ? scope with { ReducesElided = true, Unbracketed = syntax.Name } : scope;
        IReadOnlyList<Axis> along = [axes.Elided];
        if (!isElided)
        {
            if ((function.KeepsAxis ? KeptAxes(syntax, function, scope) : BoundAxes(syntax, function.Name, scope)) is not { } over)
                return null;
            (along, inner) = over;
        }

        Node? mask = syntax.Filter is null ? null : Condition(syntax.Filter, inner);
        int before = leftOut;
        if ((syntax.Filter is not null && mask is null) || Argument(syntax, function.Name, inner) is not { } argument || Number(argument, inner) is not { } body
            || LacksBrackets(syntax, argument, body, scope, before))
            return null;
        int idleAt = along.ToList().FindIndex(axis => !body.VariesOver(axis));
        if (idleAt >= 0 && !body.IsConstant)
            Idle(syntax, $"'{Text(argument.Place)}' does not vary over {AxisName(syntax, idleAt)}, along which '{function.Name}' runs");

        return At(syntax, () => function.Build(graph, along, body, mask));
    }

    /// <summary>The axes that a function runs along and still varies over, and the scope inside; null after an error.</summary>
    private (IReadOnlyList<Axis> Axes, Scope Scope)? KeptAxes(NameSyntax syntax, AxisFunctionRow function, Scope scope)
    {
        var along = new List<Axis>();
        foreach (ExpressionSyntax index in syntax.Indices!)
        {
            if (Position(index, function.Name) is not { } name)
                return null;
            if (!scope.Indices.TryGetValue(name.Text, out Axis? axis))
            {
                if (!scope.IsFree)
                {
                    diagnostics.Report(
                        Rules.UnreducedAxis, name.Place, Shown(name.Text),
                        $": '{function.Name}' gives a value for each '{Shown(name.Text)}', of which one is picked by way of a definition, 's[{Shown(name.Text)}] = {function.Name}[{Shown(name.Text)}](...)'");
                    return null;
                }

                axis = axes.Free(name.Text);
                scope = scope.With(name.Text, axis);
            }

            if (along.Contains(axis))
            {
                diagnostics.Report(Rules.WrongIndices, name.Place, $"Axis '{Shown(name.Text)}' is named twice: '{function.Name}' runs along each axis once");
                return null;
            }

            along.Add(axis);
        }

        return (along, scope);
    }

    /// <summary>The axes of a reduction and the scope inside; null after an error.</summary>
    private (IReadOnlyList<Axis> Axes, Scope Scope)? BoundAxes(NameSyntax syntax, string reduction, Scope scope)
    {
        if (syntax.Indices is not { Count: > 0 } indices)
            return ([axes.Elided], scope with { ReducesElided = true, Unbracketed = syntax.Name });
        var bound = new List<Axis>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Scope inner = scope;
        bool isValid = true;
        foreach (ExpressionSyntax index in indices)
        {
            if (Position(index, reduction) is not { } name)
            {
                isValid = false;
                continue;
            }

            if (!seen.Add(name.Text))
            {
                diagnostics.Report(Rules.WrongIndices, name.Place, $"Axis '{Shown(name.Text)}' is named twice: '{reduction}' runs over each axis once");
                isValid = false;
                continue;
            }

            // An index that is bound around is bound anew, as in exp(z[c]) / sum[c](exp(z[c])): the reduction leaves none of it over.
            Axis axis = scope.Indices.TryGetValue(name.Text, out Axis? outer) ? outer : axes.Bind(name.Text, inner, name.Place);
            bound.Add(axis);
            inner = inner.With(name.Text, axis);
        }

        return isValid ? (bound, inner with { Unbracketed = null }) : null;
    }

    /// <summary>The name of an axis; null after an error.</summary>
    private Token? Position(ExpressionSyntax index, string reduction)
    {
        if (index is NameSyntax { Indices: null, Arguments: null } name)
        {
            if (!parameters.TryGetValue(name.Name.Text, out ParameterModel? parameter) || axes.IsExtent(parameter))
            {
                if (parameter is not null)
                    mentioned.Add(parameter.Name);
                return name.Name;
            }

            diagnostics.Report(Rules.WrongIndices, name.Place, $"'{name.Name.Text}' is a parameter: choose another name for the index");
        }
        else if (index is not MissingSyntax and { IsErroneous: false })
        {
            diagnostics.Report(
                Rules.WrongIndices, index.Place, $"A reduction takes the name of an index and perhaps a filter: '{reduction}[i | condition](...)'");
        }

        return null;
    }
}
