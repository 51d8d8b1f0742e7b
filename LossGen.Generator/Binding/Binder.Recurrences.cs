using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>
/// Definitions that refer to themselves, or to each other, at earlier positions. One that is referred to at the same position is put in its place;
/// those that are referred to at others are the tables of the recurrence.
/// </summary>
internal sealed partial class Binder
{
    private readonly Dictionary<string, OpenRecurrence> recurring = new(StringComparer.Ordinal);

    private void FindRecurrences()
    {
        foreach (string name in parameters.Keys)
            graph.Table(name);
        foreach (IReadOnlyList<string> group in RecursiveGroups.Find(definitions))
        {
            var recurrence = new OpenRecurrence(group);
            foreach (string name in group)
                recurring.Add(name, recurrence);
        }
    }

    /// <summary>Binds all definitions of a recurrence.</summary>
    private void BindRecurrence(OpenRecurrence recurrence)
    {
        recurrence.IsOpen = true;
        TextRange outerPlace = place;
        foreach (string name in recurrence.Members)
            recurrence.Formal[name] = [.. definitions[name].Indices.Select(index => axes.Bind(index.Text, Scope.Outermost(isFree: false), index.Place))];
        bool isValid = HaveSameIndices(recurrence);
        foreach (string name in recurrence.Members)
            isValid &= !isValid || Inside(recurrence, definitions[name].Name) is { IsCondition: false };
        recurrence.IsOpen = false;
        place = outerPlace;
        IReadOnlyList<RecurrenceStep> order = isValid ? Order(recurrence) : [];
        Complete(recurrence, isValid && order.Count > 0 ? order : null);
    }

    private bool HaveSameIndices(OpenRecurrence recurrence)
    {
        string first = recurrence.Members[0];
        if (recurrence.Members.FirstOrDefault(name => !AxisSet.Of(recurrence.Formal[name]).Equals(AxisSet.Of(recurrence.Formal[first]))) is not { } other)
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
            ReportCircle(name);
            return null;
        }

        binding.Add(name.Text);
        Scope scope = Scope.Outermost(isFree: false);
        DefinitionSyntax definition = definitions[name.Text];
        for (int i = 0; i < definition.Indices.Count; i++)
            scope = scope.With(definition.Indices[i].Text, recurrence.Formal[name.Text][i]);
        Node? node = Number(definition.Body, scope with { ReducesElided = true });
        binding.RemoveAt(binding.Count - 1);
        return recurrence.Inside[name.Text] = node;
    }

    /// <summary>A use of a definition of the recurrence that is being bound.</summary>
    private Node? State(NameSyntax syntax, OpenRecurrence recurrence, Scope scope, List<Node>? outside)
    {
        IReadOnlyList<Axis> formal = recurrence.Formal[syntax.Name.Text];
        if (syntax.Indices is null)
        {
            ReportCircle(syntax.Name);
            return null;
        }

        if (!CheckBrackets(syntax, formal.Count, scope) || Indices(syntax, formal.Count, scope) is not { } indices)
            return null;
        if (indices.Select((index, dimension) => index.Op == Op.Index && index.Over == formal[dimension]).All(isSame => isSame))
            return Inside(recurrence, syntax.Name);
        outside?.AddRange(Inside(indices, dimension => graph.Size(formal[dimension])));
        RelateToTable(indices, formal);
        if (!recurrence.Tables.TryGetValue(syntax.Name.Text, out string? table))
        {
            table = recurrence.Tables[syntax.Name.Text] = graph.Table(syntax.Name.Text);
            axes.Define(table, formal);
        }

        Node state = graph.State(table, indices);
        axes.Place(state, syntax);
        recurrence.Reads.Add(new StateRead(indices, formal, syntax.Place));
        return state;
    }

    /// <summary>A position along an axis that a table is read at has the extent of the table's.</summary>
    private static void RelateToTable(IReadOnlyList<Node> indices, IReadOnlyList<Axis> formal)
    {
        for (int dimension = 0; dimension < indices.Count; dimension++)
        {
            if (AxisTable.Shifted(indices[dimension]) is { } axis)
                axis.Extent = formal[dimension];
        }
    }

    private IReadOnlyList<RecurrenceStep> Order(OpenRecurrence recurrence)
    {
        IReadOnlyList<Axis> formal = recurrence.Formal[recurrence.Members[0]];
        IReadOnlyList<RecurrenceStep> order = Causality.Order(recurrence.Reads, formal, out IReadOnlyList<StateRead> unordered);
        if (unordered.Count == 0)
            return order;
        string name = recurrence.Members[0];
        foreach (StateRead read in unordered.Take(1))
        {
            string axis = definitions[name].Indices[0].Text;
            diagnostics.Report(Rules.NotCausal, read.Place, Text(read.Place), Head(name).Trim('\''), unordered.Count > 1 && unordered.Count == recurrence.Reads.Count
                ? $"'{Text(unordered[1].Place)}' is needed too, and no order of the indices computes both before"
                : $"refer to an earlier position, as '{name}[{axis} - 1{string.Concat(definitions[name].Indices.Skip(1).Select(index => ", " + index.Text))}]'");
        }

        return [];
    }

    private void Complete(OpenRecurrence recurrence, IReadOnlyList<RecurrenceStep>? order)
    {
        if (order is null)
        {
            foreach (string name in recurrence.Members)
                bound[name] = new BoundDefinition(recurrence.Formal[name], null);
            return;
        }

        List<string> tables = [.. recurrence.Members.Where(recurrence.Tables.ContainsKey)];
        var made = new Recurrence([.. tables.Select(name => new RecurrenceTable(recurrence.Tables[name], recurrence.Formal[name]))], order);
        List<Node> bodies = [.. tables.Select(name => recurrence.Inside[name]!)];
        List<Node> finished = [.. made.Tables.Select((table, i) => graph.Recur(made, i, Recurrence.Positions(graph, table), bodies))];
        foreach (string name in recurrence.Members)
        {
            int table = tables.IndexOf(name);
            Node value = table >= 0 ? finished[table] : Recurrence.Outside(graph, recurrence.Inside[name]!, [finished[0]]);
            bound[name] = new BoundDefinition(recurrence.Formal[name], value);
            if (!value.IsLeaf && !names.ContainsKey(value))
                names.Add(value, name);
        }
    }

    private void ReportCircle(Token name)
    {
        string circle = string.Join(" → ", binding.SkipWhile(n => n != name.Text).Append(name.Text));
        diagnostics.Report(Rules.RecursiveDefinition, name.Place, name.Text, circle);
    }

    /// <summary>A recurrence and what is known of it while its definitions are bound.</summary>
    private sealed class OpenRecurrence(IReadOnlyList<string> members)
    {
        public IReadOnlyList<string> Members { get; } = members;

        /// <summary>Whether its definitions are being bound.</summary>
        public bool IsOpen { get; set; }

        public Dictionary<string, IReadOnlyList<Axis>> Formal { get; } = new(StringComparer.Ordinal);

        /// <summary>What defines each value; null after an error.</summary>
        public Dictionary<string, Node?> Inside { get; } = new(StringComparer.Ordinal);

        /// <summary>The tables of the values that are read at other positions.</summary>
        public Dictionary<string, string> Tables { get; } = new(StringComparer.Ordinal);

        public List<StateRead> Reads { get; } = [];
    }
}
