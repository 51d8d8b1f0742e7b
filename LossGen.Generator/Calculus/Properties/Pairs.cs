using LossGen.Generator.Functions;
using LossGen.Generator.Graph;
using static LossGen.Generator.Functions.FunctionTable;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>Finds factors of a product that have a bound only together, and takes them out of it.</summary>
internal static class Pairs
{
    /// <summary>The bound of the pairs that were taken out; null where there are none.</summary>
    public static Interval? TakeOut(Factors product)
    {
        Interval? bound = null;
        while (Next(product) is { } next)
            bound = bound is { } before ? before * next : next;
        return bound;
    }

    /// <summary>
    /// Takes a share out of a product: x / sum(x), along an axis that the sum does not vary over any more. The shares add up to 1, so that
    /// the sum over the axis of a share times a value is a mean of the values.
    /// </summary>
    public static bool TakeShare(Factors product, Axis axis)
    {
        foreach ((Node sum, _) in product.Powers.Where(factor => factor.Power <= -1))
        {
            if (PlainSum(sum) is not { } body || sum.Over != axis || !body.Range.IsNonNegative || !Holds(product, body))
                continue;
            Remove(product, body);
            product.Include(sum, 1);
            return true;
        }

        return false;
    }

    private static Interval? Next(Factors product) =>
        Saturating(product) ?? Entropy(product) ?? Correlation(product) ?? WeightedMean(product) ?? Share(product) ?? Component(product);

    /// <summary>
    /// (1 - e^v)^y v e^v for v from 0 down and y from -1 on: v e^v / (1 - e^v) lies between -1 and 0, and the power of 1 - e^v that is left
    /// between 0 and 1.
    /// </summary>
    private static Interval? Saturating(Factors product)
    {
        foreach ((Node power, _) in product.Powers.Where(factor => factor.Power >= 1 && factor.Node.Calls(FunctionTable.Pow)))
        {
            if (Complement(power[0]) is not { } v || !v.Range.IsNonPositive || power[1].Range.Low < -1 || product.PowerOf(v) < 1
                || Exponential(product, v) is not { } exponential)
                continue;
            product.Include(power, -1);
            product.Include(v, -1);
            product.Include(exponential, -1);
            return new(-1, 0);
        }

        return null;
    }

    /// <summary>x log x, which has its minimum -1 / e at 1 / e.</summary>
    private static Interval? Entropy(Factors product)
    {
        foreach ((Node node, _) in product.Powers.Where(factor => factor.Power >= 1 && (factor.Node.Calls(Exp) || factor.Node.Calls(Sigmoid))))
        {
            if (LogOf(product, node) is not { } log)
                continue;
            product.Include(node, -1);
            product.Include(log, -1);
            return new(-Math.Exp(-1), 0);
        }

        return null;
    }

    /// <summary>sum(a b) over the roots of sum(a^2) and sum(b^2).</summary>
    private static Interval? Correlation(Factors product)
    {
        foreach ((Node sum, _) in product.Powers.Where(factor => factor.Power >= 1 && PlainSum(factor.Node) is not null))
        {
            if (CauchySchwarz(product, sum) is { } most)
                return new(-most, most);
        }

        return null;
    }

    /// <summary>sum(w x) / sum(w) for weights that are not negative, which lies among the values of x.</summary>
    private static Interval? WeightedMean(Factors product)
    {
        foreach ((Node sum, _) in product.Powers.Where(factor => factor.Power >= 1 && PlainSum(factor.Node) is not null))
        {
            Factors body = Factors.Of(sum[0]);
            foreach ((Node weights, _) in product.Powers.Where(factor => factor.Power <= -1))
            {
                if (PlainSum(weights) is not { } weight || weights.Over != sum.Over || !weight.Range.IsNonNegative || !Holds(body, weight))
                    continue;
                Remove(body, weight);
                if (body.Powers.Any(factor => factor.Power != 1))
                    continue;
                product.Include(sum, -1);
                product.Include(weights, 1);
                Interval values = body.Powers.Aggregate(Interval.Of(body.Coefficient), (all, factor) => all * factor.Node.Range);
                return body.MayBeZero ? values.Union(Interval.Of(0)) : values;
            }
        }

        return null;
    }

    /// <summary>A term of a sum of what is never negative, over the sum.</summary>
    private static Interval? Share(Factors product)
    {
        foreach ((Node sum, _) in product.Powers.Where(factor => factor.Power <= -1))
        {
            if (PlainSum(sum) is not { } body || !body.Range.IsNonNegative || Term(product, body, sum.Over!) is not { } term)
                continue;
            Remove(product, term);
            product.Include(sum, 1);
            return Interval.Unit;
        }

        return null;
    }

