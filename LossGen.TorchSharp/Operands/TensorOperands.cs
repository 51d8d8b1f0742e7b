using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace LossGen.Torch;

/// <summary>
/// The memory of a call: the tensors as emitted code reads them, and what it writes. A contiguous tensor of float or double is read where it lies;
/// any other is copied, and half and bfloat16 are widened to float.
/// </summary>
public sealed unsafe class TensorOperands : IDisposable
{
    private readonly Tensor[] inputs;
    private readonly List<Tensor> owned = [];
    private Tensor?[]? gradients;
    private Tensor? loss;
    private Tensor? upstream;

    internal TensorOperands(IReadOnlyList<TensorParameter> parameters, IReadOnlyList<Tensor> given)
    {
        Given = given;
        IsDouble = given.Any(tensor => tensor.dtype == ScalarType.Float64);
        inputs = new Tensor[given.Count];
        for (int i = 0; i < given.Count; i++)
            inputs[i] = parameters[i].IsInteger ? Positions(given[i], parameters[i]) : Readable(given[i], Computed);
    }

    /// <summary>Gets a value indicating whether the call computes in double.</summary>
    public bool IsDouble { get; }

    /// <summary>Gets the tensors as the caller has them.</summary>
    internal IReadOnlyList<Tensor> Given { get; }

    /// <summary>Gets the element type of the loss: what torch promotes those of the floating-point tensors to.</summary>
    internal ScalarType Result => Given.Select(tensor => tensor.dtype).Where(is_floating_point).DefaultIfEmpty(ScalarType.Float32).Aggregate(promote_types);

    internal IReadOnlyList<Tensor?> Gradients => gradients ?? [];

    private ScalarType Computed => IsDouble ? ScalarType.Float64 : ScalarType.Float32;

    /// <summary>The elements of a tensor, one after the other.</summary>
    /// <typeparam name="T">The type that the call computes in, or long.</typeparam>
    /// <param name="parameter">Which tensor.</param>
    /// <returns>Its memory.</returns>
    public ReadOnlySpan<T> Span<T>(int parameter)
        where T : unmanaged => Memory<T>(inputs[parameter]);

    /// <summary>A tensor with its dimensions.</summary>
    /// <typeparam name="T">The type that the call computes in, or long.</typeparam>
    /// <param name="parameter">Which tensor.</param>
    /// <returns>Its memory.</returns>
    public ReadOnlyTensorSpan<T> TensorSpan<T>(int parameter)
        where T : unmanaged => Shaped<T>(inputs[parameter]);

    /// <summary>The one number of a tensor.</summary>
    /// <typeparam name="T">The type that the call computes in.</typeparam>
    /// <param name="parameter">Which tensor.</param>
    /// <returns>The number.</returns>
    public T Number<T>(int parameter)
        where T : unmanaged => Memory<T>(inputs[parameter])[0];

    /// <summary>Where the gradient by a tensor goes, its elements one after the other.</summary>
    /// <typeparam name="T">The type that the call computes in.</typeparam>
    /// <param name="parameter">Which tensor.</param>
    /// <returns>Its memory.</returns>
    public Span<T> Gradient<T>(int parameter)
        where T : unmanaged => Memory<T>(Written(parameter));

    /// <summary>Where the gradient by a tensor with dimensions goes.</summary>
    /// <typeparam name="T">The type that the call computes in.</typeparam>
    /// <param name="parameter">Which tensor.</param>
    /// <returns>Its memory.</returns>
    public TensorSpan<T> GradientTensor<T>(int parameter)
        where T : unmanaged => Shaped<T>(Written(parameter));

    /// <summary>Where the derivative by a number goes.</summary>
    /// <typeparam name="T">The type that the call computes in.</typeparam>
    /// <param name="parameter">Which tensor.</param>
    /// <returns>The number.</returns>
    public ref T GradientNumber<T>(int parameter)
        where T : unmanaged => ref Memory<T>(Written(parameter))[0];

    /// <summary>Where the loss of each element goes, one after the other.</summary>
    /// <typeparam name="T">The type that the call computes in.</typeparam>
    /// <returns>Its memory.</returns>
    public Span<T> Loss<T>()
        where T : unmanaged => Memory<T>(loss!);

