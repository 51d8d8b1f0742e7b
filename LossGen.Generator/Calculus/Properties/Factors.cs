using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// A product, taken apart: a coefficient and powers of nodes. What cancels in it cancels where it is not 0, and where it is, the product is
/// undefined.
/// </summary>
internal sealed class Factors
{
    /// <summary>More factors than this are left together.</summary>
    private const int Most = 24;

    private readonly List<(Node Node, double Power)> powers = [];

    private Factors()
    {
    }

    public double Coefficient { get; private set; } = 1;

    /// <summary>Whether it is a choice between the product and 0.</summary>
    public bool MayBeZero { get; private set; }

    public IReadOnlyList<(Node Node, double Power)> Powers => powers;

    public static Factors Of(Node node)
    {
        var factors = new Factors();
        var pending = new Stack<(Node Node, double Power)>();
        pending.Push((node, 1));
        for (int i = 0; pending.Count > 0; i++)
        {
            (Node next, double power) = pending.Pop();
            IReadOnlyList<(Node, double)>? parts = i < Most ? factors.Parts(next, power) : null;
            if (parts is null)
                factors.Include(next, power);
            else
                foreach ((Node, double) part in parts)
                    pending.Push(part);
        }

        return factors;
    }

    /// <summary>The power of a node; 0 where it is no factor.</summary>
    public double PowerOf(Node node) => powers.FirstOrDefault(factor => ReferenceEquals(factor.Node, node)).Power;

    public void Include(Node node, double power)
    {
        int index = powers.FindIndex(factor => ReferenceEquals(factor.Node, node));
        power += index < 0 ? 0 : powers[index].Power;
        if (index < 0)
            powers.Add((node, power));
        else if (power == 0)
            powers.RemoveAt(index);
        else
            powers[index] = (node, power);
    }

    /// <summary>What a node is the product of; null where it is a factor.</summary>
    private IReadOnlyList<(Node, double)>? Parts(Node node, double power)
    {
        switch (node.Op)
        {
            case Op.Constant when power % 1 == 0 && node.Value != 0 && !double.IsInfinity(node.Value) && !double.IsNaN(node.Value):
                Coefficient *= Math.Pow(node.Value, power);
                return [];
            case Op.Negate when power % 1 == 0:
                Coefficient *= power % 2 == 0 ? 1 : -1;
                return [(node[0], power)];
            case Op.Multiply when Divides(node, power):
                return [(node[0], power), (node[1], power)];
            case Op.Divide when Divides(node, power):
                return [(node[0], power), (node[1], -power)];
            case Op.Select when power == 1 && (node[1].Is(0) || node[2].Is(0)):
                MayBeZero = true;
                return [(node[1].Is(0) ? node[2] : node[1], power)];
            case Op.Call when power == 1 && node.Calls(FunctionTable.TimesLog):
                return [(node[0], 1), (node[1], 1)];
            case Op.Call when power == 1 && node.Calls(FunctionTable.XOverY):
                return [(node[0], 1), (node[1], -1)];
            case Op.Call when node.Calls(FunctionTable.Exp) && SumInExponent(node[0]) is { } sum:
                return [(sum[0], power), (sum, -power)];
            case Op.Call when node.Calls(FunctionTable.Sqrt):
                return [(node[0], power / 2)];
            default:
                return null;
        }
    }

    /// <summary>The sum(exp(x)) of x - log(sum(exp(x))), of which the exponential is a softmax; null where the exponent is something else.</summary>
    private static Node? SumInExponent(Node exponent) =>
        exponent.Op == Op.Subtract && exponent[1].Calls(FunctionTable.Log) && exponent[1][0] is { Op: Op.Reduce, Reduction: Reduction.Sum } sum
        && sum[0].Calls(FunctionTable.Exp) && ReferenceEquals(sum[0][0], exponent[0]) ? sum : null;

    /// <summary>Whether the power of a product is the product of the powers; a root of negative factors is none.</summary>
    private static bool Divides(Node node, double power) => power % 1 == 0 || node.Args.All(arg => arg.Range.IsNonNegative);
}
