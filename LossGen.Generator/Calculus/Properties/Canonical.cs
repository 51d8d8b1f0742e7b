using System.Globalization;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// Brings values to a canonical form, in which sums and products are polynomials and even and odd functions have no sign inside: what is
/// equal on paper is then equal here, (p - y)^2 and (y - p)^2 for instance.
/// </summary>
internal sealed class Canonical
{
    // Names are short, since the spelling of a value that is used often would otherwise grow beyond all measure.
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Node Node, Interval Range)> atoms = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, Polynomial> known = [];

    public Polynomial Of(Node root)
    {
        foreach (Node node in GraphWalk.Unknown(root, known))
            known[node] = Form(node);

        return known[root];
    }

    /// <summary>The node of an atom, if the atom is not its opposite.</summary>
    public Node NodeOf(string atom) => atoms[atom].Node;

    /// <summary>The values that a polynomial can take.</summary>
    public Interval Range(Polynomial polynomial) => polynomial.Range(name => atoms[name].Range);

    /// <summary>
    /// The slope and the value at 0 of a polynomial in a leaf; null where it is not of degree 1 in it, or contains it inside of an atom.
    /// </summary>
    public (Polynomial Slope, Polynomial Offset)? AffineIn(Polynomial polynomial, Node leaf) =>
        CoefficientsIn(polynomial, leaf) is not { Count: <= 2 } coefficients ? null
        : coefficients.Count == 2 ? (coefficients[1], coefficients[0])
        : (Polynomial.Zero, coefficients[0]);

    /// <summary>The coefficients of the powers of a leaf; null where it stands inside of an atom too.</summary>
    public IReadOnlyList<Polynomial>? CoefficientsIn(Polynomial polynomial, Node leaf) =>
        polynomial.Terms.SelectMany(term => term.Powers.Keys).Distinct().Any(atom => Hides(atoms[atom].Node, leaf))
            ? null
            : polynomial.CoefficientsOf(names[Spelled(leaf)]);

    /// <summary>The polynomial as a formula.</summary>
    public string Text(Polynomial polynomial, Func<Node, string> print)
    {
        string Factor(KeyValuePair<string, int> power)
        {
            Node atom = atoms[power.Key].Node;
            string text = atom.Op is Op.Element or Op.Scalar or Op.Size or Op.Call or Op.Reduce ? print(atom) : $"({print(atom)})";
            return Math.Abs(power.Value) == 1 ? text : $"{text}^{Math.Abs(power.Value)}";
        }

        string Term(Polynomial.Term term)
        {
            List<string> above = [.. term.Powers.Where(power => power.Value > 0).Select(Factor)];
            string below = string.Concat(term.Powers.Where(power => power.Value < 0).Select(power => " / " + Factor(power)));
            double size = Math.Abs(term.Coefficient);
            if (size != 1 || above.Count == 0)
                above.Insert(0, Words.Number(size));
            return string.Join(" * ", above) + below;
        }

        return string.Concat(polynomial.Terms.Select((term, i) =>
            (i == 0 ? term.Coefficient < 0 ? "-" : "" : term.Coefficient < 0 ? " - " : " + ") + Term(term)));
    }

    private static bool Hides(Node atom, Node leaf) => !ReferenceEquals(atom, leaf) && GraphWalk.Reachable(atom).Contains(leaf);

    private Polynomial Form(Node node)
    {
        Polynomial Arg(int index) => known[node[index]];
        switch (node.Op)
        {
            case Op.Constant when !double.IsNaN(node.Value) && !double.IsInfinity(node.Value):
                return Polynomial.Constant(node.Value);
            case Op.Add or Op.Subtract when Arg(0).Terms.Count + Arg(1).Terms.Count <= 2 * Polynomial.MostTerms:
                return node.Op == Op.Add ? Arg(0) + Arg(1) : Arg(0) - Arg(1);
            case Op.Negate:
                return Arg(0).Times(-1);
            case Op.Multiply when CanMultiply(Arg(0), Arg(1)):
                return Arg(0) * Arg(1);
            case Op.Divide when !Arg(1).IsZero:
                return Quotient(node, Arg(0), Arg(1));
            case Op.Call:
                return Call(node);
            default:
                return Atom(Spelled(node), node, 1);
        }
    }

    private static bool CanMultiply(Polynomial left, Polynomial right) =>
        left.Terms.Count * right.Terms.Count <= Polynomial.MostTerms && left.Degree + right.Degree <= Polynomial.HighestPower;

    /// <summary>A quotient; of a sum in the divisor the sign is taken out.</summary>
    private Polynomial Quotient(Node node, Polynomial dividend, Polynomial divisor)
    {
        double sign = divisor.IsNegative ? -1 : 1;
        Polynomial reciprocal = divisor.Reciprocal()
            ?? Atom($"({divisor.Times(sign).Key})", node[1], sign).Reciprocal()!;
        return CanMultiply(dividend, reciprocal)
            ? dividend * reciprocal
            : Atom($"({dividend.Key})/({divisor.Key})", node, 1);
    }

    private Polynomial Call(Node node)
    {
        Function function = node.Function!;
        Polynomial[] args = [.. node.Args.Select(arg => known[arg])];
        double sign = 1;
        for (int i = 0; i < args.Length && function.Parity != Parity.None; i++)
        {
            if (!args[i].IsNegative)
                continue;
            args[i] = args[i].Times(-1);
            sign = function.Parity == Parity.Odd ? -sign : sign;
        }

        IEnumerable<string> keys = args.Select(arg => arg.Key);
        if (Commutes(function))
            keys = keys.OrderBy(key => key, StringComparer.Ordinal);
        return Atom($"{function.Name}({string.Join(",", keys)})", node, sign);
    }

    /// <summary>The value of a node that is an atom, or the atom with the other sign.</summary>
    private Polynomial Atom(string spelling, Node node, double sign)
    {
        if (!names.TryGetValue(spelling, out string? name))
        {
            name = "x" + names.Count.ToString("D4", CultureInfo.InvariantCulture);
            names.Add(spelling, name);
            atoms.Add(name, (node, sign < 0 ? -node.Range : node.Range));
        }

        return Polynomial.Atom(name).Times(sign);
    }

    private static bool Commutes(Function function) =>
        function == FunctionTable.Max || function == FunctionTable.Min || function == FunctionTable.LogAddExp || function == FunctionTable.Hypot;

    private string Spelled(Node node)
    {
        if (node.Op is Op.Less or Op.LessOrEqual)
            return $"{node.Op}({(known[node[0]] - known[node[1]]).Key})";
        IEnumerable<string> args = node.Args.Select(arg => known[arg].Key);
        if (node.Op is Op.And or Op.Or or Op.Equal or Op.NotEqual or Op.Add or Op.Multiply)
            args = args.OrderBy(key => key, StringComparer.Ordinal);
        string value = node.IsConstant || node.Op == Op.Scan ? node.Value.ToString("R", CultureInfo.InvariantCulture) : "";
        return $"{node.Op}{node.Reduction}{value}[{node.Name}{node.Over?.Index}]({string.Join(",", args)})";
    }
}
