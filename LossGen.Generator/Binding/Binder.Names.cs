using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>Names: parameters, definitions, constants, functions and reductions.</summary>
internal sealed partial class Binder
{
    private static readonly Dictionary<string, double> Constants = new(StringComparer.Ordinal)
    {
        ["pi"] = Math.PI,
        ["inf"] = double.PositiveInfinity,
    };

    private Node? Name(NameSyntax syntax, Scope scope)
    {
        string name = syntax.Name.Text;
        bool isBracketed = syntax.Indices is not null;
        bool isCall = syntax.Arguments is not null;
        if (!isBracketed && !isCall && scope.Indices.TryGetValue(name, out Axis? position))
        {
            if (parameters.ContainsKey(name))
                mentioned.Add(name);
            return graph.Index(position);
        }

        if (parameters.TryGetValue(name, out ParameterModel? parameter) && parameter.Kind != ParameterKind.Metric)
            return Parameter(syntax, parameter, scope);
        if (definitions.TryGetValue(name, out DefinitionSyntax? definition))
            return DefinitionUse(syntax, definition, scope, outside: null);
        if (parameter is not null)
            return null; // An output without a definition, which is reported at its declaration.
        if (Constants.TryGetValue(name, out double constant) && !isCall && !isBracketed)
            return graph.Constant(constant);
        if (name == Callables.Size && isCall)
            return Size(syntax, scope);
        Function? function = FunctionTable.Find(name);
        ReductionRow? reduction = ReductionTable.Find(name);
        if (AxisFunctionTable.Find(name) is { } axisFunction && (isBracketed || isCall))
            return AxisFunction(syntax, axisFunction, scope);
        if (reduction is not null && (isBracketed || (isCall && (function is null || syntax.Arguments!.Count < 2 || IsOverDimension(syntax, function)))))
            return Reduction(syntax, reduction, scope);
        if (function is not null && isCall)
            return Call(syntax, function, scope);
        if (scope.IsFree && !isCall && !isBracketed && axes.IsName(name))
            return graph.Index(axes.Free(name));
        return Unknown(syntax, isCall, function is not null || reduction is not null, scope);
    }

    /// <summary>Whether a call is written as in other libraries, with the number of a dimension: logsumexp(z, -1).</summary>
    private static bool IsOverDimension(NameSyntax syntax, Function function) => function == FunctionTable.LogAddExp
        && syntax.Arguments is { Count: 2 } arguments && arguments[1] is NumberSyntax or UnarySyntax { Operator: TokenKind.Minus, Operand: NumberSyntax };

    private Node? Parameter(NameSyntax syntax, ParameterModel parameter, Scope scope, List<Node>? outside = null)
    {
        mentioned.Add(parameter.Name);
        if (syntax.Arguments is not null)
        {
            string hides = FunctionTable.Find(parameter.Name) is null && ReductionTable.Find(parameter.Name) is null
                ? ""
                : " (it hides the function of that name)";
            diagnostics.Report(Rules.WrongType, syntax.Name.Place, $"'{parameter.Name}' is a parameter{hides} and cannot be called: a product is written with '*'");
            return null;
        }

        if (parameter.Kind == ParameterKind.Output)
        {
            diagnostics.Report(Rules.WrongType, syntax.Name.Place, $"'{parameter.Name}' is the output and cannot be read");
            return null;
        }

        if (!parameter.IsTensor)
            return CheckBrackets(syntax, 0, scope) ? axes.Scalar(parameter) : null;
        if (!CheckBrackets(syntax, axes.Rank(parameter.Name), scope) || Indices(syntax, axes.Rank(parameter.Name), scope) is not { } indices)
            return null;
        axes.Relate(parameter.Name, indices);
        if (outside is not null)
            outside.AddRange(Inside(indices, dimension => graph.Size(axes.DimensionOf(parameter.Name, dimension))));
        axes.Read.Add(parameter.Name);
        Node element = axes.Element(parameter, indices);
        if (syntax.Indices is not null)
            axes.Place(element, syntax);
        return element;
    }

