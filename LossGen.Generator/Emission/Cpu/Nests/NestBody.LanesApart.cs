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
    /// <summary>How much more than together the loops that one is cut into may compute.</summary>
    private const double MostAgain = 1.25;

    /// <summary>Whether a loop is to be a method: it reads numbers and tensors, and writes numbers and tensors.</summary>
    private bool StandsAlone(Axis axis, IReadOnlyList<Sink> sinks) => callsOut && !isLoopAlone && kernel.Nest.Windows is null && axis.Diagonal is null
        && positions.Keys.All(outer => outer.Diagonal is null) && sinks.All(sink => sink is TotalSink or KeepSink || sink is StoreSink store && OnDiagonal(store) is null)
        && !GraphWalk.Reachable(sinks.SelectMany(sink => sink.Roots), _ => true, node => node.VariesOver(axis)).Any(node => columns.ContainsKey(node) || node.Axes.Axes.Any(one => one.Diagonal is not null));

    /// <summary>
    /// The loops that one is cut into where all of it would not be inlined: sinks that share no long function are computed one after the other, unless one reads at this position what another writes.
    /// </summary>
    private IEnumerable<IReadOnlyList<Sink>> Apart(Axis axis, IReadOnlyList<Sink> sinks)
    {
        if (!IsLong(axis, sinks))
            return [sinks];
        var groups = new List<(List<Sink> Sinks, HashSet<object> Shared)>();
        foreach (Sink sink in sinks)
        {
            HashSet<object> shared = [.. Varying([sink], axis).Where(node => node.Function is { IsLong: true })];
            shared.UnionWith(GraphWalk.Reachable(sink.Roots).Where(node => node.Op == Op.Element && node.Args.All(index => index.Op == Op.Index)).Select(node => node.Name!).Intersect(Written(sinks)));
            shared.UnionWith(Written([sink]));
            List<(List<Sink> Sinks, HashSet<object> Shared)> same = groups.FindAll(group => group.Shared.Overlaps(shared));
            groups.RemoveAll(same.Contains);
            groups.Add(([.. same.SelectMany(group => group.Sinks), sink], [.. same.SelectMany(group => group.Shared), .. shared]));
        }

        // What they compute in common is computed in each: a loop that is written once only has room for more.
        double together = InlineLimit.OfLoop(axis, sinks, callsOut: true), apart = groups.Sum(group => InlineLimit.OfLoop(axis, group.Sinks, callsOut: true));
        return apart > MostAgain * together ? [sinks] : groups.Select(group => sinks.Where(group.Sinks.Contains).ToList());
    }

    private static IEnumerable<string> Written(IEnumerable<Sink> sinks) => sinks.OfType<StoreSink>().Select(store => store.Store.Output);

    /// <summary>Whether functions are called out of line in a method that is nothing but the loop.</summary>
    private static bool IsLong(Axis axis, IReadOnlyCollection<Sink> sinks) => InlineLimit.IsPassedByLoop(InlineLimit.OfLoop(axis, sinks, callsOut: false));

    /// <summary>Writes the loop as a method, and calls it with the positions of the loops around, the numbers that it uses, and its accumulators.</summary>
    private void WriteAlone(Axis axis, IReadOnlyList<Sink> sinks, NestScalarWriter scalars, (string First, string End) range)
    {
        var body = new NestBody(kernel, names, new CodeWriter(), new NameScope(fields), fields, element, totals, sinks, alone: axis);
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

        foreach (KeyValuePair<Node, string> row in keptRows.Where(row => Varying(sinks, axis).Contains(row.Key)).OrderBy(row => row.Key.Id).ToList())
            Pass($"in KeptRow<{type}>", body.keptRows[row.Key] = body.scope.Unique(row.Value), row.Value);
        foreach (Node reduction in sinks.OfType<TotalSink>().Select(total => total.Reduction))
        {
            string name = body.accumulators[reduction] = body.scope.Unique(names.Describe(reduction));
            Pass($"ref {Accumulation.LaneType(reduction)}<{Lanes}, {type}>", name, $"ref {accumulators[reduction]}");
        }

        string method = NameOf(sinks);
        body.WriteLanes(axis, sinks, known, (first, beyond));
        WriteMethod(method, parameters, body);
        code.Line($"this.{method}<{Lanes}, {Strides}>({string.Join(", ", arguments)});");
    }
}
