using System.Globalization;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission;

/// <summary>Names for values, read off what they are: <c>sigmoidZ</c>, <c>pMinusY</c>, <c>sumOfESquared</c>.</summary>
internal sealed class NodeNames(IReadOnlyDictionary<Node, string> definitions)
{
    private const int Longest = 28;

    /// <summary>A name for the node; one word for what it is where the full description is too long.</summary>
    public string Describe(Node node) => Full(node, depth: 0) is { Length: <= Longest } full ? full : Word(node);

    public bool IsDefinition(Node node) => definitions.ContainsKey(node);

    private string? Full(Node node, int depth)
    {
        if (definitions.TryGetValue(node, out string? defined))
            return defined;
        if (depth > 4)
            return null;
        string? left = node.Args.Count > 0 ? Full(node[0], depth + 1) : null;
        string? right = node.Args.Count > 1 ? Full(node[1], depth + 1) : null;
        string? Infix(string word) => left is null || right is null ? null : left + word + Identifiers.Capitalized(right);
        string? Prefix(string word) => left is null ? null : word + Identifiers.Capitalized(left);
        return node.Op switch
        {
            Op.Element => node.Name + Picked(node),
            Op.Scalar => node.Name,
            Op.Size => "size",
            Op.Index => node.Over!.Name.All(c => char.IsLetterOrDigit(c) || c == '_') ? node.Over.Name : "position",
            Op.Constant => Number(node.Value),
            Op.Add => Infix("Plus"),
            Op.Subtract => Infix("Minus"),
            Op.Multiply when ReferenceEquals(node[0], node[1]) => left is null ? null : left + "Squared",
            Op.Multiply => Infix("Times"),
            Op.Divide => Infix("Over"),
            Op.Negate => Prefix("minus"),
            Op.Reduce => Prefix(ReductionWord(node.Reduction)),
            Op.Call when node.Args.Count == 1 => Prefix(node.Function!.Name),
            Op.Call when node.Args.Count == 2 && right is not null => Prefix(node.Function!.Name) + Identifiers.Capitalized(right),
            Op.Less or Op.LessOrEqual when node.IsReversed => left is null || right is null
                ? null
                : right + (node.Op == Op.Less ? "Above" : "AtLeast") + Identifiers.Capitalized(left),
            Op.Less => Infix("Below"),
            Op.LessOrEqual => Infix("UpTo"),
            Op.Equal => Infix("Equals"),
            Op.NotEqual => Infix("Differs"),
            _ => null,
        };
    }

    /// <summary>How an element that does not stand at plain positions is told from its neighbours.</summary>
    private string Picked(Node element)
    {
        Node? index = element.Args.FirstOrDefault(arg => arg.Op != Op.Index);
        return index is null ? "" : "At" + (Full(index, 4) is { } name ? Identifiers.Capitalized(name) : "Index");
    }

    private static string? Number(double value) => value switch
    {
        0 => "zero",
        0.5 => "half",
        1 => "one",
        2 => "two",
        _ when value == Math.Floor(value) && value is > 0 and < 1000 => "n" + value.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string ReductionWord(Reduction reduction) => reduction switch
    {
        Reduction.Sum => "sumOf",
        Reduction.Max or Reduction.Shift => "largest",
        Reduction.Min => "smallest",
        Reduction.Product => "productOf",
        _ => "countOf",
    };

    private static string Word(Node node) => node.Op switch
    {
        Op.Add => "sum",
        Op.Subtract => "difference",
        Op.Multiply when node.Varies => "product",
        Op.Multiply or Op.Divide when !node.Varies => "scale",
        Op.Divide => "quotient",
        Op.Negate => "negative",
        Op.Select => "chosen",
        Op.Reduce => node.Reduction switch { Reduction.Sum => "total", Reduction.Count => "matching", _ => "extremum" },
        Op.Call => node.Function!.Name + "Value",
        _ when node.IsCondition => "isSet",
        _ => "value",
    };
}
