using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace LossGen.Generator.Graph;

/// <summary>Prints a graph in the notation of formulas. Parts that recur are not named, so that the text is cut where it grows too long.</summary>
internal sealed class FormulaPrinter
{
    private const int Conditional = 1, Or = 2, And = 3, Equality = 4, Relation = 5, Sum = 6, Product = 7, Sign = 8, Power = 9, Atom = 10;

    private readonly StringBuilder text = new();
    private readonly int longest;
    private readonly IReadOnlyDictionary<Node, string>? names;

    // With one axis, indices are left out, as they may be in formulas.
    private readonly bool showsAxes;

    private FormulaPrinter(Node node, int longest, IReadOnlyDictionary<Node, string>? names, bool showsIndices)
    {
        showsAxes = showsIndices || node.Mentions.Count > 1 || GraphWalk.Reachable(node).Any(part => part.Op is Op.Recur or Op.State || (part.Op == Op.Element && part.Args.Any(index => index.Op != Op.Index)));
        this.longest = longest;
        this.names = names;
    }

    /// <summary>The node as a formula, cut after <paramref name="longest"/> characters.</summary>
    public static string Print(Node node, int longest = 400, IReadOnlyDictionary<Node, string>? names = null, bool showsIndices = false)
    {
        var printer = new FormulaPrinter(node, longest, names, showsIndices);
        printer.Write(node, 0);
        return printer.text.Length > longest ? printer.text.ToString(0, longest) + " ..." : printer.text.ToString();
    }

    private void Write(Node node, int minimum)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (text.Length > longest)
            return;
        if (names is not null && names.TryGetValue(node, out string? name))
        {
            text.Append(name);
            return;
        }

