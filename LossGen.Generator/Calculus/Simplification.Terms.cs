using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>Rules for the terms of a sum: factors and conditions inside of them that do not vary along it are taken out.</summary>
internal static partial class Simplification
{
    /// <summary>The sum times such a factor, or under such a condition; null where its terms have none. Factors that are the same for the whole call stay where they are.</summary>
    private static Node? WithoutPart(GraphBuilder graph, Axis axis, Node term, Node? mask)
    {
        List<Node> parts = GraphWalk.Reachable([term], _ => true, node => node.Op is Op.Multiply or Op.Divide or Op.Select);
        if (parts.Any(part => part.Varies && !part.VariesOver(axis)) && WithoutFactor(graph, term, part => part.Varies && !part.VariesOver(axis)) is var (factor, ofFactor))
            return graph.Multiply(factor, graph.Sum(axis, ofFactor, mask));
        bool hasCondition = parts.Any(part => part.Op == Op.Select && HoldingConditions.Conjuncts(part[0]).Any(condition => !condition.VariesOver(axis)));
        return hasCondition && WithoutCondition(graph, axis, term) is var (condition, ofCondition)
            ? graph.Select(condition, graph.Sum(axis, ofCondition, mask), graph.Zero) : null;
    }

    /// <summary>What does not vary over the axis of the condition of a term, and the term without it; null where there is none.</summary>
    private static (Node Condition, Node Other)? WithoutCondition(GraphBuilder graph, Axis axis, Node term)
    {
        if (term.Op == Op.Multiply && ReferenceEquals(term[0], term[1]))
            return WithoutCondition(graph, axis, term[0]) is var (common, squared) ? (common, graph.Square(squared)) : null;
        if (term.Op == Op.Multiply)
        {
            return IsFiniteAnyhow(term[0]) && WithoutCondition(graph, axis, term[1]) is var (right, ofRight) ? (right, graph.Multiply(term[0], ofRight))
                : IsFiniteAnyhow(term[1]) && WithoutCondition(graph, axis, term[0]) is var (left, ofLeft) ? (left, graph.Multiply(ofLeft, term[1]))
                : null;
        }

        if (term.Op != Op.Select || !term[2].Is(0))
            return null;
        ILookup<bool, Node> conditions = HoldingConditions.Conjuncts(term[0]).ToLookup(condition => condition.VariesOver(axis));
        if (!conditions.Contains(false))
            return WithoutCondition(graph, axis, term[1]) is var (inner, ofInner) ? (inner, graph.Select(term[0], ofInner, term[2])) : null;
        return (conditions[false].Aggregate(graph.And), conditions.Contains(true) ? graph.Select(conditions[true].Aggregate(graph.And), term[1], term[2]) : term[1]);
    }

    /// <summary>
    /// A factor of a term that can be taken out, and the term without it; null where there is none. Both factors of a square have it, and keep it, see
    /// <see cref="MoveFactorOut"/>. Out of a branch goes what is finite whether or not the condition holds.
    /// </summary>
    private static (Node Factor, Node Other)? WithoutFactor(GraphBuilder graph, Node term, Func<Node, bool> isTaken)
    {
        switch (term.Op)
        {
            case Op.Multiply when isTaken(term[0]):
                return (term[0], term[1]);
            case Op.Multiply when isTaken(term[1]):
                return (term[1], term[0]);
            case Op.Multiply when ReferenceEquals(term[0], term[1]):
                return null;
            case Op.Multiply:
                return WithoutFactor(graph, term[0], isTaken) is var (left, ofLeft) ? (left, graph.Multiply(ofLeft, term[1]))
                    : WithoutFactor(graph, term[1], isTaken) is var (right, ofRight) ? (right, graph.Multiply(term[0], ofRight))
                    : null;
            case Op.Divide:
                return WithoutFactor(graph, term[0], isTaken) is var (divided, ofDivided) ? (divided, graph.Divide(ofDivided, term[1])) : null;
            case Op.Select when term[2].Is(0):
                return WithoutFactor(graph, term[1], part => isTaken(part) && IsFiniteAnyhow(part) && IsReadAnyhow(part)) is var (chosen, ofChosen)
                    ? (chosen, graph.Select(term[0], ofChosen, term[2])) : null;
            default:
                return null;
        }
    }

    /// <summary>Whether finite parameters make the value finite, also where a condition keeps it from being used: 1 / count is not.</summary>
    private static bool IsFiniteAnyhow(Node node)
    {
        static bool IsArithmetic(Node inner) => inner.Op is Op.Add or Op.Subtract or Op.Multiply or Op.Negate or Op.Select;
        return GraphWalk.Reachable([node], _ => true, IsArithmetic).All(inner => IsArithmetic(inner) || inner.IsCondition || inner.IsFinite || inner.Op == Op.Element);
    }

    /// <summary>Whether no condition is needed to keep the elements that it reads inside.</summary>
    private static bool IsReadAnyhow(Node node) => GraphWalk.Reachable(node).All(read => read.Op != Op.Element || read.Args.All(index => index.Op == Op.Index));
}