    /// <summary>Where the losses go where they have several dimensions.</summary>
    /// <typeparam name="T">The type that the call computes in.</typeparam>
    /// <returns>Their memory.</returns>
    public TensorSpan<T> LossTensor<T>()
        where T : unmanaged => Shaped<T>(loss!);

    /// <summary>The gradient of what follows by the loss of each element.</summary>
    /// <typeparam name="T">The type that the call computes in.</typeparam>
    /// <returns>Its memory.</returns>
    public ReadOnlySpan<T> Upstream<T>()
        where T : unmanaged => Memory<T>(upstream!);

    /// <summary>The gradient of what follows by the losses where these have several dimensions.</summary>
    /// <typeparam name="T">The type that the call computes in.</typeparam>
    /// <returns>Its memory.</returns>
    public ReadOnlyTensorSpan<T> UpstreamTensor<T>()
        where T : unmanaged => Shaped<T>(upstream!);

    /// <summary>The extent of a dimension.</summary>
    /// <param name="parameter">Which tensor.</param>
    /// <param name="dimension">Which of its dimensions.</param>
    /// <returns>How many elements it has along it.</returns>
    public long Size(int parameter, int dimension) => Given[parameter].shape[dimension];

    /// <summary>The shape of a tensor.</summary>
    /// <param name="parameter">Which tensor.</param>
    /// <returns>Its extents.</returns>
    public long[] Shape(int parameter) => Given[parameter].shape;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in owned)
            tensor.Dispose();
    }

    /// <summary>Makes room for the losses.</summary>
    internal Tensor MakeLoss(long[] shape) => loss = empty(shape, Computed, CPU);

    internal void SetUpstream(Tensor gradient) => upstream = Readable(gradient, Computed);

    internal void MakeGradients(IReadOnlyList<TensorParameter> parameters) =>
        gradients = [.. parameters.Select((parameter, i) => parameter.HasGradient ? empty(Given[i].shape, Computed, CPU) : null)];

    private Tensor Written(int parameter) => gradients![parameter]!;

    /// <summary>A number that the narrower type cannot hold would wrap round, and pick an element that nobody meant.</summary>
    private Tensor Positions(Tensor tensor, TensorParameter parameter)
    {
        ScalarType type = parameter.Elements switch
        {
            TensorElements.Int32 => ScalarType.Int32,
            TensorElements.Byte => ScalarType.Byte,
            _ => ScalarType.Int64,
        };
        Tensor read = Readable(tensor, type);
        if (tensor.dtype == ScalarType.Int64 && type != ScalarType.Int64)
        {
            using Tensor back = read.to(ScalarType.Int64);
            if (!back.Equals(tensor))
                throw new ArgumentOutOfRangeException(parameter.Name, $"'{parameter.Name}' holds a number that is no {type} and so no position.");
        }

        return read;
    }

    private Tensor Readable(Tensor tensor, ScalarType type)
    {
        Tensor read = tensor;
        if (read.dtype != type)
            owned.Add(read = read.to(type));
        if (!read.is_contiguous())
            owned.Add(read = read.contiguous());
        return read;
    }

    private static TensorSpan<T> Shaped<T>(Tensor tensor)
        where T : unmanaged
    {
        nint[] lengths = Array.ConvertAll(tensor.shape, length => (nint)length);

        // Over no memory at a pointer there is no tensor span, not even one without elements.
        return tensor.numel() == 0 ? new TensorSpan<T>(Array.Empty<T>(), lengths) : new TensorSpan<T>(Pointer<T>(tensor), (nint)tensor.numel(), lengths);
    }

    private static Span<T> Memory<T>(Tensor tensor)
        where T : unmanaged
    {
        long length = tensor.numel();
        if (length == 0)
            return [];
        if (length > int.MaxValue)
            throw new NotSupportedException($"A tensor has {length} elements; without indices in the formula or with one, a loss reads at most {int.MaxValue}.");
        return new Span<T>(Pointer<T>(tensor), (int)length);
    }

    /// <summary>TorchSharp shows memory as a span of bytes, which ends at 2 GB: the first element leads to all of it.</summary>
    private static T* Pointer<T>(Tensor tensor)
        where T : unmanaged
    {
        using Tensor first = tensor.reshape(-1).narrow(0, 0, 1);
        fixed (byte* start = first.bytes)
            return (T*)start;
    }
}
