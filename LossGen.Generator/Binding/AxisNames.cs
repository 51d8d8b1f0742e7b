using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>
/// The index names of a formula, read off its syntax before anything is bound: in which order loops over them nest (as they stand in the
/// brackets of tensors, the innermost last), and which of them run over the same dimension of a tensor.
/// </summary>
internal sealed class AxisNames
{
    private const string Elided = "";

    private readonly IReadOnlyDictionary<string, ParameterModel> parameters;
    private readonly HashSet<string> bound = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly List<(string Outer, string Inner)> nested = [], reduced = [];
    private readonly Dictionary<string, string> parents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NameSyntax> accesses = new(StringComparer.Ordinal);
    private readonly HashSet<string> definitions;
    private readonly HashSet<string> indexed = new(StringComparer.Ordinal);

    public AxisNames(FormulaSyntax formula, IReadOnlyDictionary<string, ParameterModel> parameters)
    {
        this.parameters = parameters;
        definitions = [.. formula.Definitions.Select(definition => definition.Name.Text)];
        List<ExpressionSyntax> all = [formula.Result, .. formula.Definitions.Select(definition => definition.Body)];
        foreach (DefinitionSyntax definition in formula.Definitions)
            bound.UnionWith(definition.Indices.Select(index => index.Text));
        foreach (NameSyntax name in all.SelectMany(SyntaxWalk.Names))
        {
            if (IsBinder(name))
                bound.UnionWith(Simple(name.Indices!));
        }

        foreach (NameSyntax name in SyntaxWalk.Names(formula.Result))
            Read(name);
        foreach (DefinitionSyntax definition in formula.Definitions)
        {
            // What a definition is given for each of comes before what it is reduced over.
            foreach (Token index in definition.Indices)
                Append(index.Text);
            foreach (NameSyntax name in SyntaxWalk.Names(definition.Body))
            {
                Read(name);
                if (IsBinder(name))
                    reduced.AddRange(from outer in definition.Indices from inner in Simple(name.Indices!) where outer.Text != inner select (outer.Text, inner));
            }
        }

        Sort();
        if (parents.ContainsKey(Elided) && accesses.Keys.All(tensor => Rank(tensor) == 1))
        {
            // Where the index of one tensor is left out, all tensors of one dimension share the axis.
            foreach (string dimension in indexed)
                Union(dimension, Elided);
        }

        // Where no tensor has an index, the one name is that of their axis: mean[i](p - y).
        if (parents.ContainsKey(Elided) && accesses.Count == 0 && order.Count == 1)
            Union(order[0], Elided);
        if (order.Count == 0)
        {
            order.Add("i");
            Union("i", Elided);
        }

        DefaultName = order.FirstOrDefault(name => Root(name) == Root(Elided)) ?? order[0];
        if (Root(DefaultName) != Root(Elided) && !parents.ContainsKey(Elided))
            Union(DefaultName, Elided);
        else if (Root(DefaultName) != Root(Elided))
            DefaultName = Unused();
    }

    /// <summary>Whether no name of the formula runs over the axis of tensors whose index is left out, while names run over others.</summary>
    public bool IsElidedUnnamed { get; private set; }

    /// <summary>The name of the axis of tensors whose index is left out.</summary>
    public string DefaultName { get; }

    /// <summary>All names, outer loops first.</summary>
    public IReadOnlyList<string> Order => order;

    /// <summary>Whether the name is bound by a reduction or a definition somewhere.</summary>
    public bool IsBound(string name) => bound.Contains(name);

    /// <summary>The number of dimensions of a tensor: of its first access.</summary>
    public int Rank(string parameter) => FirstAccess(parameter) is { Indices.Count: > 1 and int rank } ? rank : 1;

    /// <summary>Where the tensor first stands with an index, which says how many dimensions it has; null where it nowhere does.</summary>
    public NameSyntax? FirstAccess(string parameter) => accesses.TryGetValue(parameter, out NameSyntax? first) ? first : null;

