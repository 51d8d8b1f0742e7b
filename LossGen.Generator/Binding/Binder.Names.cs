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
        if (parameters.TryGetValue(name, out ParameterModel? parameter))
            return Parameter(syntax, parameter, scope);
        if (definitions.TryGetValue(name, out DefinitionSyntax? definition))
            return DefinitionUse(syntax, definition, scope);
        if (Constants.TryGetValue(name, out double constant) && syntax.Arguments is null && syntax.Indices is null)
            return graph.Constant(constant);
        if (name == "size" && syntax.Arguments is not null)
            return Size(syntax, scope);
        bool isCall = syntax.Arguments is not null;
        Function? function = FunctionTable.Find(name);
        ReductionRow? reduction = ReductionTable.Find(name);
        bool isBracketed = syntax.Indices is not null;
        if (reduction is not null && (isBracketed || (isCall && (function is null || syntax.Arguments!.Count < 2))))
            return Reduction(syntax, reduction, scope);
        if (function is not null && isCall)
            return Call(syntax, function, scope);
        return Unknown(syntax, isCall, function is not null || reduction is not null, scope);
    }

    private Node? Parameter(NameSyntax syntax, ParameterModel parameter, Scope scope)
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

        if (!CheckIndices(syntax, parameter.IsTensor ? 1 : 0, isTensor: true, scope))
            return null;
        if (!leaves.TryGetValue(parameter.Name, out Node? leaf))
        {
            var range = new Interval(parameter.Minimum, parameter.Maximum);
            leaf = parameter.IsTensor
                ? graph.Element(parameter.Name, axis, range, isInteger: !parameter.IsFloating)
                : graph.Scalar(parameter.Name, range);
            leaves.Add(parameter.Name, leaf);
        }

        return leaf;
    }

    private Node? DefinitionUse(NameSyntax syntax, DefinitionSyntax definition, Scope scope)
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

        if (syntax.Indices is not null && definition.Indices.Count == 0 && Definition(syntax.Name) is { Varies: false })
        {
            diagnostics.Report(Rules.WrongIndices, syntax.Place, $"'{syntax.Name.Text}' is one number and takes no index");
            return null;
        }

        return CheckIndices(syntax, 1, isTensor: false, scope) ? Definition(syntax.Name) : null;
    }

    private Node? Definition(Token name)
    {
        mentioned.Add(name.Text);
        if (bound.TryGetValue(name.Text, out Node? known))
            return known;
        if (!definitions.TryGetValue(name.Text, out DefinitionSyntax? definition) || definition.IsFunction)
            return null;
        if (binding.Contains(name.Text))
        {
            string circle = string.Join(" → ", binding.SkipWhile(n => n != name.Text).Append(name.Text));
            diagnostics.Report(Rules.RecursiveDefinition, name.Place, name.Text, circle);
            return null;
        }

        binding.Add(name.Text);
        TextRange outerPlace = place;
        string? index = definition.Indices.Count > 0 ? definition.Indices[0].Text : null;
        Node? node = Bind(definition.Body, new Scope(index, IsFree: declaration.Return is null && index is null));
        binding.RemoveAt(binding.Count - 1);
        place = outerPlace;
        bound[name.Text] = node;
        if (node is { Args.Count: > 0 } && !names.ContainsKey(node))
            names.Add(node, name.Text);
        return node;
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
            diagnostics.Report(
                Rules.ArgumentCount, syntax.Place, function.Name,
                (function.IsVariadic ? "at least " : "") + Counted(function.Arity), values.Length == 1 ? "is 1" : $"are {values.Length}");
            return null;
        }

        if (!isValid)
            return null;
        TextRange[] places = [.. arguments.Select(argument => argument.Place)];
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

            bool isKnown = parameters.TryGetValue(argument.Name.Text, out ParameterModel? parameter);
            if (parameter is { IsTensor: true })
                mentioned.Add(argument.Name.Text);
            else if (isKnown || definitions.ContainsKey(argument.Name.Text))
            {
                diagnostics.Report(
                    Rules.WrongType, argument.Place,
                    $"size takes the name of an index or a tensor, and '{Shown(argument.Name.Text)}' is {(isKnown ? "one number" : "a definition")}");
                return null;
            }
            else if (argument.Name.Text != axis.Name && argument.Name.Text != scope.Index)
            {
                diagnostics.Report(
                    Rules.UnknownName, argument.Place, Shown(argument.Name.Text),
                    Spelling.Suggestion(argument.Name.Text, parameters.Values.Where(p => p.IsTensor).Select(p => p.Name).Append(axis.Name)));
                return null;
            }
        }

        return graph.Size(axis);
    }

    private static string Counted(int count) => count == 1 ? "1 argument" : $"{count} arguments";

    private static string Shown(string name) => name.Length <= 40 ? name : name.Substring(0, 37) + "...";
}
