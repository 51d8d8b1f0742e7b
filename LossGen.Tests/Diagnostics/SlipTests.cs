using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Diagnostics;

/// <summary>What people bring along from mathematics and other languages: one error each, at its place, and no other that follows from it.</summary>
public sealed class SlipTests
{
    [Theory]
    [InlineData("mean(p «y»)", "An operator is missing before 'y' (a product is written with '*')")]
    [InlineData("mean((1 - p «y»)^2)", "An operator is missing before 'y'")]
    [InlineData("mean((p)«(»y))", "An operator is missing before '('")]
    [InlineData("mean((p - y)«2»)", "An operator is missing before '2'")]
    [InlineData("mean(max(p «y», 0))", "An operator is missing before 'y'")]
    [InlineData("mean[i «p»[i] > 0](y[i])", "a filter is written 'mean[i | condition](...)'")]
    [InlineData("mean(abs «p» - y)", "An operator is missing before 'p'; to call the function write 'abs(p)'")]
    [InlineData("mean «p» - sum(y)", "write 'mean(p)'")]
    [InlineData("sum[i] «p»[i] - sum(y)", "Put what is reduced in parentheses: 'sum[i](p[i])'")]
    public void A_missing_operator_is_a_product(string formula, string phrase) => Syntax(formula, phrase);

    [Theory]
    [InlineData("mean(p «and» y)", "'and' is written '&&'")]
    [InlineData("mean[i | p[i] > 0 «or» y[i] > 0](p[i])", "'or' is written '||'")]
    [InlineData("mean[i | «not» (p[i] > 0)](y[i])", "'not' is written '!'")]
    [InlineData("mean(«if» p > 0 then p else y)", "a choice is written 'condition ? a : b'")]
    [InlineData("mean(p «if» p > y else y)", "a choice is written 'condition ? a : b'")]
    [InlineData("«let» e = p - y; mean(e^2)", "a definition is 'e = ...;' before the result")]
    [InlineData("«float» e = p - y; mean(e^2)", "a definition before the result is 'e = ...;'")]
    [InlineData("«return» mean((p - y)^2)", "a formula is its result")]
    [InlineData("mean(p «mod» 2)", "there is no remainder operator")]
    public void A_word_for_a_sign(string formula, string phrase) => Syntax(formula, phrase);

    [Theory]
    [InlineData("mean(«np.abs»(p - y))", "'np.abs' cannot be used here: write 'abs(...)'")]
    [InlineData("mean(«MathF.Pow»(p - y, 2))", "write 'pow(...)'")]
    [InlineData("mean(«torch.maximum»(p, y))", "write 'max(...)'")]
    [InlineData("mean(«Math.PI» * p)", "write 'pi'")]
    [InlineData("mean(«np.linalg.norm»(p - y))", "write 'norm(...)'")]
    [InlineData("mean(p) / «p.Length»", "the number of elements is 'size(x)'")]
    [InlineData("«p.mean»()", "write 'mean(p)'")]
    [InlineData("(p - y)«.mean»()", "write 'mean(...)'")]
    [InlineData("mean(«p.x»)", "an expression has no members")]
    public void A_member_is_one_slip(string formula, string phrase) => Syntax(formula, phrase);

