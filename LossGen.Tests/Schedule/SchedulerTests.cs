using LossGen.Generator.Binding;
using LossGen.Generator.Calculus;
using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;
using LossGen.Generator.Syntax;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Schedule;

/// <summary>As few passes over memory as the mathematics allows.</summary>
public sealed class SchedulerTests
{
    private const string Dice = "1 - (2 * sum(p * y) + 1) / (sum(p) + sum(y) + 1)";
    private const string Rmse = "sqrt(mean((p - y)^2))";
    private const string Cosine = "1 - sum(p * y) / (norm(p) * norm(y))";
    private const string Variance = "mean((p - mean(p))^2)";

    [Theory]
    [InlineData("mean((p - y)^2)")]
    [InlineData("mean(abs(p - y))")]
    [InlineData("mean(abs(e) <= 1 ? e^2 / 2 : abs(e) - 0.5) where e = p - y")]
    [InlineData("-mean(y * log(sigmoid(p)) + (1 - y) * log(1 - sigmoid(p)))")]
    [InlineData("mean(log(cosh(p - y)))")]
    [InlineData("sum(p * y)")]
    [InlineData("mean(p^2) + 3 * sum(y * p) + mean(exp(-p^2))")]
    public void Value_and_gradient_of_sums_of_elements_take_one_pass(string formula) => Assert.Single(WithGradient(formula).Passes);

    [Theory]
    [InlineData("mean((p - y)^2)")]
    [InlineData(Dice)]
    [InlineData(Rmse)]
    [InlineData(Cosine)]
    [InlineData("sum(y * (p - y)^2) / sum(y)")]
    [InlineData("max(p) - min(p) + prod(y)")]
    public void The_value_of_independent_reductions_takes_one_pass(string formula) => Assert.Single(Forward(formula).Passes);

    [Theory]
    [InlineData(Dice)]
    [InlineData(Rmse)]
    [InlineData(Cosine)]
    [InlineData("sum(y * p) / sum(p)")]
    public void The_gradient_of_a_ratio_takes_a_second_pass(string formula)
    {
        PassPlan plan = WithGradient(formula);
        Assert.Equal(2, plan.Passes.Count);
        Assert.Empty(plan.Passes[0].Stores);
        Assert.Empty(plan.Passes[1].Reductions);
        Assert.Equal(["gradP"], plan.Passes[1].Stores.Select(store => store.Output));
    }

    [Fact]
    public void A_reduction_of_a_reduction_takes_a_second_pass_and_a_third_where_the_gradient_waits_for_it()
    {
        Assert.Equal(2, Forward(Variance).Passes.Count);
        Assert.Equal(3, WithGradient("sqrt(mean((p - mean(p))^2))").Passes.Count);
        Assert.Equal(3, WithGradient("mean((p - mean(p))^3)").Passes.Count);
        Assert.Equal(2, Forward("logsumexp(p)").Passes.Count);
    }

    [Fact]
    public void The_sum_of_deviations_from_the_mean_is_known_to_be_0() => Assert.Equal(2, WithGradient(Variance).Passes.Count);

    [Theory]
    [InlineData(Dice)]
    [InlineData(Rmse)]
    [InlineData(Cosine)]
    public void No_input_is_read_more_than_twice_for_a_ratio(string formula)
    {
        PassPlan plan = WithGradient(formula);
        foreach (string input in (string[])["p", "y"])
            Assert.InRange(plan.Passes.Count(pass => pass.Elements.Any(element => element.Name == input)), 1, 2);
        Assert.All(plan.Passes, pass => Assert.Equal(pass.Elements.Distinct().Count(), pass.Elements.Count()));
    }

    [Fact]
    public void A_pass_reads_only_what_it_uses()
    {
        // The gradient of sum(p)^2 * sum(y) by p is one number for all elements: nothing is read to write it.
        PassPlan plan = WithGradient("sum(p)^2 * sum(y)");
        Assert.Equal(2, plan.Passes.Count);
        Assert.Equal(["p", "y"], plan.Passes[0].Elements.Select(element => element.Name).Order());
        Assert.Empty(plan.Passes[1].Elements);
    }

    [Fact]
    public void Each_store_runs_as_soon_as_its_totals_are_known()
    {
        PassPlan plan = WithGradient("sum(p * y)");
        Assert.Equal(["gradP"], plan.Passes[0].Stores.Select(store => store.Output));
        Assert.Single(plan.Passes[0].Reductions);
    }

