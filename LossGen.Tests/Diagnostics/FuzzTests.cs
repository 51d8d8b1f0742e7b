using System.Diagnostics;
using System.Text;
using LossGen.Generator;
using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Diagnostics;

/// <summary>
/// No text crashes the compiler or hangs it. A text either gives a file, which is C# that parses, or an error: never both, never neither.
/// </summary>
public sealed class FuzzTests
{
    // To tell a hang from a busy machine; what takes long here takes a second on an idle one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly EquatableArray<ParameterModel> Parameters = new ParameterModel[]
    {
        new("p", ParameterKind.Tensor, ElementType.Single, null, IsMarked: false, double.NegativeInfinity, double.PositiveInfinity),
        new("y", ParameterKind.Tensor, ElementType.Single, null, IsMarked: false, 0, 1),
        new("k", ParameterKind.Tensor, ElementType.Int32, null, IsMarked: false, double.NegativeInfinity, double.PositiveInfinity),
        new("a", ParameterKind.Scalar, ElementType.Single, null, IsMarked: false, double.NegativeInfinity, double.PositiveInfinity),
    }.ToEquatableArray();

    private static readonly string[] Valid =
    [
        "mean((p - y)^2)",
        "mean(abs(e) <= a ? e^2 / 2 : a * (abs(e) - a / 2)) where e = p - y",
        "-mean(y * log(sigmoid(p)) + (1 - y) * log(1 - sigmoid(p)))",
        "logsumexp(p) - sum(p * y) / max(1e-7, sum(y))",
        "mean[i | k[i] != -100](softplus(p[i]) - y[i] * p[i]) + .5e-3 * norm[i](p[i])",
        "d[i] = p[i] - y[i]; s = sqrt(mean(d^2)); mean[j](d[j] > s && !(k[j] == 0) || p[j] < -a ? clamp(d[j], -1, 1) : d[j]^-2)",
        "1 - 2 * sum(p * y) / (sum(p^2) + sum(y^2) + a)",
        "mean(size(p) * pi ^ 2 ^ p - inf * max(min(p), a)) + count(p >= y) + prod[i](y[i]) * stopgrad(max(p))",
    ];

    private static readonly string[] Tokens =
    [
        "p", "y", "k", "a", "e", "i", "z", "mean", "sum", "max", "min", "norm", "count", "logsumexp", "prod", "size", "exp", "log", "abs",
        "pow", "sigmoid",
        "clamp", "where", "pi", "inf", "0", "1", "2.5", "1e-7", ".5", "+", "-", "*", "/", "^", "<", "<=", ">", ">=", "==", "!=", "&&",
        "||", "!", "?",
        ":", ",", ";", "=", "|", "(", ")", "[", "]", "(", ")", "(p)", "[i]", "²", "**", "\n",
        "and", "not", "if", "then", "else", "let", "in", "with", "np.abs", ".mean", "axis", "=>", ":=", "--", "{", "}", "//", "/*", "*/", "√",
        "（", "1e", "f(x) = ",
    ];

