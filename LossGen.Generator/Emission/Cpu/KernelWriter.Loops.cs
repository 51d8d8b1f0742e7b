using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>The loops of a block: one, or several over each strip of it.</summary>
internal sealed partial class KernelWriter
{
    /// <summary>Takes memory for what loops keep, before there are values that the JIT would have to save around a call.</summary>
    private Dictionary<Node, string> WriteStrips(NameScope scope)
    {
        var kept = new Dictionary<Node, string>();
        foreach (Node node in stages.SelectMany(stage => stage.Keeps))
            kept[node] = scope.Unique(names.Describe(node) + "Strip");
        string? first = null;
        foreach (string name in kept.Values)
        {
            code.Line(first is null
                ? $"ref {type} {name} = ref Strip.Take<{type}>({kept.Count});"
                : $"ref {type} {name} = ref Unsafe.Add(ref {first}, Strip.Length);");
            first = name;
        }

        return kept;
    }

    private void WriteLoops(LoopNames block, LaneWriter perCall)
    {
        if (stages.Count == 1)
        {
            string index = block.Scope.Unique("i");
            code.Open($"for (nint {index} = 0; {index} < {block.Length}; {index} += {block.Lanes}.Count)");
            WriteStage(stages[0], block, index, Lanes(block.Scope, block.Lanes, perCall));
            code.Close();
            return;
        }

        string strip = block.Scope.Unique("strip"), end = block.Scope.Unique("end");
        code.Line("// Loop by loop over strips that stay in the first-level cache, so that no turn of a loop is a long chain of functions.");
        code.Open($"for (nint {strip} = 0; {strip} < {block.Length}; {strip} += Strip.Length)");
        code.Line($"nint {end} = nint.Min({strip} + Strip.Length, {block.Length});");
        foreach (Stage stage in stages)
        {
            NameScope inner = new(block.Scope);
            string index = inner.Unique("i");
            code.Open($"for (nint {index} = {strip}; {index} < {end}; {index} += {block.Lanes}.Count)");
            LaneWriter body = Lanes(inner, block.Lanes, perCall);
            foreach (Node node in stage.Loads)
            {
                string name = inner.Unique(names.Describe(node));
                code.Line($"{block.Lanes} {name} = {block.Lanes}.Load(in {block.Kept[node]}, {index} - {strip});");
                body.Define(node, name);
            }

            WriteStage(stage, block with { Scope = inner }, index, body);
            foreach (Node node in stage.Keeps)
                code.Line($"{block.Lanes}.Store(ref {block.Kept[node]}, {index} - {strip}, {body.Write(node)});");
            code.Close();
            if (stage != stages[stages.Count - 1])
                code.Line();
        }

        code.Close();
    }

    private void WriteStage(Stage stage, LoopNames block, string index, LaneWriter body)
    {
        foreach (Node input in stage.Elements)
        {
            string name = tensors[input.Name!];
            ElementType tensor = tensorType(input.Name!);
            code.Line(tensor is ElementType.Int64 or ElementType.Byte
                ? $"{block.Lanes} {name} = Edge.LoadConverted<{block.Lanes}, {type}, {CSharpTypes.Keyword(tensor)}>(in {block.Starts[input.Name!]}, {index}, {block.Lanes}.Count);"
                : $"{block.Lanes} {name} = {block.Lanes}.Load(in {block.Starts[input.Name!]}, {index});");
            body.Define(input, name);
        }

        foreach (Node reduction in stage.Reductions)
            code.Line($"{block.Accumulators[reduction]}.{Accumulation.Add(reduction, body, block.Lanes, element)};");
        foreach (Store store in stage.Stores)
            code.Line($"{block.Lanes}.Store(ref {block.Starts[store.Output]}, {index}, {body.Write(store.Value)});");
    }

    private LaneWriter Lanes(NameScope scope, string lanes, LaneWriter? outer) =>
        new(code, scope, names, Uses(), lanes, element, callsOut) { Outer = outer };

    /// <summary>How often each value is used in the loop. The product under a sum is not formed: its factors are used.</summary>
    private Dictionary<Node, int> Uses() => UseCounts.Of(pass.Nodes.SelectMany(node => node.Args)
        .Concat(pass.Reductions.SelectMany(reduction => reduction.Args))
        .Concat(pass.Stores.Select(store => store.Value)));

    /// <summary>The names that the loops of a block use.</summary>
    /// <param name="Scope">The names in use.</param>
    /// <param name="Lanes">The type of the lanes.</param>
    /// <param name="Length">The number of elements.</param>
    /// <param name="Starts">The first elements of the tensors.</param>
    /// <param name="Kept">The strips.</param>
    /// <param name="Accumulators">The accumulators of the reductions.</param>
    private sealed record LoopNames(
        NameScope Scope, string Lanes, string Length, IReadOnlyDictionary<string, string> Starts, IReadOnlyDictionary<Node, string> Kept,
        IReadOnlyDictionary<Node, string> Accumulators);
}
