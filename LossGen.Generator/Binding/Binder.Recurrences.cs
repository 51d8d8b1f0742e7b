using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>
/// Definitions that refer to themselves, or to each other, at earlier positions. Some of them are tables, which are read at earlier positions;
/// what is used at the same position is put in its place.
/// </summary>
internal sealed partial class Binder
{
    private readonly Dictionary<string, OpenRecurrence> recurring = new(StringComparer.Ordinal);

    private void FindRecurrences()
    {
        foreach (string name in parameters.Keys)
            graph.Table(name);
        foreach (RecursiveGroup group in RecursiveGroups.Find(definitions))
        {
            var recurrence = new OpenRecurrence(group);
            foreach (string name in group.Members)
                recurring.Add(name, recurrence);
        }
    }

    /// <summary>Binds all definitions of a recurrence.</summary>
    private void BindRecurrence(OpenRecurrence recurrence)
    {
        recurrence.IsOpen = true;
        TextRange outerPlace = place;
        foreach (string name in recurrence.Members)
            (recurrence.Formal[name], recurrence.Scopes[name]) = Formal(definitions[name]);
        bool isValid = HaveSameIndices(recurrence);
        foreach (string name in recurrence.Group.Tables)
        {
            string table = recurrence.Tables[name] = graph.Table(name);
            axes.Define(table, recurrence.Formal[name]);
        }

        foreach (string name in recurrence.Members)
            isValid &= !isValid || Inside(recurrence, definitions[name].Name) is { IsCondition: false };
        recurrence.IsOpen = false;
        place = outerPlace;
        foreach (string name in recurrence.Group.Tables)
            isValid = isValid && Resolved(recurrence, name, []) is not null;
        Complete(recurrence, isValid ? Order(recurrence) : null);
    }

    private bool HaveSameIndices(OpenRecurrence recurrence)
    {
        string first = recurrence.Group.Tables[0];
        if (recurrence.Group.Tables.FirstOrDefault(name => !AxisSet.Of(recurrence.Formal[name]).Equals(AxisSet.Of(recurrence.Formal[first]))) is not { } other)
            return true;
        diagnostics.Report(
            Rules.WrongIndices, definitions[other].Name.Place,
            $"'{other}' and '{first}' refer to each other, and do not have the same indices: {Head(other)} and {Head(first)}");
        return false;
    }

    private string Head(string name) => $"'{name}[{string.Join(", ", definitions[name].Indices.Select(index => index.Text))}]'";

    /// <summary>What defines a value of a recurrence, with states for what it reads at other positions.</summary>
    private Node? Inside(OpenRecurrence recurrence, Token name)
    {
        if (recurrence.Inside.TryGetValue(name.Text, out Node? known))
            return known;
        if (binding.Contains(name.Text))
        {
            ReportCircle(name, binding);
            return null;
        }

        binding.Add(name.Text);
        Node? node = Number(definitions[name.Text].Body, recurrence.Scopes[name.Text] with { ReducesElided = true });
        binding.RemoveAt(binding.Count - 1);
        return recurrence.Inside[name.Text] = node;
    }

    /// <summary>A use of a definition of the recurrence that is being bound.</summary>
    private Node? State(NameSyntax syntax, OpenRecurrence recurrence, Scope scope, List<Node>? outside)
    {
        IReadOnlyList<Axis> formal = recurrence.Formal[syntax.Name.Text];
        if (syntax.Indices is null)
        {
            ReportCircle(syntax.Name, binding);
            return null;
        }

        if (!CheckBrackets(syntax, formal.Count, scope) || Indices(syntax, formal.Count, scope) is not { } indices)
            return null;
        outside?.AddRange(Inside(indices, dimension => graph.Size(formal[dimension])));
        if (!recurrence.Tables.TryGetValue(syntax.Name.Text, out string? table))
            return Used(new BoundDefinition(formal, Inside(recurrence, syntax.Name)), indices);
        axes.Relate(table, indices);
        Node state = graph.State(table, indices);
        axes.Place(state, syntax);
        recurrence.Places[state] = syntax.Place;
        return state;
    }

    /// <summary>What defines a table, with what it reads of others at the same position put in their place; null after an error.</summary>
    private Node? Resolved(OpenRecurrence recurrence, string name, IReadOnlyList<string> around)
    {
        if (recurrence.Resolved.TryGetValue(name, out Node? known))
            return known;
        if (around.Contains(name))
        {
            ReportCircle(definitions[name].Name, around);
            return null;
        }

        bool isValid = true;
        Node Here(Node node)
        {
            if (node.Op != Op.State || recurrence.NameOf(node) is not { } read || !IsAtItself(node, recurrence.Formal[read]))
                return node;
            Node? value = Resolved(recurrence, read, [.. around, name]);
            isValid &= value is not null;
            return value ?? node;
        }

        Node body = GraphWalk.Map(graph, [recurrence.Inside[name]!], Here)[0];
        return recurrence.Resolved[name] = isValid ? body : null;
    }

