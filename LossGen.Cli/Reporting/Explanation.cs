using LossGen.Cli.Compilation;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using Microsoft.CodeAnalysis;
using Spectre.Console;

namespace LossGen.Cli.Reporting;

/// <summary>Writes what a formula compiles to.</summary>
internal sealed class Explanation(LossCompilation compilation, IAnsiConsole console)
{
    private readonly LossDeclaration declaration = compilation.Declaration!;
    private readonly IReadOnlyList<EmittedMethod> methods = EmittedMethod.Of(compilation);

    // Not through the console, which wraps lines at its width: what is copied from it should be whole.
    private TextWriter Writer => console.Profile.Out.Writer;

    /// <summary>What there is to know of the loss, without its code.</summary>
    public void WriteSummary()
    {
        WriteSection("Formula", declaration.Formula.Split('\n'));
        if (compilation.Source.Shown.Length > 0)
            WriteSection("Declaration", [compilation.Source.Shown]);
        WriteParameters();
        WriteSection("Axes", Axes());
        foreach (Derivative derivative in methods[0].Derivatives)
            WriteSection(derivative.Title, [derivative.Formula]);
        WriteSection("Properties", Sentences(methods.Select(method => method.Facts).FirstOrDefault(facts => facts.Length > 0) ?? ""));
        WriteSection("Schedule", methods.Where(method => method.Work.Length > 0).Select(method => $"{method.Name}: {method.Work}"));
    }

    /// <summary>The emitted file.</summary>
    public void WriteCode()
    {
        console.MarkupLine("[bold]Code[/]");
        Writer.WriteLine(compilation.Emitted!.ToString());
    }

    private void WriteSection(string title, IEnumerable<string> lines)
    {
        List<string> all = [.. lines];
        if (all.Count == 0)
            return;
        console.MarkupLine($"[bold]{Markup.Escape(title)}[/]");
        foreach (string line in all)
            Writer.WriteLine("  " + line);
        console.WriteLine();
    }

    private void WriteParameters()
    {
        if (declaration.Parameters.Count == 0)
            return;
        List<(string Access, string Type, string Remark)> rows =
            [.. declaration.Parameters.Select(parameter => (Access(parameter), Type(parameter), Remark(parameter)))];
        int first = rows.Max(row => row.Access.Length), second = rows.Max(row => row.Type.Length);
        WriteSection("Parameters", rows.Select(row => $"{row.Access.PadRight(first)}  {row.Type.PadRight(second)}  {row.Remark}".TrimEnd()));
    }

    /// <summary>The parameter with the axes of its dimensions: z[n, c].</summary>
    private string Access(ParameterModel parameter)
    {
        IReadOnlyList<Axis> axes = parameter.IsTensor && compilation.Formula!.Shapes.TryGetValue(parameter.Name, out IReadOnlyList<Axis>? shape) ? shape
            : parameter.Kind == ParameterKind.Output ? compilation.Formula!.Result.Axes.Axes
            : [];
        return axes.Count == 0 ? parameter.Name : $"{parameter.Name}[{string.Join(", ", axes.Select(axis => axis.Name))}]";
    }

    private static string Type(ParameterModel parameter) =>
        CSharpTypes.Of(parameter).Replace("global::System.Numerics.Tensors.", "", StringComparison.Ordinal).Replace("global::System.", "", StringComparison.Ordinal);

    private string Remark(ParameterModel parameter) =>
        parameter.Kind is ParameterKind.Output or ParameterKind.Metric ? "a result"
        : parameter.Default is { } value ? $"{value} by default"
        : declaration.Differentiated.Contains(parameter) ? "the gradient is by it"
        : parameter is { IsTensor: true, IsFloating: false } ? "positions or labels"
        : "";

    private IEnumerable<string> Axes()
    {
        IEnumerable<(Axis Axis, string Source)> dimensions = compilation.Formula!.Shapes.SelectMany(shape => shape.Value.Select((axis, dimension) =>
            (axis, shape.Value.Count == 1 ? $"the length of {shape.Key}" : $"dimension {dimension} of {shape.Key}")));
        IEnumerable<(Axis Axis, string Source)> windows = compilation.Formula.Extents.Where(source => source.Windows.Count > 0)
            .Select(source => (source.Axis, $"as many positions as leave room for windows in dimension {source.Dimension} of {source.Parameter.Name}"));
        return dimensions.Concat(windows).GroupBy(pair => pair.Axis.Extent)
            .Select(group => $"{string.Join(", ", group.Select(pair => pair.Axis.Name).Distinct())}: {string.Join(", ", group.Select(pair => pair.Source).Distinct())}");
    }

    private static IEnumerable<string> Sentences(string text) =>
        text.Split(". ", StringSplitOptions.RemoveEmptyEntries).Select(sentence => sentence.EndsWith('.') ? sentence : sentence + ".");
}
