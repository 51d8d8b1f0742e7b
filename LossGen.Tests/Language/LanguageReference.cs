using LossGen.Generator.Binding;
using LossGen.Generator.Calculus;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Tests.Language;

/// <summary>The tables of the language reference, printed from the rows that the compiler works with.</summary>
internal static class LanguageReference
{
    /// <summary>What stands between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c> in docs/language.md, by that name.</summary>
    public static IReadOnlyDictionary<string, string> Regions { get; } = new Dictionary<string, string>
    {
        ["functions"] = Table(
            ["function", "value", "domain", "derivative", "kink"],
            FunctionTable.All.Where(function => !function.IsInternal).Select(function => (string[])
                [Signature(function), function.Doc, DomainOf(function), Derivative(function), function.Kink ?? ""])),
        ["derived functions"] = Table(
            ["function", "value", "derivative"],
            FunctionTable.All.Where(function => function.IsInternal && !function.IsOfLowering).Select(function => (string[])
                [Signature(function), function.Doc, Derivative(function)])),
        ["reductions"] = Table(
            ["reduction", "value"],
            ReductionTable.All.Select(row => (string[])[$"`{row.Name}({(row.Name == "count" ? "condition" : "x")})`", row.Doc])),
        ["axis functions"] = Table(
            ["function", "value"],
            AxisFunctionTable.All.Select(row => (string[])[$"`{row.Name}[c](x)`", row.Doc])),
    };

    private static string Table(IReadOnlyList<string> titles, IEnumerable<string[]> rows)
    {
        IEnumerable<string[]> lines = [[.. titles], [.. titles.Select(_ => "---")], .. rows];
        return string.Concat(lines.Select(cells => $"| {string.Join(" | ", cells.Select(Escaped))} |\n"));
    }

    /// <summary>A bar would end the cell, in code too.</summary>
    private static string Escaped(string cell) => cell.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Signature(Function function) =>
        $"`{function.Name}({string.Join(", ", Arguments(function))}{(function.IsVariadic ? ", ..." : "")})`";

    /// <summary>The names that the row's own line gives to the arguments, "clamp(x, low, high): ..."; else x and y.</summary>
    private static string[] Arguments(Function function) =>
        function.Doc.StartsWith(function.Name + "(", StringComparison.Ordinal)
            ? function.Doc[(function.Name.Length + 1)..function.Doc.IndexOf(')', StringComparison.Ordinal)].Split(", ")
            : ((string[])["x", "y"])[..function.Arity];

    private static string DomainOf(Function function) =>
        function.Domain is { } domain ? $"{Arguments(function)[domain.Argument]} {domain.Words}" : "";

    private static string Derivative(Function function)
    {
        if (function.LacksDerivative)
            return "not available";
        var graph = new GraphBuilder();
        string[] names = Arguments(function);
        Axis index = graph.Axis("i");
        Node[] args = [.. names.Select(name => graph.Element(name, index, Interval.All))];
        Node value = function.Abbreviates?.Invoke(graph, args) ?? graph.Call(function, args);
        IReadOnlyList<Node> slopes = Differentiation.Adjoints(graph, value, args, graph.One);
        return slopes.All(slope => slope.Is(0)) ? "0"
            : names.Length == 1 ? Code(slopes[0])
            : string.Join("<br>", names.Zip(slopes, (name, slope) => $"by {name}: {Code(slope)}"));
    }

    private static string Code(Node node) => $"`{FormulaPrinter.Print(node)}`";
}
