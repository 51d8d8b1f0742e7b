using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Torch;

/// <summary>Where the values of a graph come from in the operations of torch.</summary>
/// <param name="Graph">The name of the parameter that has the operations.</param>
/// <param name="Axes">The local of each axis.</param>
/// <param name="Tensors">The number of each tensor.</param>
/// <param name="Options">How each option is written, as a double or a long.</param>
/// <param name="Upstream">The name of the upstream gradient.</param>
internal sealed record TensorSources(
    string Graph, IReadOnlyDictionary<Axis, string> Axes, IReadOnlyDictionary<string, int> Tensors, IReadOnlyDictionary<string, string> Options, string Upstream);

/// <summary>Spells a graph in operations of torch: operators of tensors, and the methods of LossGen.Torch.TensorGraph.</summary>
internal sealed class TensorGraphWriter(
    CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses, TensorSources sources)
    : ExpressionWriter(code, scope, names, uses)
{
    private readonly TensorKinds kinds = new(sources.Tensors.ContainsKey);

    /// <summary>The value as a tensor of numbers.</summary>
    public string Numbers(Node node) => kinds.Of(node) == TensorKind.Numbers ? Write(node) : Call("Number", Write(node));

    protected override string LocalType(Node node) => "var";

    protected override Expression Operation(Node node) => node.Op switch
    {
        Op.Constant => Constant(node),
        Op.Size => Expression.Of(Call("Size", sources.Axes.First(pair => pair.Key.Extent == node.Over!.Extent).Value)),
        Op.Index => Expression.Of(Call("Position", sources.Axes[node.Over!])),
        Op.Scalar => sources.Tensors.TryGetValue(node.Name!, out int tensor) ? Expression.Of(Call("Read", $"{tensor}")) : Option(node),
        Op.Element => Expression.Of(Element(node)),
        Op.Add => Arithmetic(node, "+", Expression.Additive),
        Op.Subtract => Arithmetic(node, "-", Expression.Additive),
        Op.Multiply => Arithmetic(node, "*", Expression.Multiplicative),
        Op.Divide => Arithmetic(node, "/", Expression.Multiplicative),
        Op.Negate => new Expression("-" + Write(node[0], Expression.Atom), Expression.Unary),
        Op.Less or Op.LessOrEqual => Relation(node),
        Op.Equal or Op.NotEqual when ReferenceEquals(node[0], node[1]) => IsNumber(node),
        Op.Equal or Op.NotEqual => Comparison(node[0], node.Op == Op.Equal ? "==" : "!=", node[1], Expression.Equality),
        Op.And => new Expression($"{Condition(node[0], Expression.And)} & {Condition(node[1], Expression.And)}", Expression.And),
        Op.Or => new Expression($"{Condition(node[0], Expression.Or)} | {Condition(node[1], Expression.Or)}", Expression.Or),
        Op.Not => new Expression("~" + Condition(node[0], Expression.Unary), Expression.Unary),
        Op.Select => Expression.Of(Call("Select", Condition(node[0], 0), Branch(node, 1), Branch(node, 2))),
        Op.Call => Expression.Of(Call(node.Function!.Spelling, [.. node.Args.Select(arg => Like(node, arg))])),
        Op.Reduce => Expression.Of(Reduction(node)),
        Op.Scan => Expression.Of(Call(node.IsReversedScan ? "SumFrom" : "SumUpTo", sources.Axes[node.Over!], Like(node, node[0]))),
        _ => throw new InvalidOperationException($"No operation of torch for {node.Op}."),
    };

    private string Call(string method, params string[] arguments) => $"{sources.Graph}.{method}({string.Join(", ", arguments)})";

    private bool IsPlain(Node node) => kinds.Of(node) is TensorKind.PlainInteger or TensorKind.PlainNumber;

    private Expression Constant(Node node) => new(
        kinds.Of(node) == TensorKind.PlainInteger ? $"{(long)node.Value}" : Identifiers.Literal(node.Value),
        node.Value < 0 ? Expression.Unary : Expression.Atom);

    private Expression Option(Node node)
    {
        string text = sources.Options[node.Name!];
        return new Expression(text, text[0] == '(' ? Expression.Unary : Expression.Atom);
    }

    private string Element(Node node)
    {
        IEnumerable<string> axes = node.Args.Where(index => index.Op == Op.Index).Select(index => sources.Axes[index.Over!]);
        if (node.Name == sources.Upstream)
            return Call("Upstream", [.. axes]);
        string tensor = $"{sources.Tensors[node.Name!]}";
        return node.Args.All(index => index.Op == Op.Index) && node.Args.Distinct().Count() == node.Args.Count
            ? Call("Read", [tensor, .. axes])
            : Call("Pick", [tensor, .. node.Args.Select(Integers)]);
    }

    private string Integers(Node node) => kinds.Of(node) == TensorKind.Integers ? Write(node) : Call("Integer", Write(node));

    /// <summary>An argument as a tensor that holds what the node does: integers or numbers.</summary>
    private string Like(Node node, Node arg) => kinds.Of(node) == TensorKind.Integers ? Integers(arg) : Numbers(arg);

    /// <summary>A branch of a choice, of which one at most is no tensor.</summary>
    private string Branch(Node select, int branch) =>
        kinds.Of(select) == TensorKind.Numbers && IsPlain(select[branch]) && !IsPlain(select[3 - branch]) ? Write(select[branch]) : Like(select, select[branch]);

    private string Condition(Node node, int precedence) => node.IsConstant ? Call("Condition", node.Is(0) ? "false" : "true") : Write(node, precedence);

    /// <summary>Numbers and integers in one operation are numbers; what is plain stays so, except that two integers would be divided as such.</summary>
    private Expression Arithmetic(Node node, string symbol, int precedence)
    {
        bool isQuotient = node.Op == Op.Divide && node.Args.All(arg => kinds.Of(arg) == TensorKind.PlainInteger);
        string left = isQuotient ? node[0].IsConstant ? Identifiers.Literal(node[0].Value) : "(double)" + Write(node[0], Expression.Unary) : Operand(node, 0, precedence);
        return new Expression($"{left} {symbol} {Operand(node, 1, precedence + 1)}", precedence);
    }

    private string Operand(Node node, int argument, int precedence) =>
        kinds.Of(node) == TensorKind.Numbers && kinds.Of(node[argument]) == TensorKind.Integers ? Numbers(node[argument]) : Write(node[argument], precedence);

    /// <summary>The larger side may stand on the left, as in formulas: x > 0.</summary>
    private Expression Relation(Node node)
    {
        string end = node.Op == Op.Less ? "" : "=";
        return node.IsReversed || IsPlain(node[0])
            ? Comparison(node[1], ">" + end, node[0], Expression.Relation)
            : Comparison(node[0], "<" + end, node[1], Expression.Relation);
    }

    private Expression Comparison(Node left, string symbol, Node right, int precedence)
    {
        if (IsPlain(left) && !IsPlain(right) && precedence == Expression.Equality)
            (left, right) = (right, left);
        string written = IsPlain(left) ? Numbers(left) : Write(left, precedence + 1);
        return new Expression($"{written} {symbol} {Write(right, precedence + 1)}", precedence);
    }

    private Expression IsNumber(Node node)
    {
        string isNaN = $"{Numbers(node[0])}.IsNaN()";
        return node.Op == Op.Equal ? new Expression("~" + isNaN, Expression.Unary) : Expression.Of(isNaN);
    }

    private string Reduction(Node node)
    {
        string axis = sources.Axes[node.Over!];
        if (node.Reduction == Graph.Reduction.Count)
            return Call("Count", axis, Condition(node[0], 0));
        if (node is { IsSumOfProducts: true, Args.Count: 1 } && kinds.Of(node) == TensorKind.Numbers)
            return Call("SumOfProducts", axis, Numbers(node[0][0]), Numbers(node[0][1]));
        IEnumerable<string> mask = node.Args.Count > 1 ? [Condition(node[1], 0)] : [];
        return Call($"{node.Reduction}", [axis, Like(node, node[0]), .. mask]);
    }
}
