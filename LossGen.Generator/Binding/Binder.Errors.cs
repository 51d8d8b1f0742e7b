using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Inference;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>Names that are not known, and expressions in which the parser found an error.</summary>
internal sealed partial class Binder
{
    private Node? Unknown(NameSyntax syntax, bool isCall, bool isCallable, Scope scope)
    {
        string name = syntax.Name.Text;
        Scope inner = isCall ? Guessed(syntax, scope) : scope;
        foreach (ExpressionSyntax argument in syntax.Arguments ?? [])
            Bind(argument, inner);
        if (isCallable)
            diagnostics.Report(Rules.WrongType, syntax.Name.Place, $"'{name}' is a function: give it arguments, '{name}(...)'");
        else if (isCall || !lacksDefinitions)
            ReportUnknown(syntax.Name, isCall);
        return null;
    }

    private void ReportUnknown(Token name, bool isCall)
    {
        List<string> known = isCall ? [.. Callables.Names] : [.. parameters.Keys, .. definitions.Keys];
        Alias? alias = known.Contains(name.Text, StringComparer.OrdinalIgnoreCase) ? null : Aliases.Find(name.Text, isCall);
        string? indexed = alias is null ? Indexed(name.Text, isCall) : null;
        Suggestion? near = alias is null && indexed is null ? Spelling.Suggest(name.Text, known, isCall ? [] : Constants.Keys) : null;
        string advice = alias is not null ? ": " + alias.Advice
            : indexed is not null ? $": an index is written in brackets, '{indexed}{(IsReduction(indexed) ? "(...)" : "")}'"
            : near?.Question ?? "";
        string? meant = indexed is not null && isCall != IsReduction(indexed) ? null : alias?.Name ?? indexed ?? near?.Name;
        bool canBeParameter = !isCall && (alias is null || Convention.ValueOf(name.Text) is not null);
        diagnostics.Report(
            isCall ? Rules.UnknownFunction : Rules.UnknownName, name.Place, meant is null ? [] : [Mend.Replace(name.Place, meant)],
            canBeParameter ? missing.Find(name.Text) : null, Shown(name.Text), advice);
    }

    private static bool IsReduction(string indexed) => ReductionTable.Find(indexed.Substring(0, indexed.IndexOf('['))) is not null;

    /// <summary>'p[i]' for 'p_i' and 'sum[i]' for 'sum_i'; null where the name is none of that kind.</summary>
    private string? Indexed(string name, bool isCall)
    {
        int underscore = name.LastIndexOf('_');
        if (underscore <= 0 || name.Length - underscore is < 2 or > 3)
            return null;
        string stem = name.Substring(0, underscore), index = name.Substring(underscore + 1);
        if (ReductionTable.Find(stem) is not null)
            return $"{stem}[{index}]";
        bool isTensor = parameters.TryGetValue(stem, out ParameterModel? parameter) ? parameter.IsTensor : definitions.ContainsKey(stem);
        return isTensor && !isCall ? $"{stem}[{index}]" : null;
    }

    /// <summary>Removes a definition with what separates it from the others; null for one that has been reported already.</summary>
    private Mend? WithoutDefinition(Token name)
    {
        if (formula.Definitions.FirstOrDefault(definition => definition.Name.Place == name.Place) is not { Body: not MissingSyntax } definition)
            return null;
        string text = declaration.Formula;
        string before = text.Substring(0, name.Place.Start).TrimEnd();
        int end = definition.Body.Extent.End, next = end + SpacesAt(end);
        if (next < text.Length && text[next] is ';' or ',' && !before.EndsWith(",", StringComparison.Ordinal))
            return Mend.Remove(TextRange.FromBounds(name.Place.Start, next + 1 + SpacesAt(next + 1)));

        // The last one takes the comma or the 'where' before it along.
        string? separator = new[] { ",", "where" }.FirstOrDefault(candidate => before.EndsWith(candidate, StringComparison.Ordinal));
        return separator is null ? null : Mend.Remove(TextRange.FromBounds(before.Substring(0, before.Length - separator.Length).TrimEnd().Length, end));

        int SpacesAt(int at) => text.Skip(at).TakeWhile(char.IsWhiteSpace).Count();
    }

    /// <summary>Binds the parts of an expression in which an error was reported, for the errors of their own.</summary>
    private Node? Parts(ExpressionSyntax syntax, Scope scope)
    {
        // What is broken may stand for anything, a product of matrices among it: that an index is missing is not said.
        scope = scope with { ReducesElided = true };
        ExpressionSyntax?[] parts = syntax switch
        {
            UnarySyntax unary => [unary.Operand],
            BinarySyntax binary => [binary.Left, binary.Right],
            FallbackSyntax fallback => [fallback.Access, fallback.Otherwise],
            ConditionalSyntax conditional => [conditional.Condition, conditional.WhenTrue, conditional.WhenFalse],
            NameSyntax name => [name.Filter, .. name.Arguments ?? []],
            _ => [],
        };
        if (syntax is NameSyntax { Indices: not null } call && Callables.Contains(call.Name.Text))
            scope = Guessed(call, scope);
        else if (syntax is NameSyntax { Name.Kind: TokenKind.Member or TokenKind.OpenBracket })
            scope = scope with { IsFree = true }; // 'z[n, c].max()' may be meant to reduce any axis.
        foreach (ExpressionSyntax? part in parts)
        {
            if (part is not null)
                Bind(part, scope);
        }

        return null;
    }

    /// <summary>The scope in what may be meant as a reduction.</summary>
    private Scope Guessed(NameSyntax syntax, Scope scope)
    {
        // What is not known may be a reduction over any index: none inside is an error of its own.
        scope = scope with { IsFree = true };
        foreach (ExpressionSyntax index in syntax.Indices ?? [])
        {
            if (LeftmostName(index) is { } name && !scope.Indices.ContainsKey(name))
                scope = scope.With(name, axes.Free(name));
        }

        return scope;
    }

    /// <summary>The index in what should be one and is broken, as in 'mean[i p[i] > 0](...)'.</summary>
    private static string? LeftmostName(ExpressionSyntax syntax)
    {
        while (syntax is BinarySyntax binary)
            syntax = binary.Left;
        return (syntax as NameSyntax)?.Name.Text;
    }
}
