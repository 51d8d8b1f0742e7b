using System.Text.RegularExpressions;
using CsCheck;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Draws formulas: elements are combined by operations, reduced by a template of each kind, and the reductions combined to a number.
/// </summary>
/// <param name="signature">The parameters that may occur, as of a <see cref="NestFormula"/>.</param>
/// <param name="always">A term of every formula, which states the extents of most axes.</param>
/// <param name="elements">What the formulas are made of.</param>
/// <param name="reductions">For each kind its templates, of one or two elements.</param>
/// <param name="combinations">Templates of a reduction of each kind.</param>
internal sealed class RandomGrammar(string signature, string always, string[] elements, string[][] reductions, string[] combinations)
{
    private static readonly string[] Unary =
    [
        "sin({0})", "tanh({0})", "abs({0})", "exp(-abs({0}))", "sigmoid({0})", "softplus({0})", "({0})^2", "log(1 + exp({0}))", "-({0})",
        "sqrt(({0})^2 + 0.1)", "relu({0})", "log(sigmoid({0}))", "(1 - sigmoid({0}))^1.5",
    ];

    private static readonly string[] Binary =
    [
        "({0} + {1})", "({0} - {1})", "({0} * {1})", "max({0}, {1})", "min({0}, {1})", "({0} / (1.5 + ({1})^2))", "({0} > {1} ? {0} : {1} / 2)",
        "xlogy(abs({0}), abs({1}) + 0.5)",
    ];

    public Gen<NestFormula> Formula =>
        from combination in Pick(combinations)
        from parts in Parts(0)
        select Declared($"{always} + {string.Format(null, combination, parts)}");

    /// <summary>A reduction of each kind from one on.</summary>
    private Gen<string[]> Parts(int kind) => kind == reductions.Length
        ? Gen.Const(Array.Empty<string>())
        : from template in Pick(reductions[kind])
          from first in Elementwise(1)
          from second in Elementwise(1)
          from rest in Parts(kind + 1)
          select (string[])[string.Format(null, template, first, second), .. rest];

    /// <summary>The formula with the parameters that occur in it.</summary>
    private NestFormula Declared(string formula) => new(
        formula, string.Join("; ", signature.Split("; ").Where(parameter => Regex.IsMatch(formula, $@"\b{Regex.Match(parameter, @"\b\w\b").Value}\b(?!\])"))));

    private static Gen<string> Pick(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private Gen<string> Elementwise(int depth)
    {
        Gen<string> leaf = Pick(elements);
        if (depth == 0)
            return leaf;
        Gen<string> inner = Elementwise(depth - 1);
        Gen<string> unary = from form in Pick(Unary) from x in inner select string.Format(null, form, x);
        Gen<string> binary = from form in Pick(Binary) from x in inner from y in inner select string.Format(null, form, x, y);
        return Gen.Frequency((2, leaf), (2, unary), (4, binary));
    }
}
