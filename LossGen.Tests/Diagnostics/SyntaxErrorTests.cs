using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Diagnostics;

/// <summary>LOSSGEN020 and LOSSGEN021: what is underlined («so») and what the message says.</summary>
public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("mean((p - y)^«2»", "Expected ')', but the formula ends")]
    [InlineData("mean((p - y)^2)«)»", "')' has no '(' before it")]
    [InlineData("mean(p - y«]»", "Expected ')', but there is ']'")]
    [InlineData("mean(p - «)»", "Expected an expression, but there is ')'")]
    [InlineData("mean(p + «*» y)", "Expected an expression, but there is '*'")]
    [InlineData("mean(p > 0 ? p«)»", "Expected ':' and the value where the condition does not hold")]
    [InlineData("mean(p)«]»", "']' has no '[' before it")]
    [InlineData("mean(p) «mean»(y)", "An operator is missing before 'mean' (a product is written with '*')")]
    [InlineData("mean(p)«(»y)", "An operator is missing before '('")]
    [InlineData("mean(p)«,» mean(y)", "',' separates arguments and definitions after 'where'; there is only one result")]
    [InlineData("mean(p)«;»", "';' ends a definition; there is only one result, and it comes last")]
    [InlineData("mean(p) «|» mean(y)", "'or' is written '||'; a filter is written 'mean[i | condition](...)'")]
    [InlineData("mean(p) «:» mean(y)", "':' has no meaning here")]
    public void Brackets_and_operators_must_fit(string formula, string phrase) =>
        Marked.Formula("LOSSGEN020", DiagnosticSeverity.Error, formula, phrase);

    [Theory]
    [InlineData("mean((p - y) «**» 2)", "a power is written '^'")]
    [InlineData("mean[i | p > 0 «&» y > 0](p)", "'and' is written '&&'")]
    [InlineData("mean(p «×» y)", "a product is written '*'")]
    [InlineData("mean(p «·» y)", "a product is written '*'")]
    [InlineData("mean(p «÷» y)", "a quotient is written '/'")]
    [InlineData("mean((p «−» y)^2)", "a minus is written '-'")]
    [InlineData("mean(p «–» y)", "a minus is written '-'")]
    [InlineData("mean[i | p «≤» y](p)", "write '<='")]
    [InlineData("mean[i | p «≥» y](p)", "write '>='")]
    [InlineData("mean[i | p «≠» y](p)", "write '!='")]
    [InlineData("mean((p - y)«²»)", "a square is written '^2'")]
    [InlineData("mean((p - y)«³»)", "a cube is written '^3'")]
    [InlineData("mean(«√»(p))", "a square root is written 'sqrt(...)'")]
    [InlineData("mean(p * «π»)", "write 'pi'")]
    [InlineData("max(min(p), -«∞»)", "write 'inf'")]
    [InlineData("«Σ»(p - y)", "write 'sum(...)'")]
    [InlineData("mean(«@»p)", "a parameter is written without '@'")]
    [InlineData("mean(«.p»)", "a number needs a digit beside the point")]
    [InlineData("mean(«{»p)", "group with '(' and ')'")]
    [InlineData("mean(«$»p)", "it has no meaning in a formula")]
    [InlineData("mean(«$€»p)", "it has no meaning in a formula")]
    [InlineData("mean(«2p»)", "A product needs its '*': write '2 * p', not '2p'")]
    [InlineData("mean(«2(»p - y))", "A product needs its '*'")]
    [InlineData("mean(0.5«f» * p)", "A number has no suffix here: write '0.5'")]
    [InlineData("mean(«1e999» * p)", "The number '1e999' is too large")]
    [InlineData("mean(p «=» y ? 1 : p)", "'=' defines a name; a comparison is written '=='")]
    [InlineData("mean(0 < p «<» 1 ? p : y)", "Comparisons cannot be chained: write 'a < b && b < c'")]
    [InlineData("sum[i](p[i + 1] ?? «-y[i] *» 2)", "Parentheses have to say what '??' takes: '?? (-y[i] * ...)', or '(... ?? -y[i]) * ...'")]
    [InlineData("sum[i](p[i] == p[i - 1] ?? «0 -» y[i] ? 1 : 0)", "Parentheses have to say what '??' takes: '?? (0 - ...)', or '(... ?? 0) - ...'")]
    public void Slips_from_mathematics_and_other_languages_are_explained(string formula, string phrase) =>
        Marked.Formula("LOSSGEN020", DiagnosticSeverity.Error, formula, phrase);

    [Theory]
    [InlineData("mean(p) wher«e»", "Expected a definition, 'name = expression', but the formula ends")]
    [InlineData("mean(e) where e «p» - y", "Expected '=' after 'e', but there is 'p'")]
    [InlineData("mean(p) where «2» = y", "Expected a definition, 'name = expression', but there is '2'")]
    [InlineData("e = p - y«,» mean(e)", "Expected ';' after a definition, but there is ','")]
    [InlineData("mean[i](e[i]) where e[i «=» p[i]", "Expected ']', but there is '='")]
    public void A_definition_is_a_name_and_an_expression(string formula, string phrase) =>
        Marked.Formula("LOSSGEN020", DiagnosticSeverity.Error, formula, phrase);

    [Fact]
    public void Nesting_has_a_limit() => Marked.Formula(
        "LOSSGEN021", DiagnosticSeverity.Error, new string('(', 100) + "«p»" + new string(')', 100),
        "expressions nested more than 100 deep");

    [Fact]
    public void The_number_of_operators_in_a_row_has_a_limit() => Marked.Formula(
        "LOSSGEN021", DiagnosticSeverity.Error, $"mean(«{string.Join(" + ", Enumerable.Repeat("p", 251))}» + p)",
        "expressions more than 250 operators deep: name parts of it with 'where' definitions or split it into several losses");

    [Fact]
    public void The_number_of_definitions_has_a_limit() => Marked.Formula(
        "LOSSGEN021", DiagnosticSeverity.Error,
        "mean(p) where " + string.Join(", ", Enumerable.Range(0, 252).Select(i => i == 250 ? "«d250» = p" : $"d{i} = p")),
        "more than 250 definitions");

    [Fact]
    public void What_is_within_the_limits_compiles() => Marked.Quiet($"mean({string.Join(" + ", Enumerable.Repeat("p * y", 200))})");
}
