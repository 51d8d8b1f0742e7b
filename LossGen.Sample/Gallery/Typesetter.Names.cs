using System.Xml.Linq;
using LossGen.Generator.Syntax;

namespace LossGen.Sample.Gallery;

internal static partial class Typesetter
{
    /// <summary>The longest argument of exp that is set as an exponent, in characters.</summary>
    private const int LongestExponent = 14;

    /// <summary>What is said of one argument with the axes below the name.</summary>
    private static readonly HashSet<string> Reductions =
    [
        "argmax", "argmin", "count", "cumsum", "logsoftmax", "logsumexp", "max", "mean", "min", "norm", "prod", "softmax", "sum",
    ];

    private static Typeset Named(NameSyntax name)
    {
        string text = name.Name.Text;
        XElement[] indices = [.. (name.Indices ?? []).Select(Expression)];
        if (name.Arguments is null)
            return new(Access(text, indices), Binding.Atom);
        if (name.Arguments is [var body] && Reductions.Contains(text))
            return Reduction(text, Below(indices, name.Filter), body);
        if (indices.Length > 0)
            throw new NotSupportedException($"{text} with indices cannot be typeset.");
        return Function(text, name.Arguments);
    }

    /// <summary>The axes, and after a bar the condition.</summary>
    private static XElement? Below(XElement[] axes, ExpressionSyntax? filter) =>
        filter is not null ? MathMl.Row(MathMl.Separated(axes), MathMl.Operator("∣"), Expression(filter))
        : axes.Length > 0 ? MathMl.Separated(axes)
        : null;

    private static Typeset Reduction(string name, XElement? below, ExpressionSyntax body)
    {
        if (name == "norm")
        {
            XElement norm = MathMl.Fenced("‖", "‖", Expression(body));
            return new(below is null ? norm : new XElement("msub", norm, below), Binding.Atom);
        }

        string symbol = name switch { "sum" => "∑", "prod" => "∏", _ => name };
        XElement inner = char.IsLetter(symbol[0]) ? Of(body).Within(Binding.Fraction) : Of(body).Within(Binding.BigOperator);
        return new(MathMl.Row(MathMl.BigOperator(symbol, below), MathMl.Space("0.25em"), inner), Binding.BigOperator);
    }

    private static Typeset Function(string name, IReadOnlyList<ExpressionSyntax> arguments)
    {
        XElement[] parts = [.. arguments.Select(Expression)];
        return (name, parts) switch
        {
            ("abs", [var x]) => new(MathMl.Fenced("|", "|", x), Binding.Atom),
            ("floor", [var x]) => new(MathMl.Fenced("⌊", "⌋", x), Binding.Atom),
            ("ceil", [var x]) => new(MathMl.Fenced("⌈", "⌉", x), Binding.Atom),
            ("sqrt", [var x]) => new(new XElement("msqrt", x), Binding.Atom),
            ("cbrt", [var x]) => new(new XElement("mroot", x, new XElement("mn", 3)), Binding.Atom),
            ("square", [_]) => new(MathMl.Power(Of(arguments[0]).Within(Binding.Atom), new XElement("mn", 2)), Binding.Power),
            ("pow", [_, var exponent]) => new(MathMl.Power(Of(arguments[0]).Within(Binding.Atom), exponent), Binding.Power),
            ("exp", [var x]) when x.Value.Length <= LongestExponent && !x.DescendantsAndSelf("mfrac").Any() =>
                new(MathMl.Power(MathMl.Name("e"), x), Binding.Power),
            ("sigmoid", _) => Call("σ", parts),
            ("lgamma", _) => Call("log Γ", parts),
            ("digamma", _) => Call("ψ", parts),
            ("sign", _) => Call("sgn", parts),
            _ => Call(name, parts),
        };
    }

    private static Typeset Call(string name, XElement[] arguments) =>
        new(MathMl.Row(new XElement("mi", name), MathMl.Operator("\u2061"), MathMl.Fenced("(", ")", MathMl.Separated(arguments))), Binding.Atom);
}
