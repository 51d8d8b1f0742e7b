using LossGen.Generator.Binding;
using LossGen.Generator.Calculus;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;
using LossGen.Generator.Syntax;
using LossGen.Tests.Oracle;

namespace LossGen.Tests.Schedule;

/// <summary>Axes that always occur together are one.</summary>
public sealed class AxisCollapseTests
{
    [Theory]
    [InlineData("mean[n, c]((p[n, c] - y[n, c])^2)", "p[n, c]*; y[n, c]", "n and c")]
    [InlineData("mean[n](mean[c]((p[n, c] - y[n, c])^2))", "p[n, c]*; y[n, c]", "n and c")]
    [InlineData("sum[c, n]((p[n, c] - y[n, c])^2)", "p[n, c]*; y[n, c]", "n and c")]
    [InlineData("sum[n, c, h, w](abs(p[n, c, h, w]) * s)", "p[n, c, h, w]*; s = 2", "n and c and h and w")]
    [InlineData("sum[n, c | m[n, c] > 0](p[n, c]^2) / count[n, c](m[n, c] > 0)", "p[n, c]*; m[n, c]", "n and c")]
    [InlineData("mean[n, c | m[n, c] > 0](p[n, c]^2)", "p[n, c]*; int m[n, c]", "n and c")]
    [InlineData("norm[n, c](p[n, c])", "p[n, c]*", "n and c")]
    [InlineData("prod[n, c](1 + p[n, c] / 8)", "p[n, c]", "n and c")]
    [InlineData("max[n, c](abs(p[n, c])) - min[n, c](p[n, c])", "p[n, c]", "n and c")]
    [InlineData("(p[n, c] - y[n, c])^2", "p[n, c]*; y[n, c]; -> loss[n, c]", "n and c")]
    [InlineData("sum[n, c](p[n, c]^2) + sum[i, j](y[i, j])", "p[n, c]*; y[i, j]", "n and c; i and j")]
    public void Axes_that_always_meet_are_one(string formula, string signature, string joined) => Assert.Equal(joined, Joined(formula, signature));

    [Theory]
    [InlineData("mean[n](sqrt(sum[h, w]((p[n, h, w] - y[n, h, w])^2)))", "p[n, h, w]*; y[n, h, w]", "h and w")]
    [InlineData("mean[n, h, w](v[n] * p[n, h, w]^2)", "p[n, h, w]*; v[n]", "h and w")]
    [InlineData("mean[b, c](1 - 2 * sum[h, w](p[b, c, h, w] * q[b, c, h, w]) / sum[h, w](p[b, c, h, w]^2))", "p[b, c, h, w]*; q[b, c, h, w]", "b and c; h and w")]
    [InlineData("mean[n, t](logsumexp[v](z[n, t, v]) - z[n, t, y[n, t]])", "z[n, t, v]*; int y[n, t] < v", "n and t")]
    [InlineData("sum[n, t, k]((e[y[n, t], k] - x[n, t, k])^2)", "e[v, k]; int y[n, t] < v; x[n, t, k]*", "n and t")]
    [InlineData("mean[n, c](w[c] * p[n, c, 0])", "p[n, c, 2]; w[c]*", "")]
    public void Others_stay(string formula, string signature, string joined) => Assert.Equal(joined, Joined(formula, signature));

    [Theory]
    [InlineData("a position as a number", "sum[n, c](p[n, c] * c)", "p[n, c]*")]
    [InlineData("a position in a filter", "sum[n, c | c > 0](p[n, c])", "p[n, c]*")]
    [InlineData("positions compared", "sum[n, c](n == c ? p[n, c] : 0)", "p[n, c]*")]
    [InlineData("a gather along one of them", "sum[n, c](p[n, c]) + sum[n](p[n, y[n]])", "p[n, c]*; int y[n] < c")]
    [InlineData("a shift", "sum[n, c]((p[n, c + 1] ?? 0) * p[n, c])", "p[n, c]*")]
    [InlineData("a tensor of one of them", "mean[n, c](w[c] * (p[n, c] - y[n, c])^2)", "p[n, c]*; y[n, c]; w[c]")]
    [InlineData("another order", "sum[n, c](p[n, c] * q[c, n])", "p[n, c]*; q[c, n]")]
    [InlineData("another axis between them", "sum[n, c](p[n, 0, c] * q[n, c])", "p[n, 2, c]*; q[n, c]")]
    [InlineData("a reduction over one of them", "mean[n](norm[c](p[n, c]))", "p[n, c]*")]
    [InlineData("different reductions", "sum[n](max[c](p[n, c]))", "p[n, c]")]
    [InlineData("a reduction over one of them elsewhere", "sum[n, c](p[n, c]) + sum[n](max[c](p[n, c]))", "p[n, c]*")]
    [InlineData("softmax along one of them", "sum[n, c](softmax[c](p[n, c]) * q[n, c])", "p[n, c]*; q[n, c]")]
    [InlineData("cumsum along one of them", "sum[n, c](cumsum[c](p[n, c])^2)", "p[n, c]*")]
    [InlineData("argmax along one of them", "sum[n](argmax[c](p[n, c])) + sum[n, c](p[n, c])", "p[n, c]*")]
    [InlineData("columns", "sum[h, w](logsumexp[c](z[c, h, w]))", "z[c, h, w]*")]
    [InlineData("one tensor at other axes", "sum[i, j](x[i, k0] * x[j, k0])", "x[i, k]*; int k0 < k = 0")]
    public void Axes_stay_apart_with(string what, string formula, string signature) => Assert.True(Joined(formula, signature).Length == 0, what);