    private static bool IsAtItself(Node state, IReadOnlyList<Axis> formal) =>
        Enumerable.Range(0, formal.Count).All(dimension => state[dimension].Op == Op.Index && state[dimension].Over == formal[dimension]);

    /// <summary>The order of a recurrence; null where it has none.</summary>
    private IReadOnlyList<RecurrenceStep>? Order(OpenRecurrence recurrence)
    {
        List<StateRead> reads = [];
        List<Node> bodies = [.. recurrence.Group.Tables.Select(table => recurrence.Resolved[table]!)];
        Dictionary<Node, AxisSet> bound = GraphWalk.BoundAround(bodies);
        foreach (Node node in GraphWalk.WithoutBodies(bodies).Where(node => node.Op == Op.State))
        {
            if (recurrence.NameOf(node) is { } read)
                reads.Add(new StateRead(node.Args, recurrence.Formal[read], bound[node], recurrence.Places.TryGetValue(node, out TextRange at) ? at : definitions[read].Name.Place));
        }

        string name = recurrence.Group.Tables[0];
        IReadOnlyList<RecurrenceStep> order = Causality.Order(reads, recurrence.Formal[name], out IReadOnlyList<StateRead> unordered);
        if (unordered.Count == 0)
            return order;
        List<string> indices = [.. definitions[name].Indices.Select(index => index.Text)];
        string others = string.Concat(indices.Skip(1).Select(index => ", " + index));
        diagnostics.Report(Rules.NotCausal, unordered[0].Place, Text(unordered[0].Place), Head(name).Trim('\''), unordered.Count > 1
            ? $"'{Text(unordered[1].Place)}' is needed too, and no order of the indices computes all before"
            : $"refer to an earlier position, as '{name}[{indices[0]} - 1{others}]'");
        return null;
    }

    private void Complete(OpenRecurrence recurrence, IReadOnlyList<RecurrenceStep>? order)
    {
        if (order is null)
        {
            foreach (string name in recurrence.Members)
                bound[name] = new BoundDefinition(recurrence.Formal[name], null);
            return;
        }

        IReadOnlyList<string> tables = recurrence.Group.Tables;
        var made = new Recurrence([.. tables.Select(name => new RecurrenceTable(recurrence.Tables[name], recurrence.Formal[name]))], order);
        List<Node> bodies = [.. tables.Select(name => recurrence.Resolved[name]!)];
        List<Node> finished = [.. made.Tables.Select((table, i) => graph.Recur(made, i, Recurrence.Positions(graph, table), bodies))];
        foreach (string name in recurrence.Members)
        {
            int table = tables.ToList().IndexOf(name);
            Node value = table >= 0 ? finished[table] : Recurrence.Outside(graph, recurrence.Inside[name]!, [finished[0]]);
            bound[name] = new BoundDefinition(recurrence.Formal[name], value);
            if (!value.IsLeaf && !names.ContainsKey(value))
                names.Add(value, name);
        }
    }

    /// <summary>Reports a definition that leads back to itself by way of the others around it.</summary>
    private void ReportCircle(Token name, IEnumerable<string> around)
    {
        string circle = string.Join(" → ", around.SkipWhile(n => n != name.Text).Append(name.Text));
        diagnostics.Report(Rules.RecursiveDefinition, name.Place, name.Text, circle);
    }

    /// <summary>A recurrence and what is known of it while its definitions are bound.</summary>
    private sealed class OpenRecurrence(RecursiveGroup group)
    {
        public RecursiveGroup Group { get; } = group;

        public IReadOnlyList<string> Members => Group.Members;

        /// <summary>Whether its definitions are being bound.</summary>
        public bool IsOpen { get; set; }

        public Dictionary<string, IReadOnlyList<Axis>> Formal { get; } = new(StringComparer.Ordinal);

        /// <summary>The scopes of the definitions.</summary>
        public Dictionary<string, Scope> Scopes { get; } = new(StringComparer.Ordinal);

        /// <summary>What defines each value; null after an error.</summary>
        public Dictionary<string, Node?> Inside { get; } = new(StringComparer.Ordinal);

        /// <summary>The names of the tables.</summary>
        public Dictionary<string, string> Tables { get; } = new(StringComparer.Ordinal);

        /// <summary>Where tables are read.</summary>
        public Dictionary<Node, TextRange> Places { get; } = [];

        /// <summary>What defines each table, of which it reads none at the same position.</summary>
        public Dictionary<string, Node?> Resolved { get; } = new(StringComparer.Ordinal);

        /// <summary>The definition whose table a state is read of; null for one of another recurrence.</summary>
        public string? NameOf(Node state) => Tables.Where(table => table.Value == state.Name).Select(table => table.Key).FirstOrDefault();
    }
}