    [Theory]
    [InlineData("mean(p «=<» y ? 1 : 0)", "write '<='")]
    [InlineData("mean(p «=>» y ? 1 : 0)", "write '>='")]
    [InlineData("mean(p «<>» y ? 1 : 0)", "write '!='")]
    [InlineData("mean(p «===» y ? 1 : 0)", "write '=='")]
    [InlineData("mean(p «!==» y ? 1 : 0)", "write '!='")]
    [InlineData("mean(p «+=» y)", "nothing is assigned")]
    [InlineData("mean(p «-=» y)", "nothing is assigned")]
    [InlineData("mean(p «*=» y)", "nothing is assigned")]
    [InlineData("mean(p «/=» y)", "nothing is assigned")]
    [InlineData("mean(p«++»)", "nothing is assigned")]
    [InlineData("mean(p«--»)", "nothing is assigned")]
    [InlineData("mean(p «->» y)", "there are no arrows")]
    [InlineData("mean(p > 0 «|» y > 0 ? p : y)", "'or' is written '||'")]
    [InlineData("mean(p «|» p > 0)", "a filter is written 'mean[i | condition](...)'")]
    [InlineData("mean(«|»p - y|)", "An absolute value is written 'abs(...)'")]
    [InlineData("mean(e) where e «:=» p - y", "a definition is written 'e = ...'")]
    [InlineData("mean(e) where e «==» p - y", "A definition is written with one '='")]
    [InlineData("mean(p «<<» 2)", "there is no shift")]
    [InlineData("mean(p «>>» 2)", "there is no shift")]
    [InlineData("mean(«~»p)", "'not' is written '!'")]
    [InlineData("mean(p «.*» y)", "a product is written '*'")]
    [InlineData("mean(0 < p «<» 1)", "Comparisons cannot be chained")]
    public void An_operator_from_elsewhere(string formula, string phrase) => Syntax(formula, phrase);

    [Theory]
    [InlineData("mean(p) «// the loss»")]
    [InlineData("mean(p) «/* the loss */»")]
    [InlineData("mean(p «/* the */» - y)")]
    [InlineData("mean(p) «# the loss»")]
    [InlineData("mean(«// p\r»\n p)")]
    [InlineData("mean(p «// 2)»")]
    [InlineData("mean(p) «/* the loss»")]
    public void A_comment_is_skipped(string formula) => Syntax(formula, "Put comments outside of the formula");

    [Theory]
    [InlineData("mean(p,«)»", "Expected an expression, but there is ')'")]
    [InlineData("mean(«,» p)", "Expected an expression, but there is ','")]
    [InlineData("max(0«;» mean(p))", "Arguments are separated by ','")]
    [InlineData("mean(p «:» p > 0)", "Expected ')', but there is ':'")]
    [InlineData("mean[i | p[i] > 0«,» y[i] > 0](p[i])", "Expected ']', but there is ','")]
    [InlineData("mean(e «where» e = p)", "Expected ')', but there is 'where'")]
    [InlineData("mean(p, «axis» = 0)", "Arguments have no names: a reduction over an axis is written 'sum[i](...)'")]
    [InlineData("mean((p - y)«[»i])", "Only a name takes an index")]
    [InlineData("mean(p)«[»i]", "Only a name takes an index")]
    [InlineData("«[»mean(p)]", "Brackets hold indices: group with '(' and ')'")]
    [InlineData("mean(p «!»)", "Expected ')', but there is '!'")]
    public void After_an_error_in_brackets_the_rest_is_read(string formula, string phrase) => Syntax(formula, phrase);

    [Fact]
    public void The_argument_of_a_broken_call_is_still_checked() =>
        Assert.Equal(["LOSSGEN020", "LOSSGEN030"], Ids("mean(zz, p,)"));

    [Fact]
    public void What_follows_too_much_is_still_checked() => Assert.Equal(["LOSSGEN020", "LOSSGEN030"], Ids("mean(p)) + mean(zz)"));

    [Theory]
    [InlineData("mean(e)«;» e = p - y", "Definitions after the result follow 'where'")]
    [InlineData("mean(e)«,» e = p - y", "Definitions after the result follow 'where'")]
    [InlineData("mean(e) «e» = p - y", "Definitions after the result follow 'where'")]
    [InlineData("mean(e) «with» e = p - y", "Definitions after the result follow 'where'")]
    [InlineData("mean(e) «Where» e = p - y", "Definitions after the result follow 'where'")]
    [InlineData("mean(e + d) where e = p - y«;» d = y", "Definitions after 'where' are separated by ','")]
    [InlineData("mean(e + d) where e = p - y «d» = y", "Definitions after 'where' are separated by ','")]
    [InlineData("mean(e) where e = d «and» d = p - y", "Definitions after 'where' are separated by ','")]
    [InlineData("mean(e + d) where e = p «where» d = y", "Definitions after 'where' are separated by ','")]
    [InlineData("«loss» = mean(p)", "The result has no name: write only the right side, without 'loss ='")]
    [InlineData("e = p - y«,» mean(e)", "Expected ';' after a definition")]
    [InlineData("e = p - y\n«mean»(e)", "Expected ';' after a definition, but there is 'mean'")]
    [InlineData("mean(f(p)) where «f(x)» = x^2", "Functions cannot be defined")]
    [InlineData("«f(x)» = x^2; mean(f(p))", "Functions cannot be defined")]
    [InlineData("mean(e) where «(»e = p)", "Definitions stand without parentheses")]
    public void Definitions_that_are_written_otherwise(string formula, string phrase) => Syntax(formula, phrase);

