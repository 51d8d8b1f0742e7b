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

    protected abstract string LocalType(Node node);

    protected abstract Expression Operation(Node node);

    /// <summary>Declares where the value of a node is to be found.</summary>
    public void Define(Node node, string text) => known[node] = Expression.Of(text);

    public string Write(Node node, int precedence = 0) => Value(node).In(precedence);

    protected Expression Value(Node node)
    {
        if (known.TryGetValue(node, out Expression value))
            return value;

        // Long chains are written arguments first, so that the recursion stays shallow.
        foreach (Node needed in Unwritten(node))
        {
            value = Operation(needed);
            bool isLeaf = needed.Args.Count == 0;
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

            if (known.ContainsKey(node) || !seen.Add(node))
                continue;
            pending.Push((node, true));
            for (int i = node.Args.Count - 1; i >= 0 && IsWrittenHere(node); i--)
                pending.Push((node[i], false));
        }

        return order;
    }

    protected Expression Infix(Node node, string symbol, int precedence, bool associates) => new(
        $"{Write(node[0], precedence)} {symbol} {Write(node[1], associates ? precedence : precedence + 1)}", precedence);

    protected string Arguments(IEnumerable<Node> args) => string.Join(", ", args.Select(arg => Write(arg)));
}
