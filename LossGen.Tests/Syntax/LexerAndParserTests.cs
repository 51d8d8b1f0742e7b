using System.Globalization;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Syntax;

namespace LossGen.Tests.Syntax;

/// <summary>The tree of a formula, shown with every operation in parentheses.</summary>
public sealed class LexerAndParserTests
{
    [Theory]
    [InlineData("-x^2", "(-(x ^ 2))")]
    [InlineData("2^3^2", "(2 ^ (3 ^ 2))")]
    [InlineData("x^-2", "(x ^ (-2))")]
    [InlineData("x^-y^2", "(x ^ (-(y ^ 2)))")]
    [InlineData("-x * y", "((-x) * y)")]
    [InlineData("x * -y", "(x * (-y))")]
    [InlineData("--x", "(-(-x))")]
    [InlineData("+x", "x")]
    [InlineData("x - y - z", "((x - y) - z)")]
    [InlineData("x - (y - z)", "(x - (y - z))")]
    [InlineData("x / y / z", "((x / y) / z)")]
    [InlineData("x + y * z", "(x + (y * z))")]
    [InlineData("2 * x ^ 2", "(2 * (x ^ 2))")]
    public void Arithmetic_binds_as_in_mathematics(string formula, string tree) => Assert.Equal(tree, Tree(formula));

    [Theory]
    [InlineData("x + 1 < y * 2", "((x + 1) < (y * 2))")]
    [InlineData("x < y == z >= w", "((x < y) == (z >= w))")]
    [InlineData("a < b && c != d || e <= f", "(((a < b) && (c != d)) || (e <= f))")]
    [InlineData("a || b && c", "(a || (b && c))")]
    [InlineData("!a && b", "((!a) && b)")]
    [InlineData("!(a && b)", "(!(a && b))")]
    public void Comparisons_bind_weaker_than_arithmetic_and_stronger_than_logic(string formula, string tree) =>
        Assert.Equal(tree, Tree(formula));