    private Node? DefinitionUse(NameSyntax syntax, DefinitionSyntax definition, Scope scope, List<Node>? outside)
    {
        if (definition.IsFunction)
        {
            mentioned.Add(syntax.Name.Text);
            foreach (ExpressionSyntax argument in syntax.Arguments ?? [])
                Bind(argument, scope);
            return null;
        }

        if (syntax.Arguments is not null)
        {
            diagnostics.Report(
                Rules.WrongType, syntax.Name.Place, $"'{syntax.Name.Text}' is a definition and cannot be called: a product is written with '*'");
            return null;
        }

        if (recurring.TryGetValue(syntax.Name.Text, out OpenRecurrence? recurrence) && recurrence.IsOpen)
            return State(syntax, recurrence, scope, outside);
        if (Definition(syntax.Name) is not { Value: not null } bound)
            return null;
        if (syntax.Indices is null && bound.Indices.Count <= 1)
        {
            // As of tensors of one dimension, the index may be left out.
            if (!CheckBrackets(syntax, bound.Indices.Count, scope))
                return null;
            bool isElided = bound.Indices.Count > 0 || bound.Value!.VariesOver(axes.Elided);
            leftOut += isElided ? 1 : 0;
            if (isElided && LacksIndex(syntax, scope))
                return null;
            return bound.Indices.Count == 0 || bound.Indices[0] == axes.Elided ? bound.Value : Used(bound, [graph.Index(axes.Elided)]);
        }

        IReadOnlyList<Axis> formal = bound.Indices.Count > 0 || bound.Value is not { } value ? bound.Indices : value.Axes.Axes;
        if (!CheckBrackets(syntax, formal.Count, scope) || Indices(syntax, formal.Count, scope) is not { } indices)
            return null;
        if (outside is not null)
            outside.AddRange(Inside(indices, dimension => graph.Size(formal[dimension])));
        if (bound.Value is not { Op: Op.Recur } table)
            return Used(bound with { Indices = formal }, indices);
        axes.Relate(table.Name!, indices);
        Node? read = Used(bound with { Indices = formal }, indices);
        if (read is not null)
            axes.Place(read, syntax);
        return read;
    }

    /// <summary>The value of a definition at other indices than its own.</summary>
    private Node? Used(BoundDefinition definition, IReadOnlyList<Node> indices)
    {
        if (definition.Value is not { } value)
            return null;
        var replaced = new Dictionary<Axis, Node>();
        for (int i = 0; i < indices.Count; i++)
        {
            if (!(indices[i].Op == Op.Index && indices[i].Over == definition.Indices[i]))
                replaced.Add(definition.Indices[i], indices[i]);
        }

        Node used = replaced.Count == 0 ? value : Substitution.Apply(graph, value, replaced);
        if (names.TryGetValue(value, out string? name) && !used.IsLeaf && !names.ContainsKey(used))
            names.Add(used, name);
        return used;
    }

    private BoundDefinition? Definition(Token name)
    {
        mentioned.Add(name.Text);
        if (bound.TryGetValue(name.Text, out BoundDefinition? known))
            return known;
        if (!definitions.TryGetValue(name.Text, out DefinitionSyntax? definition) || definition.IsFunction)
            return null;
        if (recurring.TryGetValue(name.Text, out OpenRecurrence? recurrence))
        {
            mentioned.UnionWith(recurrence.Members);
            BindRecurrence(recurrence);
            return bound[name.Text];
        }

        if (binding.Contains(name.Text))
        {
            ReportCircle(name, binding);
            return null;
        }

        binding.Add(name.Text);
        TextRange outerPlace = place;
        (IReadOnlyList<Axis> formal, Scope scope) = Formal(definition);

        // Whether a reduction runs over what the definition leaves out is seen where it is used.
        Node? node = Bind(definition.Body, scope with { ReducesElided = true });
        binding.RemoveAt(binding.Count - 1);
        place = outerPlace;
        var made = new BoundDefinition(formal, node);
        bound[name.Text] = made;
        if (node is { IsLeaf: false } && !names.ContainsKey(node))
            names.Add(node, name.Text);
        return made;
    }

    /// <summary>The axes of the indices of a definition, and the scope of its body.</summary>
    private (IReadOnlyList<Axis> Axes, Scope Scope) Formal(DefinitionSyntax definition)
    {
        Scope scope = Scope.Outermost(isFree: declaration.Return is null && definition.Indices.Count == 0);
        var formal = new List<Axis>();
        foreach (Token index in definition.Indices)
        {
            Axis axis = axes.Bind(index.Text, scope, index.Place);
            formal.Add(axis);
            scope = scope.With(index.Text, axis);
        }

        return (formal, scope);
    }

