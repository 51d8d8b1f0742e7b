using LossGen.Generator.Binding;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Inference;

/// <summary>A name of a formula that nothing in it defines: a parameter.</summary>
/// <param name="Name">The name.</param>
/// <param name="Rank">How many indices it stands with; 0 where it stands with none.</param>
/// <param name="IsIndex">Whether it picks a position of another tensor, as <c>y</c> does in <c>z[n, y[n]]</c>.</param>
internal sealed record FreeName(string Name, int Rank, bool IsIndex);

/// <summary>Reads off the syntax of a formula which of its names are parameters, and how they are used.</summary>
internal sealed class FormulaNames
{
    private static readonly HashSet<string> Constants = ["pi", "inf"];

    private readonly HashSet<string> definitions;
    private readonly HashSet<string> axes;
    private readonly HashSet<string> picks = [];
    private readonly HashSet<string> sizes = [];
    private readonly List<NameSyntax> names;

    private FormulaNames(FormulaSyntax formula)
    {
        definitions = [.. formula.Definitions.Select(definition => definition.Name.Text)];
        axes = [.. formula.Definitions.SelectMany(definition => definition.Indices).Select(index => index.Text)];
        names = [.. formula.Definitions.Select(definition => definition.Body).Append(formula.Result).SelectMany(SyntaxWalk.Names)
            .OrderBy(name => name.Place.Start)];
        foreach (NameSyntax name in names)
            ReadBrackets(name);
        ReadPickingDefinitions(formula);
    }

    /// <summary>The parameters of a formula, in the order in which they first stand in it.</summary>
    public static IReadOnlyList<FreeName> Of(FormulaSyntax formula)
    {
        var names = new FormulaNames(formula);
        return [.. names.names.Where(names.IsParameter).GroupBy(name => name.Name.Text).Select(names.Free)];
    }

    private static bool IsCallable(NameSyntax name) => Callables.Contains(name.Name.Text);

    private FreeName Free(IGrouping<string, NameSyntax> uses)
    {
        int rank = uses.FirstOrDefault(use => use.Indices is not null)?.Indices!.Count ?? 0;
        return new FreeName(uses.Key, rank, picks.Contains(uses.Key));
    }

    /// <summary>What stands in brackets: axes, and the tensors that pick along them.</summary>
    private void ReadBrackets(NameSyntax name)
    {
        foreach (NameSyntax index in (name.Indices ?? []).SelectMany(SyntaxWalk.Names))
        {
            if (index.Indices is null && index.Arguments is null)
                axes.Add(index.Name.Text);
            else if (index.Arguments is null)
                picks.Add(index.Name.Text);
        }

        if (name.Name.Text == Callables.Size)
            sizes.UnionWith((name.Arguments ?? []).OfType<NameSyntax>().Select(argument => argument.Name.Text));
    }

    /// <summary>What a definition that picks along an axis is made of picks too: <c>z[n, k[n]] where k[n] = y[n] - 1</c>.</summary>
    private void ReadPickingDefinitions(FormulaSyntax formula)
    {
        var pending = new Queue<string>(picks.Where(definitions.Contains));
        while (pending.Count > 0)
        {
            string definition = pending.Dequeue();
            foreach (NameSyntax name in formula.Definitions.Where(other => other.Name.Text == definition).SelectMany(other => SyntaxWalk.Names(other.Body)))
            {
                if (name.Arguments is null && !axes.Contains(name.Name.Text) && picks.Add(name.Name.Text) && definitions.Contains(name.Name.Text))
                    pending.Enqueue(name.Name.Text);
            }
        }
    }

    /// <summary>A name that is called but not known, or known and not called, is left to the diagnostics of the generator.</summary>
    private bool IsParameter(NameSyntax name)
    {
        string text = name.Name.Text;
        if (text.Length == 0 || name.Arguments is not null || IsCallable(name) || definitions.Contains(text))
            return false;
        if (name.Indices is not null)
            return true;
        return !axes.Contains(text) && !Constants.Contains(text) && !IsSizeOnly(text);
    }

    /// <summary>In size(c), c is an axis unless it is a tensor elsewhere.</summary>
    private bool IsSizeOnly(string text) => sizes.Contains(text) && names.Count(name => name.Name.Text == text) == sizes.Count(size => size == text);
}