    [Theory]
    [InlineData("mean[n, c]((p[n, c] - y[n, c])^2)", "flat p[n, c]*; flat y[n, c]; size c", true, false)]
    [InlineData("mean[n, c]((p[n, c] - y[n, c])^2)", "p[n, c]*; y[n, c]", true, true)]
    [InlineData("mean[n, c]((p[n, c] - y[n, c])^2)", "p[n, c]*; flat y[n, c]", true, true)]
    [InlineData("mean[n](sqrt(sum[h, w](p[n, h, w]^2)))", "flat p[n, h, w]*; size h; size w", false, false)]
    [InlineData("mean[n](sqrt(sum[h, w](p[n, h, w]^2)))", "p[n, h, w]*", false, true)]
    [InlineData("mean[n](norm[c](p[n, c]))", "p[n, c]*", false, false)]
    public void One_axis_is_run_in_passes_and_tensor_spans_in_loops_too(string formula, string signature, bool inPasses, bool asStrided)
    {
        var nest = new NestFormula(formula, signature);
        (GraphBuilder graph, Routine routine) = RoutineOf(nest);
        var schedule = RoutineSchedule.Of(
            graph, routine, isFlat: false, name => nest.Tensors.Any(tensor => tensor.Name == name && tensor.Container == Container.TensorSpan), name => name, isDouble: true, isComputed: _ => true, isNarrow: false, hasDevice: false, hasCheckpoints: false);
        Assert.Equal((inPasses, asStrided), (schedule.Passes is not null, schedule.Strided is not null));
    }

    [Fact]
    public void The_dimensions_of_tensors_say_how_many_they_stand_for()
    {
        (GraphBuilder graph, Routine routine) = RoutineOf(new NestFormula(
            "sum[n, t](logsumexp[h, w](z[n, t, h, w]) * v[n, t])", "z[n, t, h, w]*; v[n, t]"));
        CollapsedRoutine collapsed = AxisCollapse.Apply(graph, routine);
        Assert.Equal([2, 1, 1], collapsed.Dimensions["z"]);
        Assert.Equal([2], collapsed.Dimensions["v"]);
        Assert.Equal([2, 1, 1], collapsed.Dimensions["gradZ"]);
    }

    private static string Joined(string formula, string signature)
    {
        (GraphBuilder graph, Routine routine) = RoutineOf(new NestFormula(formula, signature));
        return string.Join("; ", AxisCollapse.Apply(graph, routine).JoinedAxes);
    }

    /// <summary>The loss and the gradients of what is marked, before axes are joined.</summary>
    private static (GraphBuilder Graph, Routine Routine) RoutineOf(NestFormula formula)
    {
        var diagnostics = new DiagnosticBag();
        var graph = new GraphBuilder();
        BoundFormula? bound = Binder.Bind(Parser.Parse(formula.Text, diagnostics), formula.Declaration(), diagnostics, graph);
        Assert.True(bound is not null, string.Join("; ", diagnostics.Items));
        List<NestParameter> marked = [.. formula.Parameters.Where(parameter => parameter.IsMarked)];
        IReadOnlyList<Node> gradients = Differentiation.Adjoints(
            graph, bound.Result, [.. marked.Select(parameter => bound.Leaf(parameter.Name))], graph.Scalar("upstream", Interval.All));
        IReadOnlyList<Node> lowered = NanPropagation.Apply(graph, Lowering.Lower(graph, [bound.Result, .. gradients]));
        List<Store> stores = [.. marked.Select((parameter, i) => new Store(parameter.Gradient, bound.Shapes[parameter.Name], lowered[i + 1]))];
        NestParameter? output = formula.Output;
        if (output is not null)
            stores.Insert(0, new Store(output.Name, bound.Result.Axes.Axes, lowered[0]));
        return (graph, new Routine(stores, output is null ? [new Assignment(null, lowered[0])] : [], bound.Checks));
    }
}