    private Node? Call(NameSyntax syntax, Function function, Scope scope)
    {
        IReadOnlyList<ExpressionSyntax> arguments = syntax.Arguments!;
        if (syntax.Indices is not null)
        {
            diagnostics.Report(Rules.WrongIndices, syntax.Place, $"'{function.Name}' is a function of numbers, not a reduction: it takes no index");
            return null;
        }

        var values = new Node[arguments.Count];
        bool isValid = true;
        for (int i = 0; i < values.Length; i++)
        {
            Node? value = Number(arguments[i], scope);
            isValid &= value is not null;
            values[i] = value!;
        }

        if (values.Length < function.Arity || (values.Length > function.Arity && !function.IsVariadic))
        {
            ReportCount(
                syntax, function.Name, (function.IsVariadic ? "at least " : "") + Counted(function.Arity), function.Arity,
                values.Length == 1 ? "is 1" : $"are {values.Length}", "");
            return null;
        }

        if (!isValid)
            return null;
        TextRange[] places = [.. arguments.Select(argument => argument.Place)];
        if (function.TakesAll)
            return Written(syntax.Place, function, values, places);
        Node result = Written(syntax.Place, function, [.. values.Take(function.Arity)], places);
        for (int i = function.Arity; i < values.Length; i++)
            result = Written(syntax.Place, function, [result, values[i]], [syntax.Place, places[i]]);
        return result;
    }

    private Node? Size(NameSyntax syntax, Scope scope)
    {
        if (syntax.Arguments!.Count > 1)
        {
            diagnostics.Report(Rules.ArgumentCount, syntax.Place, "size", "the name of an index or a tensor", $"are {syntax.Arguments.Count}");
            return null;
        }

        if (syntax.Arguments.Count == 1)
        {
            if (syntax.Arguments[0] is not NameSyntax { Indices: null, Arguments: null } argument)
            {
                if (syntax.Arguments[0] is not MissingSyntax and { IsErroneous: false })
                    diagnostics.Report(Rules.WrongType, syntax.Arguments[0].Place, "size takes the name of an index or a tensor");
                return null;
            }

            return SizeOf(argument, scope);
        }

        return graph.Size(axes.Elided);
    }

    private Node? SizeOf(NameSyntax argument, Scope scope)
    {
        string name = argument.Name.Text;
        if (scope.Indices.TryGetValue(name, out Axis? position))
            return graph.Size(position);
        bool isKnown = parameters.TryGetValue(name, out ParameterModel? parameter);
        if (parameter is { IsTensor: true })
        {
            mentioned.Add(name);
            return Enumerable.Range(0, axes.Rank(name)).Select(dimension => graph.Size(
                axes.Rank(name) == 1 && axes.IsElided(name) ? axes.Elided : axes.DimensionOf(name, dimension))).Aggregate(graph.Multiply);
        }

        if (!isKnown && !definitions.ContainsKey(name) && axes.IsName(name))
            return graph.Size(axes.Free(name));
        if (isKnown && axes.IsExtent(parameter!))
        {
            mentioned.Add(name);
            return graph.Size(axes.Free(name));
        }

        if (isKnown || definitions.ContainsKey(name))
        {
            diagnostics.Report(
                Rules.WrongType, argument.Place,
                $"size takes the name of an index or a tensor, and '{Shown(name)}' is {(isKnown ? "one number" : "a definition")}");
        }
        else
        {
            Suggestion? near = Spelling.Suggest(name, parameters.Values.Where(p => p.IsTensor).Select(p => p.Name).Append(axes.Elided.Name));
            diagnostics.Report(
                Rules.UnknownName, argument.Place, near is null ? null : Mend.Replace(argument.Place, near.Name), Shown(name), near?.Question ?? "");
        }

        return null;
    }

    private static string Counted(int count) => count == 1 ? "1 argument" : $"{count} arguments";

    private static string Shown(string name) => name.Length <= 40 ? name : name.Substring(0, 37) + "...";
}
