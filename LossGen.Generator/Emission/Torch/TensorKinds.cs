using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Torch;

/// <summary>What holds a value in the operations of torch.</summary>
internal enum TensorKind
{
    /// <summary>A long of C#: sizes, options and constants.</summary>
    PlainInteger,

    /// <summary>A double of C#.</summary>
    PlainNumber,

    /// <summary>A tensor of long.</summary>
    Integers,

    /// <summary>A tensor of the type that the call computes in.</summary>
    Numbers,

    /// <summary>A tensor of bool.</summary>
    Conditions,
}

/// <summary>Finds what holds each value: what is the same for a whole call and no tensor's is arithmetic of C#, and positions stay integers.</summary>
/// <param name="isTensor">Whether a scalar of the graph is a tensor of one element.</param>
internal sealed class TensorKinds(Func<string, bool> isTensor)
{
    private const double LargestLiteral = 1e9;

    private readonly Dictionary<Node, TensorKind> known = [];

    public TensorKind Of(Node root)
    {
        foreach (Node node in GraphWalk.Unknown(root, known))
            known[node] = Find(node);
        return known[root];
    }

    private TensorKind Find(Node node)
    {
        switch (node.Op)
        {
            case Op.Constant:
                return node.IsIntegral && Math.Abs(node.Value) <= LargestLiteral ? TensorKind.PlainInteger : TensorKind.PlainNumber;
            case Op.Size:
                return TensorKind.PlainInteger;
            case Op.Scalar when !isTensor(node.Name!):
                return node.IsInteger ? TensorKind.PlainInteger : TensorKind.PlainNumber;
            case Op.Index:
                return TensorKind.Integers;
            case Op.Element:
                return node.IsInteger ? TensorKind.Integers : TensorKind.Numbers;
            case Op.Add or Op.Subtract or Op.Multiply or Op.Negate:
                return Widest(node.Args);
            case Op.Divide:
                return Widest(node.Args) is TensorKind.PlainInteger or TensorKind.PlainNumber ? TensorKind.PlainNumber : TensorKind.Numbers;
            case Op.Select:
                return AsTensor(Widest(node.Args.Skip(1)));
            case Op.Call:
                return node.Function!.KeepsIntegers ? AsTensor(Widest(node.Args)) : TensorKind.Numbers;
            case Op.Reduce:
                return node.Reduction == Reduction.Count ? TensorKind.Integers : AsTensor(Of(node[0]));
            case Op.Scan:
                return AsTensor(Of(node[0]));
            default:
                return node.IsCondition ? TensorKind.Conditions : TensorKind.Numbers;
        }
    }

    private static TensorKind AsTensor(TensorKind kind) => kind == TensorKind.Integers ? kind : TensorKind.Numbers;

    private TensorKind Widest(IEnumerable<Node> args)
    {
        List<TensorKind> kinds = [.. args.Select(arg => known[arg])];
        bool isTensor = kinds.Any(kind => kind >= TensorKind.Integers);
        bool isInteger = kinds.All(kind => kind is TensorKind.PlainInteger or TensorKind.Integers);
        return isTensor ? isInteger ? TensorKind.Integers : TensorKind.Numbers : isInteger ? TensorKind.PlainInteger : TensorKind.PlainNumber;
    }
}