    /// <summary>The first name that runs over a dimension of a tensor; null where none does.</summary>
    public string? NameOf(string parameter, int dimension) => order.FirstOrDefault(name => AreAlike(name, Dimension(parameter, dimension)));

    /// <summary>Whether two names run over the same dimension of some tensor.</summary>
    public bool AreAlike(string first, string second) => Root(first) == Root(second);

    /// <summary>Whether the tensor is used without an index, or not at all.</summary>
    public bool IsElided(string parameter) => !accesses.ContainsKey(parameter);

    private static IEnumerable<string> Simple(IEnumerable<ExpressionSyntax> indices) =>
        indices.OfType<NameSyntax>().Where(index => index is { Indices: null, Arguments: null }).Select(index => index.Name.Text);

    private bool IsBinder(NameSyntax name) => name.Indices is not null && !parameters.ContainsKey(name.Name.Text)
        && !definitions.Contains(name.Name.Text) && Callables.Contains(name.Name.Text);

    private void Read(NameSyntax name)
    {
        bool isTensor = parameters.TryGetValue(name.Name.Text, out ParameterModel? parameter) && parameter.IsTensor;
        if (name.Indices is null)
        {
            if (isTensor && name.Arguments is null)
                Union(Dimension(name.Name.Text, 0), Elided);
            return;
        }

        string? outer = null;
        if (isTensor && !accesses.ContainsKey(name.Name.Text))
            accesses.Add(name.Name.Text, name);
        for (int i = 0; i < name.Indices.Count; i++)
        {
            if (Axis(name.Indices[i]) is not { } index)
                continue;
            Append(index);
            if (!isTensor)
                continue;
            Union(Dimension(name.Name.Text, i), index);
            indexed.Add(Dimension(name.Name.Text, i));
            if (outer is not null && outer != index)
                nested.Add((outer, index));
            outer = index;
        }
    }

    /// <summary>The index name of i and of i + 1; null for other indices.</summary>
    private string? Axis(ExpressionSyntax index) => index switch
    {
        NameSyntax { Indices: null, Arguments: null } name => IsValue(name.Name.Text) ? null : name.Name.Text,
        BinarySyntax { Operator.Kind: TokenKind.Plus or TokenKind.Minus, Right: NumberSyntax } shift => Axis(shift.Left),
        _ => null,
    };

    private bool IsValue(string name) => !bound.Contains(name) && (parameters.ContainsKey(name) || definitions.Contains(name));

    private static string Dimension(string parameter, int dimension) =>
        parameter + "." + dimension.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void Append(string name)
    {
        if (!order.Contains(name))
            order.Add(name);
    }

    /// <summary>Sorts by nesting, that of tensors before that of definitions; names that nothing tells apart stay as they came.</summary>
    private void Sort()
    {
        var left = new List<string>(order);
        bool IsOutermost(string name, List<(string Outer, string Inner)> pairs) => !pairs.Exists(pair => pair.Inner == name && left.Contains(pair.Outer));
        order.Clear();
        while (left.Count > 0)
        {
            List<string> outermost = left.FindAll(name => IsOutermost(name, nested));
            string next = outermost.Find(name => IsOutermost(name, reduced)) ?? outermost.FirstOrDefault() ?? left[0];
            left.Remove(next);
            order.Add(next);
        }
    }

    private string Unused()
    {
        string name = "i";
        while (order.Contains(name) || parameters.ContainsKey(name) || definitions.Contains(name))
            name += "i";
        order.Add(name);
        Union(name, Elided);
        IsElidedUnnamed = true;
        return name;
    }

    private string Root(string name)
    {
        while (parents.TryGetValue(name, out string? parent) && parent != name)
            name = parent;
        return name;
    }

    private void Union(string first, string second)
    {
        parents[Root(first)] = Root(second);
        if (!parents.ContainsKey(Root(second)))
            parents[Root(second)] = Root(second);
    }
}
