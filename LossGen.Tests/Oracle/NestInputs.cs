using LossGen.Generator.Declarations;

namespace LossGen.Tests.Oracle;

/// <summary>The arguments of a <see cref="NestFormula"/>: for each tensor its lengths and its values in row-major order.</summary>
internal sealed class NestInputs(NestFormula formula, IReadOnlyDictionary<string, int> sizes)
{
    public NestFormula Formula { get; } = formula;

    public IReadOnlyDictionary<string, int> Sizes { get; } = sizes;

    public Dictionary<string, double[]> Tensors { get; private init; } = [];

    public Dictionary<string, double> Scalars { get; private init; } = [];

    /// <summary>Whether the indices have something to pick.</summary>
    public bool AreIndicesValid => Formula.Tensors.All(tensor => tensor.Bound is null || Size(tensor.Bound) > 0 || Count(tensor) == 0);

    public static NestInputs Random(NestFormula formula, IReadOnlyDictionary<string, int> sizes, Random random)
    {
        var inputs = new NestInputs(formula, sizes);
        foreach (NestParameter tensor in formula.Tensors)
        {
            int below = Math.Max(tensor.Bound is null ? 3 : inputs.Size(tensor.Bound), 1);
            inputs.Tensors[tensor.Name] =
            [
                .. Enumerable.Range(0, inputs.Count(tensor)).Select(_ => !tensor.IsFloating ? random.Next(below)
                    : tensor.IsPositive ? random.NextDouble() + 0.1 : (random.NextDouble() * 4) - 2),
            ];
        }

        foreach (NestParameter scalar in formula.Scalars)
            inputs.Scalars[scalar.Name] = scalar.IsExtent ? inputs.Size(scalar.Name) : scalar.Value;
        return inputs;
    }

    public int Size(string axis) => char.IsDigit(axis[0]) ? int.Parse(axis, System.Globalization.CultureInfo.InvariantCulture) : Sizes[axis];

    public int[] Lengths(NestParameter tensor) => [.. tensor.Axes.Select(Size)];

    public int Count(NestParameter tensor) => Lengths(tensor).Aggregate(1, (product, length) => product * length);

    /// <summary>The same with other values.</summary>
    public NestInputs With(string parameter, Func<double[], double[]> change) => Copy(inputs =>
    {
        if (inputs.Tensors.TryGetValue(parameter, out double[]? values))
            inputs.Tensors[parameter] = change([.. values]);
        else
            inputs.Scalars[parameter] = change([inputs.Scalars[parameter]])[0];
    });

    public NestInputs With(string parameter, int at, double value) => With(parameter, values =>
    {
        values[at] = value;
        return values;
    });

    /// <summary>The same with all numbers rounded to floats.</summary>
    public NestInputs Rounded() => Copy(inputs =>
    {
        foreach (NestParameter tensor in Formula.Tensors)
            inputs.Tensors[tensor.Name] = [.. inputs.Tensors[tensor.Name].Select(x => (double)(float)x)];
    });

    /// <summary>The tensors as the interpreter takes them.</summary>
    public Dictionary<string, Array> Arrays()
    {
        var arrays = new Dictionary<string, Array>();
        foreach (NestParameter tensor in Formula.Tensors)
        {
            double[] values = Tensors[tensor.Name];
            if (tensor.Axes.Count == 1)
            {
                arrays[tensor.Name] = values;
                continue;
            }

            var array = Array.CreateInstance(typeof(double), Lengths(tensor));
            Buffer.BlockCopy(values, 0, array, 0, values.Length * sizeof(double));
            arrays[tensor.Name] = array;
        }

        return arrays;
    }

    public override string ToString() => string.Join(", ", Sizes.Select(pair => $"{pair.Key} = {pair.Value}"));

    private NestInputs Copy(Action<NestInputs> change)
    {
        var copy = new NestInputs(Formula, Sizes) { Tensors = new(Tensors), Scalars = new(Scalars) };
        change(copy);
        return copy;
    }
}

/// <summary>How tensor spans lie in memory.</summary>
internal enum NestLayout
{
    Dense,
    Transposed,
    Sliced,
    Batched,
}

/// <summary>What a call gave.</summary>
internal sealed class NestResults
{
    /// <summary>The loss, by row-major order where it is one per element.</summary>
    public required double[] Loss { get; init; }

    public Dictionary<string, double[]> Metrics { get; } = [];

    public Dictionary<string, double[]> Gradients { get; } = [];

    /// <summary>Runs the method with the prefix ('D' for double, 'S' for float) and what follows its number.</summary>
    public static NestResults Of(
        NestLosses losses, NestInputs inputs, string method, NestLayout layout = NestLayout.Dense, double upstream = 1, double[]? upstreams = null,
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
        Type element = method[0] == 'D' ? typeof(double) : typeof(float);
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
