using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator;

/// <summary>
/// Offers to write what a formula was rewritten to for stability into the formula, where that is a formula of the same meaning: the text is parsed and
/// bound again, and has to give the graph that is compiled.
/// </summary>
internal static class StableForms
{
    private const int Longest = 200;

    public static void Offer(LossDeclaration declaration, BoundFormula formula, DiagnosticBag diagnostics)
    {
        int rewrites = Rewrites(diagnostics);
        diagnostics.Amend(Rules.Stabilized, info => formula.Stabilized.TryGetValue(info.Place, out Node? node)
            ? Candidates(node, formula.Names, HasIndices(info.Place)).Select(text => Mend.Replace(info.Place, text)).FirstOrDefault(mend => IsSame(mend, declaration, formula, rewrites))
            : null);

        bool HasIndices(TextRange place) => declaration.Formula.IndexOf('[', place.Start, place.Length) >= 0;
    }

    /// <summary>The ways to write a value: with indices or without, as the user does it first, without parentheses or in them.</summary>
    private static IEnumerable<string> Candidates(Node node, IReadOnlyDictionary<Node, string> names, bool hasIndices) =>
        from showsIndices in new[] { hasIndices, !hasIndices }
        let text = FormulaPrinter.Print(node, Longest, names, showsIndices)
        where text.Length <= Longest
        from candidate in new[] { text, $"({text})" }
        select candidate;

    private static bool IsSame(Mend mend, LossDeclaration declaration, BoundFormula formula, int rewrites)
    {
        (TextRange place, string text) = mend.Edits[0];
        string mended = declaration.Formula.Remove(place.Start, place.Length).Insert(place.Start, text);
        var diagnostics = new DiagnosticBag();
        BoundFormula? bound = Binder.Bind(Parser.Parse(mended, diagnostics), declaration with { Formula = mended }, diagnostics, new GraphBuilder());
        return bound is not null && Rewrites(diagnostics) < rewrites && GraphComparison.AreEqual(bound.Results, formula.Results);
    }

    private static int Rewrites(DiagnosticBag diagnostics) => diagnostics.Items.Count(diagnostic => diagnostic.Id == Rules.Stabilized.Id);
}
