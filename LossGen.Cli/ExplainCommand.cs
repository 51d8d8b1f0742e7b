using LossGen.Cli.Compilation;
using LossGen.Cli.Inference;
using LossGen.Cli.Plotting;
using LossGen.Cli.Reporting;
using Microsoft.CodeAnalysis;
using Spectre.Console;

namespace LossGen.Cli;

/// <summary>Compiles a formula and writes what came of it.</summary>
internal sealed class ExplainCommand(ExplainOptions options, IAnsiConsole console)
{
    // What a formula that gives a number per element, or an index that nothing binds, is told where one number is wanted.
    private static readonly string[] PerElement = ["LOSSGEN034", "LOSSGEN035"];

    /// <summary>Runs the command.</summary>
    /// <returns>0, or 1 where the formula has errors.</returns>
    /// <exception cref="InputException">An option is wrong.</exception>
    public int Run()
    {
        LossCompilation compilation = Compile();
        if (compilation.HasErrors)
        {
            if (compilation.Diagnostics.Count == 0)
                throw new InputException($"there is no method {(options.Name is null ? "" : $"'{options.Name}' ")}with [Loss] in the declaration");
            WriteDiagnostics(compilation);
            return 1;
        }

        if (options.IsCodeOnly)
        {
            console.Profile.Out.Writer.Write(compilation.Emitted!.ToString());
            return 0;
        }

        var explanation = new Explanation(compilation, console);
        explanation.WriteSummary();
        WriteDiagnostics(compilation);
        Draw(compilation);
        if (!options.HasNoCode)
            explanation.WriteCode();
        return 0;
    }

    private void WriteDiagnostics(LossCompilation compilation)
    {
        foreach (Diagnostic diagnostic in compilation.Diagnostics)
        {
            DiagnosticText.Write(console, diagnostic);
            console.WriteLine();
        }
    }

    private LossCompilation Compile()
    {
        if (options.Declaration is { } declaration)
            return LossCompilation.Of(LossSource.OfDeclaration(File.Exists(declaration) ? File.ReadAllText(declaration) : declaration), options.Name);
        string formula = options.Formula!.ReplaceLineEndings("\n");
        List<string> parameters = [.. ParameterInference.Infer(formula, options.Parameters).Select(parameter => parameter.Declaration)];
        LossCompilation reduced = Compile(isPerElement: false);
        if (!reduced.Diagnostics.Any(diagnostic => PerElement.Contains(diagnostic.Id)))
            return reduced;
        LossCompilation perElement = Compile(isPerElement: true);
        return Errors(perElement) < Errors(reduced) ? perElement : reduced;

        static int Errors(LossCompilation compilation) => compilation.Diagnostics.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        LossCompilation Compile(bool isPerElement) => LossCompilation.Of(LossSource.OfFormula(formula, options.Name ?? "Loss", isPerElement, parameters), null);
    }

    private void Draw(LossCompilation compilation)
    {
        IReadOnlyList<Curve> curves = LossCurves.Of(compilation);
        if (curves.Count == 0)
        {
            if (options.Png is not null)
                throw new InputException("there is no plot: the loss is not one of single elements, with a gradient");
            return;
        }

        console.MarkupLine("[bold]Plot[/] of one element: * loss, o gradient");
        foreach (string line in curves.SelectMany(curve => TextPlot.Draw(curve).Append("")))
            console.Profile.Out.Writer.WriteLine(line);
        if (options.Png is null)
            return;
        try
        {
            PngPlot.Save(curves, compilation.Declaration!.Formula, options.Png);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or TypeInitializationException or DllNotFoundException)
        {
            throw new InputException($"cannot write '{options.Png}': {exception.Message}");
        }

        console.WriteLine($"wrote {options.Png}");
        console.WriteLine();
    }
}
