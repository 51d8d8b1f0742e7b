using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission;

/// <summary>
/// Turns nodes into C# statements and expressions: a value that is used more than once, that the user named, or that grew long gets a
/// local of its own; the rest is written where it is used. The dialects differ in how an operation is spelled.
/// </summary>
internal abstract class ExpressionWriter(CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses)
{
    private const int Longest = 100;

    private readonly Dictionary<Node, Expression> known = [];

    /// <summary>What is written around this stretch of code, whose values are known here too.</summary>
    public ExpressionWriter? Outer { get; init; }

    protected abstract string LocalType(Node node);

    protected abstract Expression Operation(Node node);

    /// <summary>Declares where the value of a node is to be found.</summary>
    public void Define(Node node, string text) => known[node] = Expression.Of(text);

    /// <summary>The value as the name of a local or a field, or as a literal; <paramref name="isCall"/> where a property computes it.</summary>
    public string Pin(Node node, bool isCall = false)
    {
        Expression value = Value(node);
        if (!isCall && (node.IsConstant || IsName(value.Text)))
            return value.Text;
        string local = scope.Unique(names.Describe(node));
        code.Line($"{LocalType(node)} {local} = {value.Text};");
        known[node] = Expression.Of(local);
        return local;
    }

    public string Write(Node node, int precedence = 0) => Value(node).In(precedence);

    protected Expression Value(Node node)
    {
        if (IsKnown(node, out Expression value))
            return value;

        // Long chains are written arguments first, so that the recursion stays shallow.
        foreach (Node needed in Unwritten(node))
        {
            value = Operation(needed);
            bool isLeaf = needed.Args.Count == 0 || (needed.IsLeaf && needed.Op != Op.Element);
            bool isShared = uses.TryGetValue(needed, out int count) && count > 1;
            if (!isLeaf && (isShared || names.IsDefinition(needed) || value.Text.Length > Longest))
            {
                string local = scope.Unique(names.Describe(needed));
                code.Line($"{LocalType(needed)} {local} = {value.Text};");
                value = Expression.Of(local);
            }

            known[needed] = value;
        }

        return known[node];
    }

    /// <summary>Whether the value has been declared or written, here or around.</summary>
    public bool Knows(Node node) => IsKnown(node, out _);

    protected bool IsKnown(Node node, out Expression value) =>
        known.TryGetValue(node, out value) || (Outer is not null && Outer.IsKnown(node, out value));

    private static bool IsName(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '@' or '.') && !char.IsDigit(text[0]);

    protected virtual bool IsWrittenHere(Node node) => true;

    /// <summary>What has to be written for the node, in the order of a depth-first visit, which keeps related lines together.</summary>
    private List<Node> Unwritten(Node root)
    {
        var order = new List<Node>();
        var seen = new HashSet<Node>();
        var pending = new Stack<(Node Node, bool ArgsDone)>();
        pending.Push((root, false));
        while (pending.Count > 0)
        {
            (Node node, bool argsDone) = pending.Pop();
            if (argsDone)
            {
                order.Add(node);
                continue;
            }

            if (IsKnown(node, out _) || !seen.Add(node))
                continue;
            pending.Push((node, true));
            for (int i = node.Args.Count - 1; i >= 0 && IsWrittenHere(node) && node.Op != Op.Element; i--)
                pending.Push((node[i], false));
        }

        return order;
    }

    protected Expression Infix(Node node, string symbol, int precedence, bool associates) => new(
        $"{Write(node[0], precedence)} {symbol} {Write(node[1], associates ? precedence : precedence + 1)}", precedence);

    protected string Arguments(IEnumerable<Node> args) => string.Join(", ", args.Select(arg => Write(arg)));
}