    [Fact]
    public void A_loss_per_element_takes_one_pass_and_no_reduction()
    {
        Pass pass = Assert.Single(WithGradient("(p - y)^2", perElement: true).Passes);
        Assert.Empty(pass.Reductions);
        Assert.Equal(["loss", "gradP"], pass.Stores.Select(store => store.Output));
    }

    [Fact]
    public void A_loss_of_scalars_takes_no_pass()
    {
        var graph = new GraphBuilder();
        Assert.Empty(Scheduler.Plan(new Routine([], [new Assignment(null, graph.Scalar("w", Interval.All))], [])).Passes);
    }

    [Theory]
    [InlineData("mean((p - y)^2)", "1 pass", "1 pass")]
    [InlineData(Dice, "1 pass", "2 passes")]
    [InlineData("mean((p - mean(p))^3) + sum(y)", "2 passes", "3 passes")]
    public void The_emitted_documentation_states_the_passes(string formula, string forward, string withGradient)
    {
        string file = Assert.Single(GeneratorRun.OfFormula(formula, "ReadOnlySpan<float> p, ReadOnlySpan<float> y").Files);
        Assert.Contains($" Loss: {forward} over memory;", file, StringComparison.Ordinal);
        Assert.Contains($" LossWithGradient: {withGradient} over memory;", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mean((p - y)^2)", 1)]
    [InlineData("mean(exp(p))", 1)]
    [InlineData("mean(log(cosh(p - y)))", 2)]
    [InlineData("-mean(y * log(sigmoid(p)) + (1 - y) * log(1 - sigmoid(p)))", 3)]
    public void What_needs_the_value_of_a_long_function_is_in_a_loop_of_its_own(string formula, int loops)
    {
        Pass pass = WithGradient(formula).Passes.Single();
        IReadOnlyList<Stage> stages = Stages.Of(pass);

        Assert.Equal(loops, stages.Count);
        Assert.Equal(pass.Reductions, stages.SelectMany(stage => stage.Reductions));
        Assert.Equal(pass.Stores, stages.SelectMany(stage => stage.Stores));
        for (int i = 0; i < stages.Count; i++)
            Assert.All(stages[i].Loads, node => Assert.Contains(stages.Take(i), earlier => earlier.Keeps.Contains(node)));
    }

    private static PassPlan Forward(string formula) => Plan(formula, withGradient: false, perElement: false);

    private static PassPlan WithGradient(string formula, bool perElement = false) => Plan(formula, withGradient: true, perElement);

    /// <summary>The stages up to the schedule, for a loss of the tensors p (differentiated) and y.</summary>
    private static PassPlan Plan(string formula, bool withGradient, bool perElement)
    {
        ParameterModel Tensor(string name, ParameterKind kind = ParameterKind.Tensor) => new(
            name, kind, ElementType.Single, Default: null, IsMarked: false, double.NegativeInfinity, double.PositiveInfinity);
        List<ParameterModel> parameters = [Tensor("p"), Tensor("y")];
        if (perElement)
            parameters.Add(Tensor("loss", ParameterKind.Output));
        var declaration = new LossDeclaration(
            "", EquatableArray<TypeHeader>.Empty, "", "", "Loss", perElement ? null : ElementType.Single, parameters.ToEquatableArray(),
            formula, Hessian: false, Documentation: "");
        var diagnostics = new DiagnosticBag();
        var graph = new GraphBuilder();
        BoundFormula bound = Binder.Bind(Parser.Parse(formula, diagnostics), declaration, diagnostics, graph)!;
        List<Node> roots = [bound.Result];
        if (withGradient)
        {
            Node upstream = graph.Scalar("upstream", Interval.All);
            roots.AddRange(Differentiation.Adjoints(graph, bound.Result, [bound.Leaf("p")], upstream));
        }

        IReadOnlyList<Node> lowered = NanPropagation.Apply(graph, Lowering.Lower(graph, roots));
        List<Store> stores = perElement ? [new Store("loss", bound.Shapes["p"], lowered[0])] : [];
        stores.AddRange(lowered.Skip(1).Select(gradient => new Store("gradP", bound.Shapes["p"], gradient)));
        return Scheduler.Plan(new Routine(stores, perElement ? [] : [new Assignment(null, lowered[0])], []));
    }
}
