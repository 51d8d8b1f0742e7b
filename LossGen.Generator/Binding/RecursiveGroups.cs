using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>Definitions that refer to each other.</summary>
/// <param name="Members">All of them, in the order in which they stand.</param>
/// <param name="Tables">Those whose values are kept; the others refer to each other in no circle, and are computed where they are used.</param>
internal sealed record RecursiveGroup(IReadOnlyList<string> Members, IReadOnlyList<string> Tables);

/// <summary>
/// Finds the definitions that refer to themselves or to each other at positions in brackets: the strongly connected components of what refers to
/// what (Tarjan, Depth-first search and linear graph algorithms, 1972).
/// </summary>
internal sealed class RecursiveGroups
{
    private readonly Dictionary<string, IReadOnlyList<string>> references;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal), lowest = new(StringComparer.Ordinal);
    private readonly Stack<string> open = new();
    private readonly List<IReadOnlyList<string>> groups = [];

    private RecursiveGroups(Dictionary<string, IReadOnlyList<string>> references) => this.references = references;

    public static IReadOnlyList<RecursiveGroup> Find(IReadOnlyDictionary<string, DefinitionSyntax> definitions)
    {
        Dictionary<string, IReadOnlyList<string>> all = References(definitions, (_, _) => true);
        Dictionary<string, IReadOnlyList<string>> elsewhere = References(definitions, (use, definition) => !IsAtItself(use, definition));
        List<string> order = [.. definitions.Keys];
        return [.. Components(all).Select(group => group.OrderBy(order.IndexOf).ToList()).Select(members => new RecursiveGroup(members, Tables(members, all, elsewhere)))];
    }

    private static Dictionary<string, IReadOnlyList<string>> References(
        IReadOnlyDictionary<string, DefinitionSyntax> definitions, Func<NameSyntax, DefinitionSyntax, bool> counts) => definitions.ToDictionary(
            pair => pair.Key,
            pair => (IReadOnlyList<string>)[.. SyntaxWalk.Names(pair.Value.Body)
                .Where(name => name.Indices is not null && name.Arguments is null && definitions.TryGetValue(name.Name.Text, out DefinitionSyntax? used)
                    && used.Indices.Count > 0 && counts(name, used))
                .Select(name => name.Name.Text).Distinct()],
            StringComparer.Ordinal);

    /// <summary>Whether a definition is used at the indices that it is defined with.</summary>
    private static bool IsAtItself(NameSyntax use, DefinitionSyntax definition) => use.Indices!.Count == definition.Indices.Count
        && use.Indices.Zip(definition.Indices, (index, name) => index is NameSyntax { Indices: null, Arguments: null } at && at.Name.Text == name.Text).All(isSame => isSame);

    /// <summary>As few as needed so that no circle is left, those that are used at other positions first.</summary>
    private static List<string> Tables(
        List<string> members, Dictionary<string, IReadOnlyList<string>> references, Dictionary<string, IReadOnlyList<string>> elsewhere)
    {
        List<string> tables = [.. members.Where(member => references[member].Contains(member))];
        while (true)
        {
            Dictionary<string, IReadOnlyList<string>> left = members.Except(tables).ToDictionary(
                member => member, member => (IReadOnlyList<string>)[.. references[member].Where(used => members.Contains(used) && !tables.Contains(used))]);
            if (Components(left).FirstOrDefault() is not { } circle)
                return [.. members.Where(tables.Contains)];
            tables.Add(members.Where(circle.Contains).OrderByDescending(member => circle.Any(user => elsewhere[user].Contains(member))).First());
        }
    }

    /// <summary>The sets of names that refer to each other in circles.</summary>
    private static List<IReadOnlyList<string>> Components(Dictionary<string, IReadOnlyList<string>> references)
    {
        var finder = new RecursiveGroups(references);
        foreach (string name in references.Keys)
        {
            if (!finder.numbers.ContainsKey(name))
                finder.Visit(name);
        }

        return finder.groups;
    }

    private void Visit(string name)
    {
        numbers[name] = lowest[name] = numbers.Count;
        open.Push(name);
        foreach (string reference in references[name])
        {
            if (!numbers.ContainsKey(reference))
                Visit(reference);
            if (open.Contains(reference))
                lowest[name] = Math.Min(lowest[name], lowest[reference]);
        }

        if (lowest[name] != numbers[name])
            return;
        var group = new List<string>();
        do
        {
            group.Add(open.Pop());
        }
        while (group[group.Count - 1] != name);
        if (group.Count > 1 || references[name].Contains(name))
            groups.Add(group);
    }
}
