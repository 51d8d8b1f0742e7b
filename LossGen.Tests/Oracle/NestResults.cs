using LossGen.Generator.Declarations;

namespace LossGen.Tests.Oracle;

/// <summary>What a call gave.</summary>
internal sealed class NestResults
{
    /// <summary>The loss, by row-major order where it is one per element.</summary>
    public required double[] Loss { get; init; }

    public Dictionary<string, double[]> Metrics { get; } = [];

    public Dictionary<string, double[]> Gradients { get; } = [];

    /// <summary>Runs the method with the prefix ('D' for double, 'S' for float) and what follows its number.</summary>
    public static NestResults Of(
        INestLosses losses, NestInputs inputs, string method, NestLayout layout = NestLayout.Dense, double upstream = 1, double[]? upstreams = null,
        NestResults? accumulateTo = null)
    {
        (Dictionary<string, object> arguments, Dictionary<string, Strided> outputs) = Arguments(inputs, method, layout, upstream, upstreams, accumulateTo);
        losses.Call(method, arguments);
        Assert.All(outputs.Values, output => Assert.True(output.GapsAreIntact(), $"{inputs.Formula} ({inputs}) wrote between the elements"));
        var results = new NestResults
        {
            Loss = inputs.Formula.Output is { } loss ? outputs[loss.Name].Values() : [(double)arguments[""]],
        };
        foreach (NestParameter metric in inputs.Formula.Metrics)
            results.Metrics[metric.Name] = outputs.TryGetValue(metric.Name, out Strided? output) ? output.Values() : [(double)arguments[metric.Name]];
        if (method.EndsWith("WithGradient", StringComparison.Ordinal) || method.EndsWith("Each", StringComparison.Ordinal))
        {
            foreach (NestParameter parameter in inputs.Formula.Differentiated)
            {
                results.Gradients[parameter.Name] =
                    outputs.TryGetValue(parameter.Gradient, out Strided? output) ? output.Values() : [(double)arguments[parameter.Gradient]];
            }
        }

        return results;
    }

    /// <summary>The arguments of a call, with outputs full of sentinels.</summary>
    public static (Dictionary<string, object> Arguments, Dictionary<string, Strided> Outputs) Arguments(
        NestInputs inputs, string method, NestLayout layout = NestLayout.Dense, double upstream = 1, double[]? upstreams = null, NestResults? accumulateTo = null)
    {
        Type element = NestType.Of(method).Element;
        var arguments = new Dictionary<string, object> { ["upstream"] = upstream, ["accumulate"] = accumulateTo is not null };
        var outputs = new Dictionary<string, Strided>();
        foreach (NestParameter parameter in inputs.Formula.Parameters)
        {
            if (parameter.Kind == ParameterKind.Scalar)
                arguments[parameter.Name] = inputs.Scalars[parameter.Name];
            else if (parameter.Kind == ParameterKind.Tensor)
                arguments[parameter.Name] = Placed(parameter, TypeOf(parameter, element), inputs, inputs.Tensors[parameter.Name], layout).Argument;
            else if (parameter.Container != Container.None)
                outputs[parameter.Name] = Placed(parameter, element, inputs, Sentinels(inputs.Count(parameter)), layout);
        }

        foreach (NestParameter parameter in inputs.Formula.Differentiated.Where(parameter => parameter.Container != Container.None))
            outputs[parameter.Gradient] = Placed(parameter, element, inputs, accumulateTo?.Gradients[parameter.Name] ?? Sentinels(inputs.Count(parameter)), layout);
        if (upstreams is not null)
            arguments["upstreams"] = Placed(inputs.Formula.Output!, element, inputs, upstreams, layout).Argument;
        foreach ((string name, Strided output) in outputs)
            arguments[name] = output.Argument;
        return (arguments, outputs);
    }

    private static double[] Sentinels(int count) => [.. Enumerable.Repeat(12345.0, count)];

    private static Type TypeOf(NestParameter parameter, Type element) => parameter.Element switch
    {
        ElementType.Int32 => typeof(int),
        ElementType.Int64 => typeof(long),
        ElementType.Byte => typeof(byte),
        _ => element,
    };

    private static Strided Placed(NestParameter parameter, Type element, NestInputs inputs, double[] values, NestLayout layout)
    {
        int[] lengths = inputs.Lengths(parameter);
        return parameter.Container != Container.TensorSpan || layout == NestLayout.Dense ? Strided.Dense(element, lengths, values)
            : layout == NestLayout.Transposed ? Strided.Transposed(element, lengths, values)
            : layout == NestLayout.Batched ? Strided.Batched(element, lengths, values)
            : Strided.Sliced(element, lengths, values);
    }
}
