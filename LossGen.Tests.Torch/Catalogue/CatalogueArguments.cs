using System.Numerics;
using System.Reflection;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.Catalogue;

/// <summary>The arguments of one call: arrays for LossGen, tensors of doubles with the same numbers for libtorch.</summary>
internal sealed class CatalogueArguments
{
    private readonly Dictionary<string, Tensor> tensors = [];
    private readonly Dictionary<string, double> scalars = [];
    private readonly Dictionary<string, object> values = [];
    private readonly Dictionary<string, int[]> shapes = [];

    /// <summary>A tensor by the name of its parameter; one of doubles, or of indices.</summary>
    public Tensor this[string name] => tensors[name];

    public double Scalar(string name) => scalars[name];

    /// <summary>The array or number that LossGen is called with.</summary>
    public object Value(string name) => values[name];

    /// <summary>Draws the arguments of a method.</summary>
    /// <param name="row">Its inputs.</param>
    /// <param name="method">The method, whose options have defaults.</param>
    /// <param name="extents">The extents of the axes.</param>
    /// <param name="random">Draws.</param>
    /// <param name="real">What becomes of a number that is drawn for an input of real numbers.</param>
    /// <param name="options">The options that differ from their defaults.</param>
    /// <param name="type">The type of libtorch's tensors.</param>
    public static CatalogueArguments Draw<T>(
        CatalogueRow row, MethodInfo method, Extents extents, Random random, Func<double, double> real, IReadOnlyList<(string Name, double Value)> options,
        ScalarType type = ScalarType.Float64)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var arguments = new CatalogueArguments();
        foreach (CatalogueInput input in row.Inputs)
        {
            double[] numbers = input.Draw(random, extents);
            if (input.IsReal)
                numbers = Array.ConvertAll(numbers, number => real(number));
            arguments.Add<T>(input.Name, numbers, extents.Of(input.Axes), input.IsIndex, type);
        }

        foreach (ParameterInfo parameter in method.GetParameters().Where(parameter => parameter.HasDefaultValue))
        {
            (string Name, double Value)[] chosen = [.. options.Where(option => option.Name == parameter.Name)];
            arguments.AddScalar(
                parameter.Name!,
                chosen is [var option] ? Convert.ChangeType(option.Value, parameter.ParameterType) : parameter.DefaultValue!);
        }

        return arguments;
    }

    /// <summary>An array as the parameter takes it: a tensor of the shape of its input where it is a span of several axes.</summary>
    public object Shaped<T>(ParameterInfo parameter, object value) => CatalogueCall.IsTensorSpan(parameter.ParameterType)
        ? System.Numerics.Tensors.Tensor.Create((T[])value, [.. shapes[CatalogueMethods.Differentiated(parameter) ?? parameter.Name!].Select(extent => (nint)extent)])
        : value;

    /// <param name="name">The parameter.</param>
    /// <param name="numbers">What it holds.</param>
    /// <param name="shape">The extents of its axes.</param>
    /// <param name="isIndex">Whether they are indices.</param>
    /// <param name="type">The type of libtorch's tensor.</param>
    private void Add<T>(string name, double[] numbers, int[] shape, bool isIndex, ScalarType type)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        shapes[name] = shape;
        long[] extents = [.. shape.Select(extent => (long)extent)];
        if (isIndex)
        {
            int[] indices = [.. numbers.Select(number => (int)number)];
            values[name] = indices;
            tensors[name] = tensor(indices).to(int64).reshape(extents);
            return;
        }

        T[] rounded = [.. numbers.Select(T.CreateChecked)];
        values[name] = rounded;
        tensors[name] = tensor(Array.ConvertAll(rounded, double.CreateChecked), type).reshape(extents).requires_grad_();
    }

    private void AddScalar(string name, object value)
    {
        values[name] = value;
        scalars[name] = Convert.ToDouble(value);
    }

    /// <summary>The gradient of a scalar by an input; 0 where it does not depend on it.</summary>
    public double[] Gradient(Tensor value, string name)
    {
        Tensor? gradient = Differentiate(value, name, keepsGraph: false);
        return gradient is null ? new double[tensors[name].numel()] : Tensors.Values(gradient);
    }

    /// <summary>The diagonal of the Hessian, of a loss in which no element's gradient depends on another element.</summary>
    public double[] Hessian(Tensor value, string name)
    {
        Tensor? gradient = Differentiate(value, name, keepsGraph: true);
        return gradient is { requires_grad: true } ? Gradient(gradient.sum(), name) : new double[tensors[name].numel()];
    }

    private Tensor? Differentiate(Tensor value, string name, bool keepsGraph)
    {
        if (!value.requires_grad)
            return null;
        Tensor? gradient = autograd.grad([value], [tensors[name]], retain_graph: true, create_graph: keepsGraph, allow_unused: true)[0];
        return gradient is { IsInvalid: false } ? gradient : null;
    }
}
