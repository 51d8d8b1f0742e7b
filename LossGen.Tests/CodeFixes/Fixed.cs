using System.Globalization;
using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace LossGen.Tests.CodeFixes;

/// <summary>What a fix makes of a source, and that it mends what it is offered for.</summary>
internal static class Fixed
{
    /// <summary>Applies the action of a title; the text is then the expected one, and the diagnostic gone.</summary>
    public static FixedProject Source(string id, string source, string title, string expected, params string[] others)
    {
        var project = FixedProject.Of([source, .. others]);
        (Diagnostic diagnostic, CodeAction action) = One(project, id, title);
        FixedProject mended = project.Apply(action);
        Assert.Equal(expected, mended.Text());
        Gone(diagnostic, mended);
        return mended;
    }

    /// <summary>A fix inside of a formula, after which the generator and the compiler have nothing to say.</summary>
    public static void Formula(string id, string formula, string title, string expected, string parameters = Marked.TwoTensors, string returns = "float", string options = "") =>
        Clean(Source(id, GeneratorRun.Declaration(formula, parameters, returns, options), title, GeneratorRun.Declaration(expected, parameters, returns, options)));

    /// <summary>Asserts that no error and no warning is left.</summary>
    public static void Clean(FixedProject project)
    {
        Assert.Empty(project.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Empty(project.CompilerErrors);
    }

    public static (Diagnostic Diagnostic, CodeAction Action) One(FixedProject project, string id, string title)
    {
        IReadOnlyList<(Diagnostic Diagnostic, CodeAction Action)> offers = project.Offers(id);
        Assert.True(offers.Any(offer => offer.Action.Title == title), $"{title}\nis none of\n{string.Join("\n", offers.Select(offer => offer.Action.Title))}\n{string.Join("\n", project.Diagnostics)}");
        return offers.First(offer => offer.Action.Title == title);
    }

    public static void Gone(Diagnostic diagnostic, FixedProject mended)
    {
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.DoesNotContain(mended.Diagnostics, other => other.Id == diagnostic.Id && other.GetMessage(CultureInfo.InvariantCulture) == message);
    }
}
