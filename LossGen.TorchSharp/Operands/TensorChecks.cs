using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Torch;

/// <summary>Looks at the tensors of a call before anything is computed; each exception names the parameter.</summary>
internal static class TensorChecks
{
    /// <exception cref="ArgumentNullException">A tensor is null.</exception>
    /// <exception cref="ArgumentException">A tensor is not on the CPU, or its shape or its element type does not fit.</exception>
    /// <exception cref="InvalidOperationException">A gradient is wanted that the loss does not have.</exception>
    public static void Run(string loss, IReadOnlyList<TensorParameter> parameters, IReadOnlyList<Tensor> tensors)
    {
        for (int i = 0; i < tensors.Count; i++)
        {
            ArgumentNullException.ThrowIfNull(tensors[i], parameters[i].Name);
            CheckMemory(parameters[i], tensors[i]);
            CheckType(parameters[i], tensors[i]);
            CheckDimensions(parameters[i], tensors[i]);
        }

        CheckSameShape(parameters, tensors);
        CheckPrecision(parameters, tensors);
        if (is_grad_enabled())
            CheckGradients(loss, parameters, tensors);
    }

    private static void CheckMemory(TensorParameter parameter, Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
        {
            throw new ArgumentException(
                $"'{parameter.Name}' is on {tensor.device}, and losses of tensors are computed on the CPU: pass {parameter.Name}.cpu(). "
                + "The gradient finds its way back to the device by itself.", parameter.Name);
        }

        if (tensor.is_sparse)
            throw new ArgumentException($"'{parameter.Name}' is sparse: pass {parameter.Name}.to_dense().", parameter.Name);
    }

    private static void CheckType(TensorParameter parameter, Tensor tensor)
    {
        ScalarType type = tensor.dtype;
        if (parameter.IsInteger && !is_integral(type))
        {
            throw new ArgumentException(
                $"'{parameter.Name}' picks positions along an axis and holds {Name(type)}: pass integers, {parameter.Name}.to(torch.int64).", parameter.Name);
        }

        if (!is_integral(type) && type is not (ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16))
        {
            throw new ArgumentException(
                $"'{parameter.Name}' holds {Name(type)}: a loss computes with float32, float64, float16, bfloat16, integers and bool.", parameter.Name);
        }
    }

    private static void CheckDimensions(TensorParameter parameter, Tensor tensor)
    {
        if (parameter.Dimensions == 0 && tensor.numel() != 1)
            throw new ArgumentException($"'{parameter.Name}' is one number in the formula, and has the shape {Text(tensor)}.", parameter.Name);
        if (parameter.Dimensions > 0 && tensor.dim() != parameter.Dimensions)
        {
            throw new ArgumentException(
                $"'{parameter.Name}' has {Count(parameter.Dimensions, "index", "indices")} in the formula and {Count(tensor.dim(), "dimension", "dimensions")}, "
                + $"the shape {Text(tensor)}.", parameter.Name);
        }
    }

    /// <summary>[n, 1] beside [n] is a mistake that torch would turn into n × n elements.</summary>
    private static void CheckSameShape(IReadOnlyList<TensorParameter> parameters, IReadOnlyList<Tensor> tensors)
    {
        foreach ((int first, int other) in WithFirst(tensors.Count, i => parameters[i].Dimensions == TensorParameter.AnyShape))
        {
            if (!tensors[other].shape.AsSpan().SequenceEqual(tensors[first].shape))
            {
                throw new ArgumentException(
                    $"'{parameters[first].Name}' has the shape {Text(tensors[first])} and '{parameters[other].Name}' {Text(tensors[other])}: "
                    + "without indices in the formula they have to be equal.", parameters[other].Name);
            }
        }
    }

    private static void CheckPrecision(IReadOnlyList<TensorParameter> parameters, IReadOnlyList<Tensor> tensors)
    {
        foreach ((int first, int other) in WithFirst(tensors.Count, i => is_floating_point(tensors[i].dtype)))
        {
            if ((tensors[other].dtype == ScalarType.Float64) != (tensors[first].dtype == ScalarType.Float64))
            {
                throw new ArgumentException(
                    $"'{parameters[first].Name}' holds {Name(tensors[first].dtype)} and '{parameters[other].Name}' {Name(tensors[other].dtype)}: convert one of them.",
                    parameters[other].Name);
            }
        }
    }

    /// <summary>Of those that are concerned, each with the first.</summary>
    private static IEnumerable<(int First, int Other)> WithFirst(int count, Func<int, bool> isConcerned)
    {
        int[] concerned = [.. Enumerable.Range(0, count).Where(isConcerned)];
        return concerned.Skip(1).Select(other => (concerned[0], other));
    }

    private static void CheckGradients(string loss, IReadOnlyList<TensorParameter> parameters, IReadOnlyList<Tensor> tensors)
    {
        for (int i = 0; i < tensors.Count; i++)
        {
            if (tensors[i].requires_grad && !parameters[i].HasGradient)
            {
                string name = parameters[i].Name;
                throw new InvalidOperationException(
                    $"'{name}' requires a gradient, and '{loss}' has none by it: mark the parameters with a gradient [Gradient] where the loss is declared, "
                    + $"or pass {name}.detach().");
            }
        }
    }

    private static string Text(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";

    private static string Count(long number, string one, string several) => $"{number} {(number == 1 ? one : several)}";

    private static string Name(ScalarType type) => type.ToString().ToLowerInvariant();
}
