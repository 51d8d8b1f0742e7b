using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>Names that are not known, and expressions in which the parser found an error.</summary>
internal sealed partial class Binder
{
    private Node? Unknown(NameSyntax syntax, bool isCall, bool isCallable, Scope scope)
    {
        string name = syntax.Name.Text;
        Scope inner = isCall && syntax.Indices is [NameSyntax { Indices: null, Arguments: null } index, ..] ? scope.Inside(index.Name.Text) : scope;
        foreach (ExpressionSyntax argument in syntax.Arguments ?? [])
            Bind(argument, inner);
        if (isCallable)
            diagnostics.Report(Rules.WrongType, syntax.Name.Place, $"'{name}' is a function: give it arguments, '{name}(...)'");
        else if (name == scope.Index || (scope.IsFree && name == axis.Name && !isCall))
        {
            diagnostics.Report(
                Rules.NotSupported, syntax.Name.Place, $"An index as a number is not supported yet: '{name}' can only stand in brackets, as in 'p[{name}]'");
        }
        else if (isCall || !lacksDefinitions)
            ReportUnknown(syntax.Name, isCall || (syntax.Indices is not null && Aliases.Find(name, isCall: true) is { IsPlanned: true }));
        return null;
    }

    private void ReportUnknown(Token name, bool isCall)
    {
        List<string> known = isCall ? [.. Callables.Names] : [.. parameters.Keys, .. definitions.Keys];
        Alias? alias = known.Contains(name.Text, StringComparer.OrdinalIgnoreCase) ? null : Aliases.Find(name.Text, isCall);
        if (alias is { IsPlanned: true })
        {
            diagnostics.Report(Rules.NotSupported, name.Place, alias.Advice);
            return;
        }

        string advice = alias is not null ? ": " + alias.Advice
            : Indexed(name.Text, isCall) is { } indexed ? $": an index is written in brackets, '{indexed}'"
            : Spelling.Suggestion(name.Text, known, isCall ? [] : Constants.Keys);
        diagnostics.Report(isCall ? Rules.UnknownFunction : Rules.UnknownName, name.Place, Shown(name.Text), advice);
    }

    /// <summary>'p[i]' for 'p_i' and 'sum[i](...)' for 'sum_i'; null where the name is none of that kind.</summary>
    private string? Indexed(string name, bool isCall)
    {
        int underscore = name.LastIndexOf('_');
        if (underscore <= 0 || name.Length - underscore is < 2 or > 3)
            return null;
        string stem = name.Substring(0, underscore), index = name.Substring(underscore + 1);
        if (ReductionTable.Find(stem) is not null)
            return $"{stem}[{index}](...)";
        bool isTensor = parameters.TryGetValue(stem, out ParameterModel? parameter) ? parameter.IsTensor : definitions.ContainsKey(stem);
        return isTensor && !isCall ? $"{stem}[{index}]" : null;
    }

    /// <summary>Binds the parts of an expression in which an error was reported, for the errors of their own.</summary>
    private Node? Parts(ExpressionSyntax syntax, Scope scope)
    {
        ExpressionSyntax?[] parts = syntax switch
        {
            UnarySyntax unary => [unary.Operand],
            BinarySyntax binary => [binary.Left, binary.Right],
            ConditionalSyntax conditional => [conditional.Condition, conditional.WhenTrue, conditional.WhenFalse],
            NameSyntax name => [name.Filter, .. name.Arguments ?? []],
            _ => [],
        };
        if (syntax is NameSyntax { Indices: [{ } first, ..] } call && Callables.Contains(call.Name.Text))
            scope = scope.Inside(LeftmostName(first));
        foreach (ExpressionSyntax? part in parts)
        {
            if (part is not null)
                Bind(part, scope);
        }

        return null;
    }

    /// <summary>The index in what should be one and is broken, as in 'mean[i p[i] > 0](...)'.</summary>
    private static string? LeftmostName(ExpressionSyntax syntax)
    {
        while (syntax is BinarySyntax binary)
            syntax = binary.Left;
        return (syntax as NameSyntax)?.Name.Text;
    }
}