    [Theory]
    [InlineData("mean(«1_000» * p)", "write the digits without '_'")]
    [InlineData("mean(«0x10» * p)", "write it as a decimal number")]
    [InlineData("mean(10«L» * p)", "A number has no suffix here: write '10'")]
    [InlineData("mean(«1e» * p)", "an exponent needs digits")]
    [InlineData("mean(«1.2.3» * p)", "it has one point and one exponent at most")]
    [InlineData("mean(«1e5e5» * p)", "it has one point and one exponent at most")]
    public void A_number_with_letters_is_one_error(string formula, string phrase) => Syntax(formula, phrase);

    [Theory]
    [InlineData("«∑»(p)", "write 'sum(...)'")]
    [InlineData("«∏»(p)", "write 'prod(...)'")]
    [InlineData("mean(«√»p)", "a square root is written 'sqrt(...)'")]
    [InlineData("mean(p «→» y)", "there are no arrows")]
    [InlineData("mean(p «⋅» y)", "a product is written '*'")]
    [InlineData("mean(p «∗» y)", "a product is written '*'")]
    [InlineData("mean(p «—» y)", "a minus is written '-'")]
    [InlineData("mean[i | p > 0 «∧» y > 0](p)", "'and' is written '&&'")]
    [InlineData("mean[i | «¬»(p > 0)](y)", "'not' is written '!'")]
    [InlineData("mean«（»p)", "write '('")]
    [InlineData("max(mean(p)«，» 0)", "write ','")]
    [InlineData("mean(«½» * p)", "write '0.5'")]
    [InlineData("mean(p«⁴»)", "a power is written '^4'")]
    [InlineData("mean(p«\u200b»)", "'U+200B' cannot be used here: it is a character that cannot be seen")]
    [InlineData("mean(«😀»)", "'😀' cannot be used here")]
    public void A_sign_from_mathematics_or_a_word_processor(string formula, string phrase) => Syntax(formula, phrase);

    [Fact]
    public void A_parameter_may_be_named_as_a_word()
    {
        Marked.Quiet("mean(p * where) + where", "ReadOnlySpan<float> p, float where");
        Marked.Quiet("mean(where * e) where e = 2", "ReadOnlySpan<float> where");
        Marked.Quiet("mean(p * not - mod * and)", "ReadOnlySpan<float> p, float not, float mod, float and");
    }

    [Fact]
    public void A_name_has_the_characters_of_an_identifier() => Marked.Quiet(
        "mean(y\u0302 - x\u203f1 * Ⅷ)", "ReadOnlySpan<float> y\u0302, float x\u203f1, float Ⅷ");

    [Fact]
    public void Errors_are_not_lost_behind_others()
    {
        string rewritten = string.Join(" + ", Enumerable.Range(1, 30).Select(i => $"log(1 + exp({i} * p))"));
        Assert.Equal(["LOSSGEN030"], Ids($"mean({rewritten} + zz)"));
    }

    private static void Syntax(string formula, string phrase) => Marked.Formula("LOSSGEN020", DiagnosticSeverity.Error, formula, phrase);

    private static IEnumerable<string> Ids(string formula) =>
        GeneratorRun.OfFormula(formula, Marked.TwoTensors).Diagnostics.Select(d => d.Id).Order();
}
