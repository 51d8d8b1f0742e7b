using System.Text.RegularExpressions;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Loops along the rows that are methods of their own, where all of them together would not be inlined, see <see cref="InlineLimit"/>.</summary>
internal sealed partial class RowLanesBody
{
    /// <summary>The words of a text other than members.</summary>
    private static readonly Regex Word = new(@"(?<![\w.@])@?[A-Za-z_]\w*", RegexOptions.CultureInvariant);

    /// <summary>The types of the locals that such a method can take.</summary>
    private readonly Dictionary<string, string> locals = new(StringComparer.Ordinal);

    private readonly CodeWriter methods = new();

    /// <summary>A name for a local of a type, which may be a reference.</summary>
    private string Local(string localType, string wanted)
    {
        string name = scope.Unique(wanted);
        locals.Add(name, localType);
        return name;
    }

    /// <summary>Writes a loop as a method that takes all locals which it uses; accumulators in registers of its own.</summary>
    private void WriteApart(Axis axis, IReadOnlyList<Sink> sinks, TripLanes trip, Loop? along)
    {
        var outside = new NameScope(scope);
        List<(Node Node, string Name, string Copy)> copies = [.. sinks.Select(sink => sink is TotalSink total ? total.Reduction : (sink as ScanSink)?.Scan).OfType<Node>()
            .Select(node => (node, accumulators[node], scope.Unique(accumulators[node] + "InLoop")))];
        var loop = new CodeWriter();
        foreach ((Node node, string name, string copy) in copies)
        {
            accumulators[node] = copy;
            loop.Line($"var {copy} = {name};");
        }

        WriteTrip(axis, sinks, trip, along, loop, InlineLimit.IsPassedByLoop(InlineLimit.OfTrip(axis, sinks, callsOut: false)));
        foreach ((Node node, string name, string copy) in copies)
        {
            accumulators[node] = name;
            loop.Line($"{name} = {copy};");
        }

        string text = loop.ToString();
        List<string> words = [.. Word.Matches(text).Cast<Match>().Select(match => match.Value).Distinct()];
        if (words.Exists(word => outside.IsTaken(word.TrimStart('@')) && !atStart.IsTaken(word.TrimStart('@')) && !locals.ContainsKey(word)))
        {
            code.Lines(text);
            return;
        }

        List<string> used = words.FindAll(locals.ContainsKey);
        string method = NameOf(sinks);
        methods.Line();
        WriteSignature(methods, method, [.. used.Select(name => $"{locals[name]} {name}")]);
        methods.Open();
        methods.Lines(text);
        methods.Close();
        code.Line($"this.{method}<{Lanes}, {Doubles}{(around is null ? "" : ", S")}>({string.Join(", ", used.Select(name => Argument(locals[name], name)))});");
    }

    private static string Argument(string localType, string name) =>
        localType.StartsWith("ref readonly ", StringComparison.Ordinal) ? "in " + name : localType.StartsWith("ref ", StringComparison.Ordinal) ? "ref " + name : name;

    /// <summary>A name after what the loop is for.</summary>
    private string NameOf(IReadOnlyList<Sink> sinks)
    {
        string what = sinks.Select(sink => sink switch
        {
            StoreSink store => store.Store.Output.TrimStart('@'),
            TotalSink total => accumulators[total.Reduction],
            ColumnSink column => names.Describe(column.Reduction),
            ScanSink scan => names.Describe(scan.Scan),
            KeepSink keep => names.Describe(keep.Value),
            _ => "",
        }).First();
        return fields.Unique($"{(sinks[0] is StoreSink or KeepSink ? "Fill" : "Form")}{Identifiers.Capitalized(what)}InLanes");
    }

    private void WriteSignature(CodeWriter place, string name, IReadOnlyList<string> parameters)
    {
        place.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        place.Line($"private readonly void {name}<{Lanes}, {Doubles}{(around is null ? "" : ", S")}>({string.Join(", ", parameters)})");
        place.Line($"    where {Lanes} : struct, ISimd<{Lanes}, {type}>");
        place.Line($"    where {Doubles} : struct, ISimd<{Doubles}, double>");
        if (around is not null)
            place.Line("    where S : struct, IStrides");
    }
}
