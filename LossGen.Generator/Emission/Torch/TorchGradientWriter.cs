using LossGen.Generator.Binding;
using LossGen.Generator.Calculus;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Torch;

namespace LossGen.Generator.Emission.Torch;

/// <summary>Writes the method that has the gradients in operations of torch.</summary>
internal sealed class TorchGradientWriter(TorchPlan plan, TorchGradient gradient, IReadOnlyDictionary<string, string> fields, CodeWriter code)
{
    private const string Type = "global::LossGen.Torch.TensorGraph";

    public void Write()
    {
        var scope = new NameScope(fields.Values.Select(field => field.TrimStart('@')));
        string graph = scope.Unique("graph");
        code.Open($"protected override void Gradients({Type} {graph})");
        Dictionary<Axis, string> axes = Axes().ToDictionary(axis => axis, axis => scope.Unique(Extents.Variable(axis)));
        string Size(Axis axis) => $"{graph}.Size({axes.First(pair => pair.Key.Extent == axis.Extent).Value})";
        foreach (KeyValuePair<Axis, string> axis in axes)
            code.Line($"int {axis.Value} = {graph}.Axis({(WindowsOf(axis.Key) is { } windows ? Extents.OfWindows(windows, "global::System.Math", Size) : ExtentOf(axis.Key))});");
        TensorGraphWriter writer = new(
            code, scope, new NodeNames(gradient.Formula.Names), Uses(), new TensorSources(graph, axes, Tensors(), Options(), gradient.Upstream));
        foreach (DerivativeOutput output in gradient.Outputs)
        {
            IEnumerable<string> shape = output.Of.IsTensor ? ShapeOf(output.Of).Select(axis => axes[axis]) : [];
            string arguments = string.Join(", ", [$"{plan.IndexOf(output.Of)}", writer.Numbers(output.Value), .. shape]);
            code.Line($"{graph}.{(plan.Shape is null ? "GradientOfOne" : "Gradient")}({arguments});");
        }

        code.Close();
    }

    private IReadOnlyList<Axis> ShapeOf(ParameterModel parameter) => gradient.Formula.Shapes.TryGetValue(parameter.Name, out IReadOnlyList<Axis>? shape) ? shape : [];

    /// <summary>The axes of all values and of what is written; those of windows come last, since their extents follow from others.</summary>
    private IReadOnlyList<Axis> Axes()
    {
        AxisSet all = gradient.Outputs.SelectMany(output => ShapeOf(output.Of))
            .Aggregate(gradient.Outputs.Aggregate(AxisSet.Empty, (all, output) => all.With(output.Value.Mentions)), (all, axis) => all.With(axis));
        foreach (WindowMargin window in all.Axes.SelectMany(axis => WindowsOf(axis) ?? []))
            all = window.Others.Select(other => other.Axis).Append(window.Length).Where(axis => all.Axes.All(other => other.Extent != axis.Extent)).Aggregate(all, (known, axis) => known.With(axis));
        return [.. all.Axes.OrderBy(axis => WindowsOf(axis) is not null)];
    }

    private IReadOnlyList<WindowMargin>? WindowsOf(Axis axis) =>
        gradient.Formula.Extents.FirstOrDefault(source => source.Axis == axis.Extent) is { Windows: { Count: > 0 } windows } ? windows : null;

    private string ExtentOf(Axis axis)
    {
        for (int tensor = 0; tensor < plan.Tensors.Count; tensor++)
        {
            IReadOnlyList<Axis> shape = ShapeOf(plan.Tensors[tensor].Parameter);
            for (int dimension = 0; dimension < shape.Count; dimension++)
            {
                if (shape[dimension].Extent == axis.Extent)
                    return $"{tensor}, {dimension}";
            }
        }

        return fields[gradient.Formula.Extents.First(source => source.Axis == axis.Extent && source.Parameter.IsScalar).Parameter.Name];
    }

    private Dictionary<Node, int> Uses()
    {
        List<Node> roots = [.. gradient.Outputs.Select(output => output.Value)];
        return UseCounts.Of([.. roots, .. GraphWalk.Reachable(roots).SelectMany(node => node.Args)]);
    }

    private Dictionary<string, int> Tensors() => plan.Tensors.Select((tensor, i) => (tensor.Parameter.Name, i)).ToDictionary(pair => pair.Name, pair => pair.i, StringComparer.Ordinal);

    /// <summary>A float is computed with in double, as the loops do.</summary>
    private Dictionary<string, string> Options() => plan.Options.ToDictionary(
        option => option.Name, option => option.Element == ElementType.Single ? $"(double){fields[option.Name]}" : fields[option.Name], StringComparer.Ordinal);
}
