using System.Globalization;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The work of one position of a nest's outermost axis, in additions, as a formula of the extents.</summary>
internal static class Work
{
    public static string Of(Nest nest, Func<Axis, string> size)
    {
        List<string> terms = [];
        foreach (Loop loop in nest.Steps.OfType<Loop>())
            Collect(loop, loop.Axis == nest.Axis ? [] : [loop.Axis], nest.Axis, size, terms);
        return terms.Count == 0 ? "1.0" : string.Join(" + ", terms);
    }

    private static void Collect(Loop loop, IReadOnlyList<Axis> around, Axis outermost, Func<Axis, string> size, List<string> terms)
    {
        List<Sink> sinks = [.. loop.Body.OfType<Execute>().Select(step => step.Sink)];
        int cost = Math.Max(1, NestValues.All(sinks.SelectMany(sink => sink.Roots)).Where(node => node.VariesOver(loop.Axis))
            .Sum(node => node.Function?.Cost ?? (node.Op == Op.Divide ? 4 : 1)));
        if (sinks.Count > 0)
            terms.Add(string.Join(" * ", around.Select(axis => size(axis.Diagonal?.Columns ?? axis)).Prepend(cost.ToString(CultureInfo.InvariantCulture) + ".0")));
        foreach (Loop inner in loop.Loops)
            Collect(inner, inner.Axis == outermost ? around : [.. around, inner.Axis], outermost, size, terms);
    }
}