    [Theory]
    [InlineData("a ? b : c", "(a ? b : c)")]
    [InlineData("a ? b : c ? d : e", "(a ? b : (c ? d : e))")]
    [InlineData("a ? b ? c : d : e", "(a ? (b ? c : d) : e)")]
    [InlineData("a < b ? c + 1 : d - 1", "((a < b) ? (c + 1) : (d - 1))")]
    [InlineData("a ? b : c + d", "(a ? b : (c + d))")]
    [InlineData("(a ? b : c) + d", "((a ? b : c) + d)")]
    public void A_conditional_groups_to_the_right(string formula, string tree) => Assert.Equal(tree, Tree(formula));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("12", 12)]
    [InlineData("1.5", 1.5)]
    [InlineData("1.", 1)]
    [InlineData(".5", 0.5)]
    [InlineData("1e3", 1000)]
    [InlineData("1.5E-3", 0.0015)]
    [InlineData("2e+2", 200)]
    [InlineData("1e-999", 0)]
    [InlineData("0.1", 0.1)]
    [InlineData("179769313486231570000000000000000000000e270", 1.7976931348623157e308)]
    public void Numbers_are_written_as_in_CSharp(string formula, double value)
    {
        FormulaSyntax syntax = Parse(formula, out DiagnosticBag diagnostics);
        Assert.Empty(diagnostics.Items);
        Assert.Equal(value, Assert.IsType<NumberSyntax>(syntax.Result).Value);
    }

    [Theory]
    [InlineData("f()", "f()")]
    [InlineData("f(x, y + 1)", "f(x, (y + 1))")]
    [InlineData("x[i]", "x[i]")]
    [InlineData("x[i, j + 1]", "x[i, (j + 1)]")]
    [InlineData("mean[i](x[i])", "mean[i](x[i])")]
    [InlineData("mean[i | x[i] > 0](x[i])", "mean[i | (x[i] > 0)](x[i])")]
    [InlineData("mean[| x > 0](x)", "mean[ | (x > 0)](x)")]
    [InlineData("mean(mean(x))^2", "(mean(mean(x)) ^ 2)")]
    [InlineData("_x1 + été + αβ", "((_x1 + été) + αβ)")]
    [InlineData(" \t\r\n x\n+\ty ", "(x + y)")]
    public void Names_take_indices_filters_and_arguments(string formula, string tree) => Assert.Equal(tree, Tree(formula));

    [Theory]
    [InlineData("mean(e^2) where e = x - y", "mean((e ^ 2)) where e = (x - y)")]
    [InlineData("e = x - y; mean(e^2)", "mean((e ^ 2)) where e = (x - y)")]
    [InlineData("mean(a * b) where a = x, b[i] = y[i]", "mean((a * b)) where a = x, b[i] = y[i]")]
    [InlineData("a = x; b[i] = a; a * b where c = 1", "(a * b) where a = x, b[i] = a, c = 1")]
    [InlineData("e where e = a == b ? 1 : 0", "e where e = ((a == b) ? 1 : 0)")]
    [InlineData("x * wherever", "(x * wherever)")]
    public void Definitions_follow_where_or_come_first_with_a_semicolon(string formula, string tree) => Assert.Equal(tree, Tree(formula));

    [Fact]
    public void Several_errors_show_at_once()
    {
        const string Formula = "mean(2p + 0.5f * x) where e = x ** 2, f = , g = y & 1";
        Parse(Formula, out DiagnosticBag diagnostics);
        Assert.Equal(["2p", "f", "**", ",", "&"], diagnostics.Items.OrderBy(d => d.Place.Start).Select(d => Text(Formula, d.Place)));
    }

    [Theory]
    [InlineData("mean(x - y]")]
    [InlineData("mean((x - y)")]
    [InlineData("e = x, mean(e)")]
    [InlineData("mean(x y)")]
    [InlineData("a < b < c")]
    [InlineData("x − y")]
    [InlineData("x × y")]
    [InlineData("x ≤ y ? 1 : 0")]
    public void One_slip_gives_one_error(string formula)
    {
        Parse(formula, out DiagnosticBag diagnostics);
        Assert.Single(diagnostics.Items);
    }

    [Fact]
    public void The_place_of_an_expression_spans_its_characters()
    {
        const string Formula = "  a + mean[i | b[i] > 0]( c[i] )  ";
        var sum = Assert.IsType<BinarySyntax>(Parse(Formula, out _).Result);
        Assert.Equal("a + mean[i | b[i] > 0]( c[i] )", Text(Formula, sum.Place));
        Assert.Equal("+", Text(Formula, sum.Operator.Place));
        Assert.Equal("mean[i | b[i] > 0]( c[i] )", Text(Formula, sum.Right.Place));
        Assert.Equal("b[i] > 0", Text(Formula, Assert.IsType<NameSyntax>(sum.Right).Filter!.Place));
    }

    [Fact]
    public void Not_more_errors_are_reported_than_a_reader_can_take_in()
    {
        Parse(string.Join(" + ", Enumerable.Repeat("x ** 2", 50)), out DiagnosticBag diagnostics);
        Assert.Equal(25, diagnostics.Items.Count);
        Assert.True(diagnostics.HasErrors);
    }

    private static FormulaSyntax Parse(string formula, out DiagnosticBag diagnostics)
    {
        diagnostics = new DiagnosticBag();
        return Parser.Parse(formula, diagnostics);
    }

    private static string Text(string formula, TextRange place) => formula.Substring(place.Start, place.Length);

    private static string Tree(string formula)
    {
        FormulaSyntax syntax = Parse(formula, out DiagnosticBag diagnostics);
        Assert.Empty(diagnostics.Items);
        IEnumerable<string> definitions = syntax.Definitions.Select(definition =>
            definition.Name.Text + (definition.Indices.Count > 0 ? $"[{string.Join(", ", definition.Indices.Select(index => index.Text))}]" : "")
            + " = " + Show(definition.Body, formula));
        return Show(syntax.Result, formula) + (syntax.Definitions.Count > 0 ? " where " + string.Join(", ", definitions) : "");
    }

    private static string Show(ExpressionSyntax expression, string formula) => expression switch
    {
        NumberSyntax number => number.Value.ToString(CultureInfo.InvariantCulture),
        UnarySyntax unary => $"({(unary.Operator == TokenKind.Minus ? "-" : "!")}{Show(unary.Operand, formula)})",
        BinarySyntax binary => $"({Show(binary.Left, formula)} {Text(formula, binary.Operator.Place)} {Show(binary.Right, formula)})",
        ConditionalSyntax conditional =>
            $"({Show(conditional.Condition, formula)} ? {Show(conditional.WhenTrue, formula)} : {Show(conditional.WhenFalse, formula)})",
        NameSyntax name => name.Name.Text
            + (name.Indices is null ? "" : $"[{List(name.Indices, formula)}{(name.Filter is null ? "" : " | " + Show(name.Filter, formula))}]")
            + (name.Arguments is null ? "" : $"({List(name.Arguments, formula)})"),
        _ => "?",
    };

    private static string List(IReadOnlyList<ExpressionSyntax> items, string formula) =>
        string.Join(", ", items.Select(item => Show(item, formula)));
}
