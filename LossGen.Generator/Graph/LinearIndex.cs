namespace LossGen.Generator.Graph;

/// <summary>Integers as sums: of multiples of positions along axes, of extents and of other integers.</summary>
internal static class LinearIndex
{
    private const int Largest = 1 << 20;

    /// <summary>The terms of a sum, each with what it is multiplied by, and the number that is added to them; null where a factor is too large or no integer.</summary>
    public static (IReadOnlyList<(Node Node, int Factor)> Terms, int Number)? Terms(Node value)
    {
        var terms = new SortedDictionary<int, (Node Node, double Factor)>();
        double number = 0;
        return Collect(value, 1, terms, ref number) && number == Math.Floor(number) && terms.Values.All(term => term.Factor == Math.Floor(term.Factor))
            ? ([.. terms.Values.Select(term => (term.Node, (int)term.Factor))], (int)number) : null;
    }

    /// <summary>The value as a multiple of the position along an axis and the rest, <c>(2, k - 1)</c> for <c>2 * h + k - 1</c> along h; null where it is no such sum. Equal rests are the same node.</summary>
    public static (int Factor, Node Other)? Of(GraphBuilder graph, Node value, Axis axis) =>
        Terms(value) is var (terms, number) && FactorOf(axis, terms) is { } factor ? (factor, Sum(graph, terms.Where(term => !term.Node.VariesOver(axis)), number)) : null;

    /// <summary>How much the value grows from one position along an axis to the next; null where it does not do so evenly.</summary>
    public static int? Factor(Node value, Axis axis) => Terms(value) is var (terms, _) ? FactorOf(axis, terms) : null;

    private static int? FactorOf(Axis axis, IEnumerable<(Node Node, int Factor)> terms)
    {
        List<(Node Node, int Factor)> varying = [.. terms.Where(term => term.Node.VariesOver(axis))];
        return varying.TrueForAll(term => term.Node.Op == Op.Index) ? varying.Sum(term => term.Factor) : null;
    }

    /// <summary>Adds the terms of a sum, each with what it is multiplied by; false where one is too large.</summary>
    private static bool Collect(Node value, double factor, SortedDictionary<int, (Node Node, double Factor)> terms, ref double number)
    {
        switch (value.Op)
        {
            case Op.Constant:
                number += factor * value.Value;
                return Math.Abs(number) < Largest;
            case Op.Negate:
                return Collect(value[0], -factor, terms, ref number);
            case Op.Add or Op.Subtract:
                return Collect(value[0], factor, terms, ref number) && Collect(value[1], value.Op == Op.Add ? factor : -factor, terms, ref number);
            case Op.Multiply when value[0].IsConstant:
                return Collect(value[1], factor * value[0].Value, terms, ref number);
            default:
                double sum = terms.TryGetValue(value.Id, out (Node Node, double Factor) before) ? before.Factor + factor : factor;
                terms.Remove(value.Id);
                if (sum != 0)
                    terms.Add(value.Id, (value, sum));
                return Math.Abs(sum) < Largest;
        }
    }

    private static Node Sum(GraphBuilder graph, IEnumerable<(Node Node, int Factor)> terms, int number)
    {
        Node? sum = null;
        foreach ((Node node, int factor) in terms.OrderBy(term => term.Factor < 0))
        {
            Node part = Math.Abs(factor) == 1 ? node : graph.Multiply(Math.Abs(factor), node);
            sum = factor > 0 ? sum is null ? part : graph.Add(sum, part) : sum is null ? graph.Negate(part) : graph.Subtract(sum, part);
        }

        return sum is null ? graph.Constant(number)
            : number == 0 ? sum
            : number > 0 ? graph.Add(sum, graph.Constant(number)) : graph.Subtract(sum, graph.Constant(-number));
    }
}
