namespace LossGen.Tests.CodeFixes;

/// <summary>Mends inside of a formula: the text after it, and that nothing is left to be said.</summary>
public sealed class FormulaFixTests
{
    [Theory]
    [InlineData("LOSSGEN030", "mean((pred - targt)^2)", "Replace 'targt' with 'target'", "mean((pred - target)^2)")]
    [InlineData("LOSSGEN030", "mean((pred - Target)^2)", "Replace 'Target' with 'target'", "mean((pred - target)^2)")]
    [InlineData("LOSSGEN030", "mean[i]((pred_i - target[i])^2)", "Replace 'pred_i' with 'pred[i]'", "mean[i]((pred[i] - target[i])^2)")]
    [InlineData("LOSSGEN030", "mean(pred - target * Pi)", "Replace 'Pi' with 'pi'", "mean(pred - target * pi)")]
    [InlineData("LOSSGEN031", "mean(sqare(pred - target))", "Replace 'sqare' with 'square'", "mean(square(pred - target))")]
    [InlineData("LOSSGEN031", "avg(pred - target)", "Replace 'avg' with 'mean'", "mean(pred - target)")]
    [InlineData("LOSSGEN031", "mean_i(pred[i] - target[i])", "Replace 'mean_i' with 'mean[i]'", "mean[i](pred[i] - target[i])")]
    [InlineData("LOSSGEN030", "mean(pred - target) / size(targt)", "Replace 'targt' with 'target'", "mean(pred - target) / size(target)")]
    public void A_name_that_is_misspelt(string id, string formula, string title, string expected) =>
        Fixed.Formula(id, formula, title, expected, "ReadOnlySpan<float> pred, ReadOnlySpan<float> target");

    [Theory]
    [InlineData("mean((p - y)**2)", "Replace '**' with '^'", "mean((p - y)^2)")]
    [InlineData("mean((p - y)²)", "Replace '²' with '^2'", "mean((p - y)^2)")]
    [InlineData("mean(p × y)", "Replace '×' with '*'", "mean(p * y)")]
    [InlineData("mean(p − y)", "Replace '−' with '-'", "mean(p - y)")]
    [InlineData("mean(p =< y ? 1 : p)", "Replace '=<' with '<='", "mean(p <= y ? 1 : p)")]
    [InlineData("mean(p = y ? 1 : p)", "Replace '=' with '=='", "mean(p == y ? 1 : p)")]
    [InlineData("mean(p > 0 and y > 0 ? p : y)", "Replace 'and' with '&&'", "mean(p > 0 && y > 0 ? p : y)")]
    [InlineData("mean(p > 0 | y > 0 ? p : y)", "Replace '|' with '||'", "mean(p > 0 || y > 0 ? p : y)")]
    [InlineData("mean(not (p > 0) ? p : y)", "Replace 'not' with '!'", "mean(!(p > 0) ? p : y)")]
    [InlineData("mean(√(p^2 + y^2 + 1))", "Replace '√' with 'sqrt'", "mean(sqrt(p^2 + y^2 + 1))")]
    [InlineData("mean(p * y) * π", "Replace 'π' with 'pi'", "mean(p * y) * pi")]
    [InlineData("mean(p\u200b - y)", "Remove '\u200b'", "mean(p - y)")]
    public void A_sign_from_elsewhere(string formula, string title, string expected) => Syntax(formula, title, expected);

    [Theory]
    [InlineData("mean(2f * (p - y))", "Remove 'f'", "mean(2 * (p - y))")]
    [InlineData("mean(1_000 * (p - y))", "Replace '1_000' with '1000'", "mean(1000 * (p - y))")]
    [InlineData("mean(0x10 * (p - y))", "Replace '0x10' with '16'", "mean(16 * (p - y))")]
    public void A_number_of_another_language(string formula, string title, string expected) => Syntax(formula, title, expected);

    [Theory]
    [InlineData("mean(2p - y)", "Insert '*'", "mean(2 * p - y)")]
    [InlineData("mean(p y)", "Insert '*'", "mean(p * y)")]
    [InlineData("mean((p)(y))", "Insert '*'", "mean((p) * (y))")]
    [InlineData("mean[i y[i] > 0](p[i])", "Insert '|'", "mean[i | y[i] > 0](p[i])")]
    [InlineData("mean(abs p - y)", "Write '(p)'", "mean(abs(p) - y)")]
    [InlineData("mean(p - y)^2)", "Remove ')'", "mean(p - y)^2")]
    [InlineData("mean((p - y)^2", "Insert ')'", "mean((p - y)^2)")]
    [InlineData("mean(e^2 where e = p - y", "Insert ')'", "mean(e^2) where e = p - y")]
    [InlineData("mean([p - y]^2)", "Write '(p - y)'", "mean((p - y)^2)")]
    [InlineData("mean(|p - y|)", "Write 'abs(p - y)'", "mean(abs(p - y))")]
    [InlineData("sum(i)(p[i] * y[i])", "Write '[i]'", "sum[i](p[i] * y[i])")]
    [InlineData("mean(max(p; y))", "Replace ';' with ','", "mean(max(p, y))")]
    [InlineData("mean(0 < p < y ? p : y)", "Insert '&& p'", "mean(0 < p && p < y ? p : y)")]
    [InlineData("mean(np.abs(p - y))", "Replace 'np.abs' with 'abs'", "mean(abs(p - y))")]
    [InlineData("mean(torch.maximum(p, y))", "Replace 'torch.maximum' with 'max'", "mean(max(p, y))")]
    [InlineData("mean(Math.PI * p - y)", "Replace 'Math.PI' with 'pi'", "mean(pi * p - y)")]
    [InlineData("mean(p - y) // the loss", "Remove '// the loss'", "mean(p - y)")]
    [InlineData("mean(p // y)", "Replace '//' with '/'", "mean(p / y)")]
    public void A_bracket_an_operator_or_a_call(string formula, string title, string expected) => Syntax(formula, title, expected);

