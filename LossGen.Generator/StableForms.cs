using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator;

/// <summary>
/// Offers to write what a formula was rewritten to for stability into the formula, where that is a formula of the same meaning: the text is parsed and
/// bound again, and has to give the graph that is compiled, without the rewrite.
/// </summary>
internal sealed class StableForms
{
    // Longer ones are not what somebody writes by hand, and binding them for each rewrite takes its time.
    private const int Longest = 200, LongestFormula = 1000;

    private readonly LossDeclaration declaration;
    private readonly BoundFormula formula;
    private readonly IReadOnlyList<FormulaDiagnostic> found;

    private StableForms(LossDeclaration declaration, BoundFormula formula, IReadOnlyList<FormulaDiagnostic> found)
    {
        this.declaration = declaration;
        this.formula = formula;
        this.found = found;
    }

    public static void Offer(LossDeclaration declaration, BoundFormula formula, DiagnosticBag diagnostics) =>
        diagnostics.Amend(Rules.Stabilized, new StableForms(declaration, formula, diagnostics.Items).Of);

    private Mend? Of(FormulaDiagnostic rewrite) => declaration.Formula.Length <= LongestFormula && formula.Stabilized.TryGetValue(rewrite.Place, out Node? node)
        ? Candidates(node, rewrite.Place).Select(text => Mend.Replace(rewrite.Place, text)).FirstOrDefault(mend => IsSame(mend.Edits[0], rewrite))
        : null;

    /// <summary>The ways to write a value: with indices or without, as the user does it first, without parentheses or in them.</summary>
    private IEnumerable<string> Candidates(Node node, TextRange place)
    {
        bool hasIndices = declaration.Formula.IndexOf('[', place.Start, place.Length) >= 0;
        return from showsIndices in new[] { hasIndices, !hasIndices }
               let text = FormulaPrinter.Print(node, Longest, formula.Names, showsIndices)
               where text.Length <= Longest
               from candidate in new[] { text, $"({text})" }
               select candidate;
    }

    private bool IsSame(Edit edit, FormulaDiagnostic rewrite)
    {
        string mended = declaration.Formula.Remove(edit.Place.Start, edit.Place.Length).Insert(edit.Place.Start, edit.Text);
        var diagnostics = new DiagnosticBag();
        BoundFormula? bound = Binder.Bind(Parser.Parse(mended, diagnostics), declaration with { Formula = mended }, diagnostics, new GraphBuilder());
        return bound is not null && Count(diagnostics.Items) < Count(found) && GraphComparison.AreEqual(bound.Results, formula.Results);

        int Count(IReadOnlyList<FormulaDiagnostic> all) => all.Count(other => other.Id == rewrite.Id && other.Arguments.Equals(rewrite.Arguments));
    }
}