        if (IsGuardedSum(node))
            node = node[2];
        int precedence = Precedence(node);
        if (precedence < minimum)
            text.Append('(');
        WriteBare(node, precedence);
        if (precedence < minimum)
            text.Append(')');
    }

    private static bool IsSquare(Node node) => node.Op == Op.Multiply && ReferenceEquals(node[0], node[1]);

    /// <summary>s == 0 ? 0 : s, by which log(s) has no infinite gradient where s is 0.</summary>
    private static bool IsGuardedSum(Node node) => node.Op == Op.Select && node[0].Op == Op.Equal && node[1].Is(0)
        && ReferenceEquals(node[0][0], node[2]) && node[0][1].Is(0);

    private static int Precedence(Node node) => node.Op switch
    {
        Op.Add when Calculus.CompositeReductions.LogSumExpOf(node[0], node[1]) is not null => Atom,
        Op.Constant => node.Value < 0 ? Sign : Atom,
        Op.Select => Conditional,
        Op.Or => Or,
        Op.And => And,
        Op.Equal or Op.NotEqual => Equality,
        Op.Less or Op.LessOrEqual => Relation,
        Op.Add or Op.Subtract => Sum,
        Op.Divide when Calculus.CompositeReductions.IsMean(node) => Atom,
        Op.Multiply when IsSquare(node) => Power,
        Op.Multiply or Op.Divide => Product,
        Op.Negate or Op.Not => Sign,
        _ when node.Function == Functions.FunctionTable.Pow => Power,
        _ => node.Function?.Notation is { } notation ? Precedence(notation) : Atom,
    };

    private static int Precedence(string notation) =>
        char.IsLetter(notation[0]) && notation[notation.Length - 1] == ')' ? Atom : notation.IndexOf('?') >= 0 ? Conditional : notation.IndexOf(" - ", StringComparison.Ordinal) >= 0 ? Sum : Product;

    private void WriteBare(Node node, int precedence)
    {
        switch (node.Op)
        {
            case Op.Constant:
                text.Append(node.Value == Math.PI ? "pi" : double.IsPositiveInfinity(node.Value) ? "inf"
                    : double.IsNegativeInfinity(node.Value) ? "-inf" : node.Value.ToString("R", CultureInfo.InvariantCulture));
                break;
            case Op.Element or Op.Scalar or Op.State or Op.Recur:
                text.Append(node.Name);
                WriteIndices(node);
                break;
            case Op.Index:
                text.Append(node.Over!.Name);
                break;
            case Op.Size:
                text.Append("size(").Append(node.Over!.Name).Append(')');
                break;
            case Op.Scan:
                text.Append("cumsum[").Append(node.Over!.Name).Append("](");
                Write(node[0], 0);
                text.Append(')');
                break;
            case Op.Negate or Op.Not:
                text.Append(node.Op == Op.Negate ? '-' : '!');
                Write(node[0], precedence);
                break;
            case Op.Select:
                Write(node[0], precedence + 1);
                text.Append(" ? ");
                Write(node[1], precedence + 1);
                text.Append(" : ");
                Write(node[2], precedence);
                break;
            case Op.Call when node.Function!.Notation is { } notation:
                WriteNotation(notation, node.Args);
                break;
            case Op.Call when precedence == Atom:
                WriteCall(node.Function!.Name, node.Args);
                break;
            case Op.Reduce:
                WriteReduction(node.Reduction switch { Reduction.Product => "prod", Reduction.Shift => "max", _ => node.Reduction.ToString().ToLowerInvariant() }, node);
                break;
            case Op.Add when precedence == Atom:
                (Node body, Node sum) = Calculus.CompositeReductions.LogSumExpOf(node[0], node[1])!.Value;
                WriteReduction("logsumexp", sum, body);
                break;
            case Op.Subtract when Shifted(node) is { } difference:
                WriteShifted(node, difference.Body, difference.Sum);
                break;
            case Op.Divide when precedence == Atom:
                WriteReduction("mean", node[0]);
                break;
            case Op.Multiply when precedence == Power:
                Write(node[0], Atom);
                text.Append("^2");
                break;
            case Op.Less or Op.LessOrEqual when node.IsReversed:
                Write(node[1], precedence);
                text.Append(node.Op == Op.Less ? " > " : " >= ");
                Write(node[0], precedence + 1);
                break;
            default:
                Write(node[0], precedence == Power ? Atom : precedence);
                text.Append(Symbol(node));
                Write(node[1], precedence == Power ? Sign : node.Op is Op.Add or Op.Multiply or Op.And or Op.Or ? precedence : precedence + 1);
                break;
        }
    }

    private void WriteIndices(Node element)
    {
        if (!showsAxes || element.Args.Count == 0)
            return;
        text.Append('[');
        WriteList(element.Indices);
        text.Append(']');
    }

    private void WriteCall(string name, IReadOnlyList<Node> args)
    {
        text.Append(name).Append('(');
        WriteList(args);
        text.Append(')');
    }

    private void WriteList(IReadOnlyList<Node> nodes)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            if (i > 0)
                text.Append(", ");
            Write(nodes[i], 0);
        }
    }

    /// <summary>Writes the notation with the arguments in the places of {0} and {1}, and all from the second on in the place of {1..}.</summary>
    private void WriteNotation(string notation, IReadOnlyList<Node> args)
    {
        for (int i = 0; i < notation.Length; i++)
        {
            if (notation[i] == '{' && notation[i + 2] == '.')
            {
                WriteList([.. args.Skip(notation[i + 1] - '0')]);
                i += 4;
            }
            else if (notation[i] == '{')
            {
                bool isBracketed = i > 0 && notation[i - 1] == '(' && i + 3 < notation.Length && notation[i + 3] == ')';
                Write(args[notation[i + 1] - '0'], isBracketed ? 0 : Sign);
                i += 2;
            }
            else
                text.Append(notation[i]);
        }
    }

    /// <summary>The logarithm of a sum in x - max(x) - log(sum(exp(x - max(x)))), which is x - logsumexp(x), or in its negative.</summary>
    private static (Node Body, Node Sum)? Shifted(Node node)
    {
        Node difference = node[0].Op == Op.Subtract ? node[0] : node[1], log = node[0].Op == Op.Subtract ? node[1] : node[0];
        return difference.Op == Op.Subtract ? Calculus.CompositeReductions.LogSumExpOf(difference[1], log) : null;
    }

    private void WriteShifted(Node node, Node body, Node sum)
    {
        bool isFirst = node[0].Op == Op.Subtract;
        if (isFirst)
        {
            Write(node[0][0], Sum);
            text.Append(" - ");
        }

        WriteReduction("logsumexp", sum, body);
        if (!isFirst)
        {
            text.Append(" - ");
            Write(node[1][0], Sum + 1);
        }
    }

    private void WriteReduction(string name, Node reduction, Node? body = null)
    {
        text.Append(name);
        if (reduction.Args.Count > 1 || showsAxes)
        {
            text.Append('[').Append(reduction.Over!.Name);
            if (reduction.Args.Count > 1)
            {
                text.Append(" | ");
                Write(reduction[1], 0);
            }

            text.Append(']');
        }

        text.Append('(');
        Write(body ?? reduction[0], 0);
        text.Append(')');
    }

    private static string Symbol(Node node) => node.Op switch
    {
        Op.Add => " + ",
        Op.Subtract => " - ",
        Op.Multiply => " * ",
        Op.Divide => " / ",
        Op.Less => " < ",
        Op.LessOrEqual => " <= ",
        Op.Equal => " == ",
        Op.NotEqual => " != ",
        Op.And => " && ",
        Op.Or => " || ",
        _ => "^",
    };
}
