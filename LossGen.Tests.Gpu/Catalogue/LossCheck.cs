using System.Globalization;
using ILGPU.Runtime;
using LossGen.Tests.Gpu.Losses;
using LossGen.Tests.Torch.Catalogue;

namespace LossGen.Tests.Gpu.Catalogue;

/// <summary>Holds an overload for views against the method for spans.</summary>
internal sealed class LossCheck(LossOverload overload, AcceleratorStream stream)
{
    /// <summary>Derivatives that cancel, as that by the length of what is normalized, leave what their terms were rounded by.</summary>
    private const double CancelledTerms = 0.25;

    private readonly Dictionary<string, (Array OfCpu, Array OfDevice)> written = [];

    /// <summary>With one set of arguments; derivatives are added to what is there where asked for.</summary>
    public void Run(LossInputs inputs, Func<string, Array> draw, bool accumulate)
    {
        written.Clear();
        Dictionary<string, Array> read = overload.Declared.GetParameters().Where(parameter => IsRead(parameter.ParameterType))
            .ToDictionary(parameter => parameter.Name!, parameter => draw(parameter.Name!));
        double upstream = accumulate ? 0.5 : 1;

        Array Values(string name, Type element)
        {
            if (read.TryGetValue(name, out Array? values))
                return values;
            if (name == "upstream")
                return read[name] = Filled(element, inputs.Count(name), i => 1 + (i % 3));
            return Filled(element, Lengths(inputs, name).Aggregate(1, (product, length) => product * length), i => accumulate ? i % 5 : 99);
        }

        object? value = CatalogueCall.Invoke(overload.Method, parameter =>
        {
            Type type = parameter.ParameterType;
            if (!type.IsGenericType)
                return Number(parameter.Name!, type);
            Array values = Values(parameter.Name!, type.GetGenericArguments()[0]);
            if (!IsRead(type))
                written[parameter.Name!] = (values, (Array)values.Clone());
            return LossInputs.Shaped(type, values, Lengths(inputs, parameter.Name!));
        });
        if (overload.Method.ReturnType != typeof(void))
            written["loss"] = (Filled(overload.Method.ReturnType, 1, _ => value!), Filled(overload.Method.ReturnType, 1, _ => 99));

        overload.OnDevice!.Call(stream, (name, type) =>
            !Overload.IsView(type) ? Number(name, Overload.Element(type))
            : TensorArgument.Dense(written.TryGetValue(name, out (Array, Array OfDevice) place) ? place.OfDevice : Values(name, Overload.Element(type)),
                written.TryGetValue(name, out place) && overload.Method.ReturnType != typeof(void) && name == "loss" ? [1] : Lengths(inputs, name)));
        foreach ((string name, (Array expected, Array actual)) in written)
            AssertClose(name, expected, actual, inputs);

        object Number(string name, Type type) => name switch
        {
            "upstream" => Convert.ChangeType(upstream, type, CultureInfo.InvariantCulture),
            "accumulate" => accumulate,
            _ => inputs.Scalar(name),
        };
    }

    /// <summary>A derivative is as long as what it is by, and other results as the losses of the elements.</summary>
    private int[] Lengths(LossInputs inputs, string name) =>
        inputs.Lengths(Differentiated.TryGetValue(name, out string? input) ? input : name);

    private Dictionary<string, string> Differentiated { get; } = overload.Method.GetParameters()
        .Where(parameter => CatalogueMethods.Differentiated(parameter) is not null)
        .ToDictionary(parameter => parameter.Name!, parameter => CatalogueMethods.Differentiated(parameter)!);

    private static bool IsRead(Type type) => type.IsGenericType && type.Name.StartsWith("ReadOnly", StringComparison.Ordinal);

    private static Array Filled(Type element, int count, Func<int, object> value)
    {
        var values = Array.CreateInstance(element, count);
        for (int i = 0; i < count; i++)
            values.SetValue(Convert.ChangeType(value(i), element, CultureInfo.InvariantCulture), i);
        return values;
    }

    /// <summary>To a few units in the last place of the largest number, or of the terms where all numbers are but what is left of these.</summary>
    private void AssertClose(string name, Array expected, Array actual, LossInputs inputs)
    {
        double[] wanted = Doubles(expected), got = Doubles(actual);
        double scale = wanted.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();

        // What recurs is rounded at each step, by the CPU to the type of the elements; the variances of windows are what is left of squares.
        double unit = (expected.GetType().GetElementType() == typeof(float) ? 2e-6 : 1e-13) * (inputs.HasWindows ? 100 : inputs.Recurs ? 20 : 1);
        double tolerance = unit * (scale <= unit * CancelledTerms ? CancelledTerms : scale);
        for (int i = 0; i < wanted.Length; i++)
        {
            Assert.True(
                wanted[i].Equals(got[i]) || Math.Abs(wanted[i] - got[i]) <= tolerance,
                $"{overload} ({inputs}): {name}[{i}] is {got[i]:R}, and {wanted[i]:R} on the CPU");
        }
    }

    private static double[] Doubles(Array values) =>
        [.. values.Cast<object>().Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture))];
}