    [Theory]
    [InlineData("e = p - y, mean(e^2)", "Replace ',' with ';'", "e = p - y; mean(e^2)")]
    [InlineData("let e = p - y; mean(e^2)", "Remove 'let'", "e = p - y; mean(e^2)")]
    [InlineData("loss = mean(p - y)", "Remove 'loss ='", "mean(p - y)")]
    [InlineData("return mean(p - y)", "Remove 'return'", "mean(p - y)")]
    [InlineData("mean(e^2), e = p - y", "Replace ',' with 'where'", "mean(e^2) where e = p - y")]
    [InlineData("mean(e^2) with e = p - y", "Replace 'with' with 'where'", "mean(e^2) where e = p - y")]
    [InlineData("mean(e * d) where e = p - y; d = p + y", "Replace ';' with ','", "mean(e * d) where e = p - y, d = p + y")]
    [InlineData("mean(e * d) where e = p - y where d = p + y", "Replace 'where' with ','", "mean(e * d) where e = p - y, d = p + y")]
    [InlineData("mean(e^2) where e == p - y", "Replace '==' with '='", "mean(e^2) where e = p - y")]
    [InlineData("mean(p - y);", "Remove ';'", "mean(p - y)")]
    public void A_definition_written_otherwise(string formula, string title, string expected) => Syntax(formula, title, expected);

    [Theory]
    [InlineData("Write '(p[i + 1] ?? 0)'", "sum[i]((p[i + 1] ?? 0) - y[i])")]
    [InlineData("Write '(0 - y[i])'", "sum[i](p[i + 1] ?? (0 - y[i]))")]
    public void What_an_operator_takes_that_two_languages_read_differently(string title, string expected) =>
        Syntax("sum[i](p[i + 1] ?? 0 - y[i])", title, expected);

    [Theory]
    [InlineData("LOSSGEN032", "mean(clamp(p - y, -1,5, 2))", "Replace '1,5' with '1.5'", "mean(clamp(p - y, -1.5, 2))")]
    [InlineData("LOSSGEN033", "mean(p - (y > 0))", "Insert '? 1 : 0'", "mean(p - (y > 0 ? 1 : 0))")]
    [InlineData("LOSSGEN033", "mean(p * y + y > 0 ? p : y) + mean(y > 0)", "Write '(y > 0 ? 1 : 0)'", "mean(p * y + y > 0 ? p : y) + mean((y > 0 ? 1 : 0))")]
    [InlineData("LOSSGEN033", "mean((p > 0 ? y : p) ? p : y)", "Write '((p > 0 ? y : p) != 0)'", "mean((((p > 0 ? y : p) != 0)) ? p : y)")]
    [InlineData("LOSSGEN035", "mean(p[i] - y[i])", "Insert '[i]'", "mean[i](p[i] - y[i])")]
    [InlineData("LOSSGEN033", "mean(p ? p : y)", "Write '(p != 0)'", "mean((p != 0) ? p : y)")]
    [InlineData("LOSSGEN033", "sum[i]((p[i] ?? 0) - y[i])", "Remove '?? 0'", "sum[i]((p[i]) - y[i])")]
    [InlineData("LOSSGEN034", "(p - y)^2", "Write 'mean((p - y)^2)'", "mean((p - y)^2)")]
    [InlineData("LOSSGEN041", "sum[i](p[i + 1] - y[i])", "Write '(p[i + 1] ?? 0)'", "sum[i]((p[i + 1] ?? 0) - y[i])")]
    [InlineData("LOSSGEN051", "mean(e) where e = p - y, d = p", "Remove ', d = p'", "mean(e) where e = p - y")]
    [InlineData("LOSSGEN051", "mean(e) where d = p, e = p - y", "Remove 'd = p,'", "mean(e) where e = p - y")]
    [InlineData("LOSSGEN051", "mean(p - y) where d = p", "Remove 'where d = p'", "mean(p - y)")]
    [InlineData("LOSSGEN051", "d = p; mean(p - y)", "Remove 'd = p;'", "mean(p - y)")]
    [InlineData("LOSSGEN053", "mean(log(p) - y)", "Replace 'p' with 'max(p, 1e-7)'", "mean(log(max(p, 1e-7)) - y)")]
    [InlineData("LOSSGEN054", "mean(exp(p) - y)", "Write 'min(p, 80)'", "mean(exp(min(p, 80)) - y)")]
    [InlineData("LOSSGEN054", "mean(exp(p - y))", "Write 'min(p - y, 80)'", "mean(exp(min(p - y, 80)))")]
    public void What_the_message_says_to_write(string id, string formula, string title, string expected) => Fixed.Formula(id, formula, title, expected);

    [Theory]
    [InlineData("mean[n](z[n, 0] * w)", "Insert '[n]'", "mean[n](z[n, 0] * w[n])")]
    [InlineData("mean[n](z[n, 0] * e) where e = w^2", "Insert '[n]'", "mean[n](z[n, 0] * e[n]) where e = w^2")]
    public void An_index_that_is_missing(string formula, string title, string expected) =>
        Fixed.Formula("LOSSGEN036", formula, title, expected, "ReadOnlyTensorSpan<float> z, ReadOnlySpan<float> w".Replace("ReadOnlyT", "System.Numerics.Tensors.ReadOnlyT", StringComparison.Ordinal));

    private static void Syntax(string formula, string title, string expected) => Fixed.Formula("LOSSGEN020", formula, title, expected);
}
