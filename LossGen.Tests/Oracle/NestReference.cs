using LossGen.Generator.Binding;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Tests.Oracle;

/// <summary>A formula over several axes as written, without any rewrite, evaluated by the interpreter.</summary>
internal sealed class NestReference
{
    private readonly BoundFormula bound;

    public NestReference(NestFormula formula)
    {
        var diagnostics = new DiagnosticBag();
        BoundFormula? result = Binder.Bind(Parser.Parse(formula.Text, diagnostics), formula.Declaration(), diagnostics, new GraphBuilder { Rewrites = false });
        Assert.True(result is not null, $"{formula}: {string.Join("; ", diagnostics.Items)}");
        bound = result;
    }

    public double[] Loss(NestInputs inputs) => Interpreter(inputs).Evaluate(bound.Result);

    public Dictionary<string, double[]> Metrics(NestInputs inputs)
    {
        Interpreter interpreter = Interpreter(inputs);
        return bound.Metrics.ToDictionary(pair => pair.Key, pair => interpreter.Evaluate(pair.Value));
    }

    private Interpreter Interpreter(NestInputs inputs)
    {
        var extents = new Dictionary<Axis, int>();
        foreach (NestParameter tensor in inputs.Formula.Tensors)
        {
            int[] lengths = inputs.Lengths(tensor);
            for (int dimension = 0; dimension < lengths.Length; dimension++)
                extents[bound.Shapes[tensor.Name][dimension].Extent] = lengths[dimension];
        }

        foreach (ExtentSource source in bound.Extents.Where(source => source.Parameter.IsScalar))
            extents[source.Axis.Extent] = (int)inputs.Scalars[source.Parameter.Name];
        foreach (ExtentSource source in bound.Extents.Where(source => source.Windows.Count > 0))
        {
            extents[source.Axis.Extent] = Math.Max(
                0, source.Windows.Min(window => (int)Math.Ceiling(
                    (extents[window.Length.Extent] - window.Others.Sum(other => other.Factor * (extents[other.Axis.Extent] - 1)) - window.Shift) / (double)window.Stride)));
        }

        return new Interpreter(axis => extents[axis.Extent], inputs.Arrays(), inputs.Scalars);
    }
}
