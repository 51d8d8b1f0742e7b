using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

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

    /// <summary>The groups, each in the order in which its definitions stand.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Find(IReadOnlyDictionary<string, DefinitionSyntax> definitions)
    {
        var finder = new RecursiveGroups(definitions.ToDictionary(
            pair => pair.Key,
            pair => (IReadOnlyList<string>)[.. SyntaxWalk.Names(pair.Value.Body).Where(name => name.Indices is not null && name.Arguments is null)
                .Select(name => name.Name.Text).Where(name => definitions.TryGetValue(name, out DefinitionSyntax? used) && used.Indices.Count > 0).Distinct()],
            StringComparer.Ordinal));
        foreach (string name in definitions.Keys)
        {
            if (!finder.numbers.ContainsKey(name))
                finder.Visit(name);
        }

        List<string> order = [.. definitions.Keys];
        return [.. finder.groups.Select(group => group.OrderBy(order.IndexOf).ToList())];
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
