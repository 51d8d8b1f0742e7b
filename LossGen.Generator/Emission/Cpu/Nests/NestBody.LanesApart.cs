using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>
/// Loops in lanes that are methods of their own. The JIT stops inlining where a method has 512 variables, and then calls a function for each operation of lanes: of a nest
/// that is too long for that, each loop is compiled by itself.
/// </summary>
internal sealed partial class NestBody
{
    /// <summary>Whether a loop is to be a method: it reads numbers and tensors, and writes numbers and tensors.</summary>
    private bool StandsAlone(Axis axis, IReadOnlyList<Sink> sinks) => callsOut && !isLoopAlone && kernel.Nest.Windows is null && axis.Diagonal is null
        && positions.Keys.All(outer => outer.Diagonal is null) && sinks.All(sink => sink is TotalSink || sink is StoreSink store && OnDiagonal(store) is null)
        && !GraphWalk.Reachable(sinks.SelectMany(sink => sink.Roots), _ => true, node => node.VariesOver(axis)).Any(node => columns.ContainsKey(node) || node.Axes.Axes.Any(one => one.Diagonal is not null));

    /// <summary>Sinks that share no long function can be computed one after the other, each in a loop short enough that all of it is inlined.</summary>
    private static List<List<Sink>> Apart(IReadOnlyList<Sink> sinks)
    {
        var groups = new List<(List<Sink> Sinks, HashSet<Node> Long)>();
        foreach (Sink sink in sinks)
        {
            HashSet<Node> called = [.. GraphWalk.Reachable(sink.Roots).Where(node => node.Function is { IsLong: true })];
            var shared = groups.Where(group => group.Long.Overlaps(called) || (called.Count == 0 && group.Long.Count == 0)).ToList();
            groups.RemoveAll(shared.Contains);
            groups.Add(([.. shared.SelectMany(group => group.Sinks), sink], [.. shared.SelectMany(group => group.Long), .. called]));
        }

        return [.. groups.Select(group => group.Sinks)];
    }

    /// <summary>Writes the loop as a method, and calls it with the positions of the loops around, the numbers that it uses, and its accumulators.</summary>
    private void WriteAlone(Axis axis, IReadOnlyList<Sink> sinks, NestScalarWriter scalars, (string First, string End) range)
    {
        var body = new NestBody(kernel, names, new CodeWriter(), new NameScope(fields), fields, element, totals, sinks, isLoopAlone: true);
        NestScalarWriter known = body.UniformScalars();
        List<string> parameters = [], arguments = [];
        void Pass(string type, string parameter, string argument)
        {
            parameters.Add($"{type} {parameter}");
            arguments.Add(argument);
        }

        foreach (KeyValuePair<Axis, string> position in positions.Where(position => position.Key != axis))
            Pass("nint", body.Position(position.Key), position.Value);
        string first = body.scope.Unique("first"), beyond = body.scope.Unique("beyond");
        Pass("nint", first, range.First);
        Pass("nint", beyond, range.End);
        foreach (Node node in GraphWalk.Reachable(sinks.SelectMany(sink => sink.Roots), _ => true, node => node.VariesOver(axis))
            .Where(node => !node.VariesOver(axis) && node.Varies && node.Op != Op.Index))
        {
            string parameter = body.scope.Unique(names.Describe(node));
            Pass(node.IsCondition ? "bool" : "double", parameter, scalars.Write(node));
            known.Define(node, parameter);
        }

        foreach (Node reduction in sinks.OfType<TotalSink>().Select(total => total.Reduction))
        {
            string name = body.accumulators[reduction] = body.scope.Unique(names.Describe(reduction));
            Pass($"ref {Accumulation.LaneType(reduction)}<{Lanes}, {type}>", name, $"ref {accumulators[reduction]}");
        }

        string method = fields.Unique(NameOf(sinks));
        body.WriteLanes(axis, sinks, known, (first, beyond));
        WriteMethod(method, parameters, body);
        code.Line($"this.{method}<{Lanes}, {Strides}>({string.Join(", ", arguments)});");
    }

    /// <summary>What the loop forms or fills.</summary>
    private string NameOf(IReadOnlyList<Sink> sinks)
    {
        List<string> written = [.. sinks.OfType<StoreSink>().Select(store => store.Store.Output.TrimStart('@'))
            .Concat(sinks.OfType<TotalSink>().Select(total => accumulators[total.Reduction])).Select(Identifiers.Capitalized).Distinct()];
        return (sinks[0] is StoreSink ? "Fill" : "Form") + Named(written);
    }

    /// <summary>A few names joined.</summary>
    private static string Named(IReadOnlyList<string> written) => string.Join("And", written.Count > MostNamed ? [.. written.Take(MostNamed - 1), "More"] : written);

    /// <summary>Adds a method to the kernel.</summary>
    private void WriteMethod(string name, IReadOnlyList<string> parameters, NestBody body)
    {
        methods.Line();
        methods.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        methods.Line($"private readonly void {name}<{Lanes}, {Strides}>({string.Join(", ", parameters)})");
        methods.Line($"    where {Lanes} : struct, ISimd<{Lanes}, {type}>");
        methods.Line($"    where {Strides} : struct, IStrides");
        methods.Open();
        body.WriteTo(methods);
        methods.Close();
        if (body.methods.ToString() is { Length: > 0 } others)
            methods.Lines(others);
        alongLanes.UnionWith(body.alongLanes);
    }
}