    [Fact]
    public void Random_characters()
    {
        var random = new Random(1);
        for (int round = 0; round < 3000; round++)
        {
            int bits = random.Next(3) switch { 0 => 7, 1 => 8, _ => 16 };
            Check(new string([.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)random.Next(1 << bits))]));
        }
    }

    [Fact]
    public void Soups_of_tokens()
    {
        var random = new Random(2);
        for (int round = 0; round < 5000; round++)
            Check(string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 25)).Select(_ =>
                Tokens[random.Next(Tokens.Length)])));
    }

    [Fact]
    public void Valid_formulas()
    {
        foreach (string formula in Valid)
            Assert.False(IsStub(Check(formula)));
    }

    [Fact]
    public void Truncated_formulas()
    {
        foreach (string formula in Valid)
        {
            for (int length = 0; length < formula.Length; length++)
            {
                Check(formula[..length]);
                Check(formula[length..]);
            }
        }
    }

    [Fact]
    public void Mutated_formulas()
    {
        var random = new Random(3);
        for (int round = 0; round < 3000; round++)
        {
            var formula = new StringBuilder(Valid[random.Next(Valid.Length)]);
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                int at = random.Next(formula.Length);
                string token = Tokens[random.Next(Tokens.Length)];
                switch (random.Next(4))
                {
                    case 0:
                        formula.Remove(at, 1);
                        break;
                    case 1:
                        formula.Insert(at, token);
                        break;
                    case 2:
                        formula.Remove(at, 1).Insert(at, token);
                        break;
                    default:
                        int other = random.Next(formula.Length);
                        (formula[at], formula[other]) = (formula[other], formula[at]);
                        break;
                }
            }

            Check(formula.ToString());
        }
    }

    [Fact]
    public void A_hundred_thousand_of_each_character()
    {
        foreach (char c in Enumerable.Range(0, 128).Select(i => (char)i).Concat("é²√πΣ∞−×\u0085\u2028\ud800\udc00\ufeff\uffff"))
            Check(new string(c, 100_000));
    }

    [Theory]
    [InlineData("p+")]
    [InlineData("p + y * ")]
    [InlineData("mean(p)-")]
    [InlineData("a=p;")]
    [InlineData("a[i;")]
    [InlineData("a[i]=p;")]
    [InlineData("f(")]
    [InlineData("f[")]
    [InlineData("f[i](")]
    [InlineData("f[i|")]
    [InlineData("f,")]
    [InlineData("2(")]
    [InlineData("2 ")]
    [InlineData("p?")]
    [InlineData("p?p:")]
    [InlineData("p?(")]
    [InlineData("p:")]
    [InlineData("p^")]
    [InlineData("p^-")]
    [InlineData("-")]
    [InlineData("!(")]
    [InlineData("!p&&")]
    [InlineData("p<")]
    [InlineData("where a=p,")]
    [InlineData("()")]
    [InlineData("[]")]
    [InlineData("a[")]
    [InlineData("e1")]
    [InlineData("(p;")]
    [InlineData("{p")]
    [InlineData("|p")]
    [InlineData(".p")]
    [InlineData("abs ")]
    [InlineData("if p then ")]
    [InlineData("not ")]
    [InlineData("let a = p ")]
    [InlineData("a(p) = p, ")]
    [InlineData("/**/")]
    [InlineData("1_")]
    [InlineData("1e")]
    [InlineData("\ud83d\ude00")]
    public void A_hundred_thousand_characters_of_a_pattern(string pattern)
    {
        string text = string.Concat(Enumerable.Repeat(pattern, 100_000 / pattern.Length));
        Assert.True(IsStub(Check(text + "p")));
        Check("mean(" + text + "p)");
        Check("mean(p) where " + text);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("mean(", ")")]
    [InlineData("exp(", ")")]
    [InlineData("max(p, ", ")")]
    [InlineData("mean[i | p[i] > ", "](p)")]
    [InlineData("p[", "]")]
    [InlineData("-", "")]
    [InlineData("!", "")]
    [InlineData("+", "")]
    [InlineData("p ^ ", "")]
    [InlineData("p > 0 ? p : ", "")]
    [InlineData("p > 0 ? ", " : p")]
    public void Ten_thousand_levels_of_nesting(string open, string close)
    {
        string text = string.Concat(Enumerable.Repeat(open, 10_000)) + "p" + string.Concat(Enumerable.Repeat(close, 10_000));
        CompiledLoss compiled = Check(text);
        Assert.True(IsStub(compiled));
        Assert.Contains(compiled.Diagnostics, d => d.Id == Rules.TooComplex.Id);
    }

    [Theory]
    [InlineData("d{0} + p", 10_000)]
    [InlineData("d{0} * d{0} + p", 250)]
    [InlineData("exp(d{0}) * d{0}", 100)]
    [InlineData("log(d{0} / (1 + d{0}))", 100)]
    [InlineData("d{0} ^ d{0}", 100)]
    [InlineData("mean(d{0} - p)", 100)]
    [InlineData("norm(d{0} - p)", 100)]
    public void Chains_of_definitions(string step, int count)
    {
        string text = "d0 = p; " + string.Concat(Enumerable.Range(1, count).Select(i => $"d{i} = {string.Format(null, step, i - 1)}; ")) + $"mean(d{count})";
        CompiledLoss compiled = Check(text);
        Assert.Equal(count > 249, IsStub(compiled));
    }

    [Theory]
    [InlineData("1 - (", "p > {0} ? p * {0} : ", "sigmoid(p))", 10)]
    [InlineData("log(", "p > {0} ? exp(p * {0}) : ", "p)", 40)]
    [InlineData("(", "p > {0} ? exp(p * {0}) : ", "p) ^ a", 40)]
    [InlineData("exp(-(", "max(p * {0}, ", "p", 40)]
    [InlineData("(", "log(p + {0}) * y + ", "p)", 200)]
    public void Long_choices_and_sums(string start, string step, string end, int count)
    {
        string body = start + string.Concat(Enumerable.Range(1, count).Select(i => string.Format(null, step, i))) + end;
        body += new string(')', body.Count(c => c == '(') - body.Count(c => c == ')'));
        Assert.False(IsStub(Check($"mean({body})")));
    }

    [Theory]
    [InlineData("1e99999999999999999999")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("0.00000000000000000000000000000000000000000000000000000000000000000000000000001e9999")]
    [InlineData("1.7976931348623159e308")]
    [InlineData("4.9e-324")]
    [InlineData("1e")]
    [InlineData("1e+")]
    [InlineData("1..2")]
    [InlineData("1.2.3")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("1e5e5")]
    [InlineData("٣")]
    [InlineData("\0")]
    [InlineData("\ud800")]
    [InlineData("\udc00\ud800")]
    [InlineData("p\0q")]
    [InlineData("p\u200b")]
    public void Odd_numbers_and_characters(string text)
    {
        Check(text);
        Check($"mean({text} * p)");
        Check($"mean({text})");
        Check($"mean(p) where {text} = p");
    }

    [Fact]
    public void Huge_digits()
    {
        Check($"mean({new string('9', 100_000)} * p)");
        Check($"mean(0.{new string('0', 100_000)}1 * p)");
        Check($"mean(1e{new string('9', 100_000)} * p)");
        Check($"mean({new string('p', 100_000)})");
        Check($"mean(p){new string(' ', 100_000)}");
    }

    private static CompiledLoss Check(string formula)
    {
        var declaration = new LossDeclaration(
            "", new[] { new TypeHeader("partial class", "Losses") }.ToEquatableArray(), "public static partial", "public static", "Loss",
            ElementType.Single,
            Parameters, formula, Hessian: false, Documentation: "");
        var watch = Stopwatch.StartNew();
        CompiledLoss compiled = LossCompiler.Compile(declaration);
        Assert.True(watch.Elapsed < Patience, $"{watch.Elapsed} for: {Shortened(formula)}");
        bool hasErrors = compiled.Diagnostics.Any(d => Rules.Find(d.Id).DefaultSeverity == DiagnosticSeverity.Error);
        Assert.True(hasErrors == IsStub(compiled), "An error and code, or neither: " + Shortened(formula));
        Assert.All(compiled.Diagnostics, d => Assert.InRange(d.Place.Start + d.Place.Length, d.Place.Start, formula.Length));
        IEnumerable<Diagnostic> errors = CSharpSyntaxTree.ParseText(compiled.Source).GetDiagnostics().Where(d =>
            d.Severity == DiagnosticSeverity.Error);
        Assert.True(!errors.Any(), $"{Shortened(formula)}: {errors.FirstOrDefault()}");
        return compiled;
    }

    /// <summary>Whether there are methods that throw in place of code.</summary>
    private static bool IsStub(CompiledLoss compiled) => compiled.Source.Contains("has errors.\");", StringComparison.Ordinal);

    private static string Shortened(string formula) => formula.Length <= 200 ? formula : formula[..200] + "...";
}
