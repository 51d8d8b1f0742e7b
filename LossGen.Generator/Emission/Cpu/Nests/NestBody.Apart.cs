using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Loops that are methods of their own.</summary>
internal sealed partial class NestBody
{
    /// <summary>The most outputs that give a method its name.</summary>
    private const int MostNamed = 3;

    /// <summary>
    /// Whether a loop over the steps of a sample stands apart. A recurrence, its reverse and the gradients are long together, and the JIT neither
    /// inlines operations of lanes in long methods nor finds registers for them.
    /// </summary>
    private bool IsApart(Loop loop, AxisSet bound) => bound.Count == 1 && loop.Begins.Count == 0 && !loop.IsVector
        && (kernel.Nest.Windows is not null || kernel.Nest.Sinks.OfType<StoreSink>().Select(store => store.Order).Where(order => order is not null).Distinct().Count() > 1)
        && !NestValues.All(loop.Sinks.SelectMany(sink => sink.Roots)).Any(KeptAround(loop).Contains);

    /// <summary>What other loops keep along an axis.</summary>
    private HashSet<Node> KeptAround(Loop loop) =>
        [.. Kept(kernel.Nest.Sinks).Except(Kept(loop.Sinks))];

    private static IEnumerable<Node> Kept(IEnumerable<Sink> sinks) =>
        sinks.Select(Column).Where(column => column is not null).Select(column => column!.Value.Node);

    /// <summary>The sinks of the loops that do not stand apart.</summary>
    private IEnumerable<Sink> SinksHere() => kernel.Nest.Sinks.Except(
        kernel.Nest.Steps.OfType<Loop>().SelectMany(outer => outer.Loops.Where(loop => IsApart(loop, AxisSet.Of(outer.Axis)))).SelectMany(loop => loop.Sinks));

    /// <summary>
    /// Writes the loop as a method, and returns what calls it with the positions of the loops around and what these have reduced. In a sweep it takes
    /// the segment of the steps.
    /// </summary>
    private string WriteApart(Loop loop, AxisSet bound, NestScalarWriter scalars, SweepNames? segment = null)
    {
        string name = NameOf([.. loop.Sinks.OfType<StoreSink>()]);
        bool IsReduced(Node node) => node is { Op: Op.Reduce, Varies: true } && scalars.Knows(node);
        List<Node> reduced = [.. GraphWalk.Reachable(loop.Sinks.SelectMany(sink => sink.Roots), _ => true, node => node.Varies && !IsReduced(node)).Where(IsReduced)];
        IEnumerable<string> arguments = bound.Axes.Select(axis => positions[axis]).Concat(reduced.Select(node => scalars.Write(node)));
        if (segment is not null)
            arguments = arguments.Concat([segment.First, segment.End]);
        string call = $"this.{name}<{Lanes}, {Strides}>({string.Join(", ", arguments)});";

        var body = new NestBody(kernel, names, new CodeWriter(), new NameScope(fields), fields, element, totals, loop.Sinks);
        NestScalarWriter known = body.UniformScalars();
        List<string> parameters = [.. bound.Axes.Select(axis => "nint " + body.Position(axis))];
        foreach (Node node in reduced)
        {
            string parameter = body.scope.Unique(names.Describe(node));
            known.Define(node, parameter);
            parameters.Add("double " + parameter);
        }

        if (segment is not null)
        {
            parameters.AddRange(["nint " + segment.First, "nint " + segment.End]);
            body.slices.Add(loop.Axis, (segment.First, segment.End));
        }

        body.TakeScratch(loop.Sinks);
        body.WriteLoop(loop, bound, known, isApart: true);
        WriteMethod(name, parameters, body);
        return call;
    }

    /// <summary>A name for a method, after what it fills or forms.</summary>
    private string NameOf(IReadOnlyList<Sink> sinks)
    {
        List<string> written = [.. sinks.OfType<StoreSink>().Select(store => store.Store.Output.TrimStart('@'))
            .Concat(sinks.OfType<TotalSink>().Select(total => accumulators[total.Reduction]))
            .Concat(sinks.OfType<ColumnSink>().Select(column => accumulators[column.Reduction])).Select(Identifiers.Capitalized).Distinct()];
        return fields.Unique((sinks.FirstOrDefault() is StoreSink ? "Fill" : "Form") + string.Join("And", written.Count > MostNamed ? [.. written.Take(MostNamed - 1), "More"] : written));
    }

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