    /// <summary>u over the root of a sum of squares, that of u among them.</summary>
    private static Interval? Component(Factors product)
    {
        foreach ((Node sum, _) in product.Powers.Where(factor => factor.Power <= -0.5))
        {
            if (Squares(sum) is not { } squares || product.Powers.Where(factor => factor.Power >= 1).Select(factor => factor.Node)
                    .FirstOrDefault(value => CompositeReductions.IsTerm(value, squares.Body, squares.Axis)) is not { } component)
                continue;
            product.Include(component, -1);
            product.Include(sum, 0.5);
            return new(-1, 1);
        }

        return null;
    }

    private static Node? Exponential(Factors product, Node exponent) => product.Powers.Where(factor => factor.Power >= 1)
        .Select(factor => factor.Node).FirstOrDefault(node => node.Calls(Exp) && ReferenceEquals(node[0], exponent));

    /// <summary>The v of 1 - exp(v); null where the node is something else.</summary>
    private static Node? Complement(Node node) => node.Op == Op.Negate && node[0].Calls(Expm1) ? node[0][0] : null;

    /// <summary>The logarithm, from 0 down, of a factor between 0 and 1, where it is a factor too.</summary>
    private static Node? LogOf(Factors product, Node node)
    {
        Node? log = node.Calls(Exp)
            ? node[0].Range.IsNonPositive ? node[0] : null
            : product.Powers.Select(factor => factor.Node).FirstOrDefault(other => other.Calls(LogSigmoid) && ReferenceEquals(other[0], node[0]));
        return log is not null && product.PowerOf(log) >= 1 ? log : null;
    }

    /// <summary>|sum(a b)| is at most sqrt(sum(a^2)) sqrt(sum(b^2)), if these are divided by; null where they are not.</summary>
    private static double? CauchySchwarz(Factors product, Node sum)
    {
        Factors body = Factors.Of(sum[0]);
        List<(Node Node, double Power)> varying = [.. body.Powers.Where(factor => factor.Node.VariesOver(sum.Over!))];
        if (varying.Sum(factor => factor.Power) != 2 || varying.Any(factor => factor.Power < 1))
            return null;
        Node a = varying[0].Node, b = varying[varying.Count - 1].Node;
        var whole = Factors.Of(sum.Args[0]);
        foreach ((Node node, double power) in product.Powers)
            whole.Include(node, power);
        (Node Node, double Power)? first = LengthOf(whole, a, sum.Over!);
        if (first is not { } lengthOfA)
            return null;
        whole.Include(lengthOfA.Node, 0.5);
        if (LengthOf(whole, b, sum.Over!) is not { } lengthOfB)
            return null;
        product.Include(sum, -1);
        product.Include(lengthOfA.Node, 0.5);
        product.Include(lengthOfB.Node, 0.5);
        foreach ((Node node, double power) in body.Powers.Where(factor => !factor.Node.VariesOver(sum.Over!)))
            product.Include(node, power);
        return Math.Abs(body.Coefficient);
    }

    private static (Node Node, double Power)? LengthOf(Factors product, Node value, Axis axis)
    {
        foreach ((Node Node, double Power) factor in product.Powers)
        {
            if (factor.Power <= -0.5 && Squares(factor.Node) is { } squares && squares.Axis == axis && ReferenceEquals(squares.Body, value))
                return factor;
        }

        return null;
    }

    /// <summary>The u and the axis of sum(u^2), to which more that is not negative may be added.</summary>
    private static (Node Body, Axis Axis)? Squares(Node node)
    {
        if (node.Op == Op.Add)
        {
            return node[1].Range.IsNonNegative && Squares(node[0]) is { } left ? left
                : node[0].Range.IsNonNegative ? Squares(node[1]) : null;
        }

        return PlainSum(node) is { } body && Simplification.IsSquare(body) ? (body[0], node.Over!) : null;
    }

    private static Node? PlainSum(Node node) => node is { Op: Op.Reduce, Reduction: Reduction.Sum, Args.Count: 1 } ? node[0] : null;

    /// <summary>The factor that is a term of a sum with this body.</summary>
    private static Node? Term(Factors product, Node body, Axis axis)
    {
        Node? term = product.Powers.Where(factor => factor.Power >= 1).Select(factor => factor.Node)
            .FirstOrDefault(node => CompositeReductions.IsTerm(node, body, axis));
        return term ?? (Holds(product, body) ? body : null);
    }

    /// <summary>Whether all factors of a body are among those of the product.</summary>
    private static bool Holds(Factors product, Node body)
    {
        Factors parts = Factors.Of(body);
        return !parts.MayBeZero && parts.Coefficient == 1 && parts.Powers.Count > 0
            && parts.Powers.All(part => part.Power > 0 ? product.PowerOf(part.Node) >= part.Power : product.PowerOf(part.Node) <= part.Power);
    }

    private static void Remove(Factors product, Node factor)
    {
        if (product.PowerOf(factor) >= 1)
        {
            product.Include(factor, -1);
            return;
        }

        foreach ((Node node, double power) in Factors.Of(factor).Powers)
            product.Include(node, -power);
    }
}
