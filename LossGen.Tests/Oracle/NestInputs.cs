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
    public bool AreIndicesValid => Formula.Tensors.All(tensor => tensor.Bound is null || Size(tensor.Bound) > 0 || Count(tensor) == 0)
        && Formula.Scalars.All(scalar => scalar.Bound is null || Size(scalar.Bound) > scalar.Value);

    /// <summary>An extent for each axis, of which those that are too large for so many elements are drawn small.</summary>
    public static Dictionary<string, int> RandomSizes(NestFormula formula, IReadOnlyList<int> extents, int mostElements, Random random)
    {
        var sizes = formula.Axes.ToDictionary(axis => axis, _ => extents[random.Next(extents.Count)]);
        while (sizes.Values.Aggregate(1L, (product, size) => product * size) > mostElements)
            sizes[sizes.MaxBy(pair => pair.Value).Key] = 1 + random.Next(5);
        return sizes;
    }

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
    public NestInputs Rounded() => Rounded(NestType.Single);

    /// <summary>The same with all numbers of tensors rounded to a type.</summary>
    public NestInputs Rounded(NestType type) => Copy(inputs =>
    {
        foreach (NestParameter tensor in Formula.Tensors.Where(tensor => tensor.IsFloating))
            inputs.Tensors[tensor.Name] = [.. inputs.Tensors[tensor.Name].Select(x => Elements.Number(Elements.Of(x, type.Element)))];
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
