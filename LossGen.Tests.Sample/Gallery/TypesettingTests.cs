using System.Xml.Linq;
using LossGen.Sample.Gallery;

namespace LossGen.Tests.Sample.Gallery;

/// <summary>Formulas and the MathML that they become.</summary>
public sealed class TypesettingTests
{
    [Theory]
    [InlineData("a * (b + c)", "<mrow><mi>a</mi><mo>·</mo>(<mrow><mi>b</mi><mo>+</mo><mi>c</mi></mrow>)</mrow>")]
    [InlineData("(a * b) + c", "<mrow><mrow><mi>a</mi><mo>·</mo><mi>b</mi></mrow><mo>+</mo><mi>c</mi></mrow>")]
    [InlineData("a - (b - c)", "<mrow><mi>a</mi><mo>−</mo>(<mrow><mi>b</mi><mo>−</mo><mi>c</mi></mrow>)</mrow>")]
    [InlineData("(a + b) / 2", "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>")]
    [InlineData("(a - b)^2", "<msup>(<mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow>)<mn>2</mn></msup>")]
    [InlineData("(a / b)^2", "<msup>(<mfrac><mi>a</mi><mi>b</mi></mfrac>)<mn>2</mn></msup>")]
    [InlineData("-a^2", "<mrow><mo>−</mo><msup><mi>a</mi><mn>2</mn></msup></mrow>")]
    [InlineData("-a * b", "<mrow><mrow><mo>−</mo><mi>a</mi></mrow><mo>·</mo><mi>b</mi></mrow>")]
    [InlineData("a * -b", "<mrow><mi>a</mi><mo>·</mo>(<mrow><mo>−</mo><mi>b</mi></mrow>)</mrow>")]
    [InlineData("-sum(a) * b", "<mrow>(<mrow><mo>−</mo><mrow><mo>∑</mo><mspace /><mi>a</mi></mrow></mrow>)<mo>·</mo><mi>b</mi></mrow>")]
    [InlineData("abs(a)", "|<mi>a</mi>|")]
    [InlineData("sqrt(a + 1)", "<msqrt><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow></msqrt>")]
    [InlineData("exp(-a)", "<msup><mi>e</mi><mrow><mo>−</mo><mi>a</mi></mrow></msup>")]
    [InlineData("delta * 1e-7", "<mrow><mi>δ</mi><mo>·</mo><msup><mn>10</mn><mn>−7</mn></msup></mrow>")]
    [InlineData("z[n, c]", "<msub><mi>z</mi><mrow><mi>n</mi><mo>,</mo><mi>c</mi></mrow></msub>")]
    [InlineData("sum[i](x[i])",
        "<mrow><munder><mo>∑</mo><mrow><mi>i</mi></mrow></munder><mspace /><msub><mi>x</mi><mrow><mi>i</mi></mrow></msub></mrow>")]
    [InlineData("mean[i | m[i] > 0](1)",
        "<mrow><munder><mi>mean</mi><mrow><mrow><mi>i</mi></mrow><mo>∣</mo><mrow><msub><mi>m</mi><mrow><mi>i</mi></mrow></msub>" +
        "<mo>&gt;</mo><mn>0</mn></mrow></mrow></munder><mspace /><mn>1</mn></mrow>")]
    [InlineData("sum(a) * b", "<mrow>(<mrow><mo>∑</mo><mspace /><mi>a</mi></mrow>)<mo>·</mo><mi>b</mi></mrow>")]
    [InlineData("a > 0 ? 1 : 0", "[<mrow><mi>a</mi><mo>&gt;</mo><mn>0</mn></mrow>]")]
    [InlineData("a > 0 ? b : c",
        "<mrow><mo>{</mo><mtable><mtr><mtd><mi>b</mi></mtd><mtd><mrow><mtext>if</mtext><mspace /><mrow><mi>a</mi><mo>&gt;</mo><mn>0</mn></mrow>" +
        "</mrow></mtd></mtr><mtr><mtd><mi>c</mi></mtd><mtd><mtext>otherwise</mtext></mtd></mtr></mtable></mrow>")]
    public void A_formula_becomes_MathML(string formula, string expected) => Assert.Equal(expected, Right(formula));

    [Fact]
    public void Each_definition_has_a_row()
    {
        XElement markup = FormulaMarkup.Of(new XElement("mi", "L"), "mean(d[i]^2) where d[i] = p[i] - y[i], unused = 1");
        Assert.Equal(["L=meandi2", "di=pi−yi", "unused=1"], markup.Descendants("math").Select(math => math.Value));
    }

    [Fact]
    public void What_cannot_be_typeset_is_shown_as_it_is_written()
    {
        XElement markup = FormulaMarkup.Of(new XElement("mi", "L"), "mean(a) + <b>");
        Assert.Equal("mean(a) + <b>", markup.Descendants("code").Single().Value);
        Assert.DoesNotContain("<b>", markup.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What follows the sign of equality, without attributes and with fences as characters.</summary>
    private static string Right(string formula)
    {
        XElement right = FormulaMarkup.Of(new XElement("mi", "L"), formula).Descendants("math").Single().Elements().Last();
        right.DescendantsAndSelf().Attributes().Where(attribute => attribute.Name != "form").Remove();
        string text = right.ToString(SaveOptions.DisableFormatting);
        foreach (string fence in new[] { "(", "|", "[" })
            text = text.Replace($"<mrow><mo form=\"prefix\">{fence}</mo>", fence, StringComparison.Ordinal);
        foreach (string fence in new[] { ")", "|", "]" })
            text = text.Replace($"<mo form=\"postfix\">{fence}</mo></mrow>", fence, StringComparison.Ordinal);
        return text.Replace(" form=\"prefix\"", "", StringComparison.Ordinal);
    }
}
