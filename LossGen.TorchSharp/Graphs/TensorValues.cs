using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace LossGen.Torch;

#pragma warning disable CS1591, CA2225 // Operators of a tensor, element by element; emitted code calls them.

/// <summary>
/// A value in a <see cref="TensorGraph"/>: a tensor with the operators of formulas and no others. Among torch's own, which take each number by a type and a
/// conversion of its own, the C# compiler chooses slowly: a build of the catalogue's modules took 70 % longer.
/// </summary>
public readonly struct TensorValues : IEquatable<TensorValues>
{
    internal TensorValues(Tensor tensor) => Tensor = tensor;

    internal Tensor Tensor { get; }

    public static implicit operator TensorValues(Tensor tensor) => new(tensor);

    public static TensorValues operator -(TensorValues values) => -values.Tensor;

    public static TensorValues operator ~(TensorValues condition) => ~condition.Tensor;

    public static TensorValues operator +(TensorValues left, TensorValues right) => left.Tensor + right.Tensor;

    public static TensorValues operator +(TensorValues left, double right) => left.Tensor + left.Beside(right);

    public static TensorValues operator +(double left, TensorValues right) => right.Beside(left) + right.Tensor;

    public static TensorValues operator -(TensorValues left, TensorValues right) => left.Tensor - right.Tensor;

    public static TensorValues operator -(TensorValues left, double right) => left.Tensor - left.Beside(right);

    public static TensorValues operator -(double left, TensorValues right) => right.Beside(left) - right.Tensor;

    public static TensorValues operator *(TensorValues left, TensorValues right) => left.Tensor * right.Tensor;

    public static TensorValues operator *(TensorValues left, double right) => left.Tensor * left.Beside(right);

    public static TensorValues operator *(double left, TensorValues right) => right.Beside(left) * right.Tensor;

    public static TensorValues operator /(TensorValues left, TensorValues right) => left.Tensor / right.Tensor;

    public static TensorValues operator /(TensorValues left, double right) => left.Tensor / left.Beside(right);

    public static TensorValues operator /(double left, TensorValues right) => right.Beside(left) / right.Tensor;

    public static TensorValues operator <(TensorValues left, TensorValues right) => left.Tensor < right.Tensor;

    public static TensorValues operator <(TensorValues left, double right) => left.Tensor < left.Beside(right);

    public static TensorValues operator <(double left, TensorValues right) => right.Beside(left) < right.Tensor;

    public static TensorValues operator >(TensorValues left, TensorValues right) => left.Tensor > right.Tensor;

    public static TensorValues operator >(TensorValues left, double right) => left.Tensor > left.Beside(right);

    public static TensorValues operator >(double left, TensorValues right) => right.Beside(left) > right.Tensor;

    public static TensorValues operator <=(TensorValues left, TensorValues right) => left.Tensor <= right.Tensor;

    public static TensorValues operator <=(TensorValues left, double right) => left.Tensor <= left.Beside(right);

    public static TensorValues operator <=(double left, TensorValues right) => right.Beside(left) <= right.Tensor;

    public static TensorValues operator >=(TensorValues left, TensorValues right) => left.Tensor >= right.Tensor;

    public static TensorValues operator >=(TensorValues left, double right) => left.Tensor >= left.Beside(right);

    public static TensorValues operator >=(double left, TensorValues right) => right.Beside(left) >= right.Tensor;

    public static TensorValues operator ==(TensorValues left, TensorValues right) => left.Tensor == right.Tensor;

    public static TensorValues operator ==(TensorValues left, double right) => left.Tensor == left.Beside(right);

    public static TensorValues operator ==(double left, TensorValues right) => right.Beside(left) == right.Tensor;

    public static TensorValues operator !=(TensorValues left, TensorValues right) => left.Tensor != right.Tensor;

    public static TensorValues operator !=(TensorValues left, double right) => left.Tensor != left.Beside(right);

    public static TensorValues operator !=(double left, TensorValues right) => right.Beside(left) != right.Tensor;

    public static TensorValues operator &(TensorValues left, TensorValues right) => left.Tensor & right.Tensor;

    public static TensorValues operator |(TensorValues left, TensorValues right) => left.Tensor | right.Tensor;

    /// <summary>Where the value is no number.</summary>
    /// <returns>The condition.</returns>
    public TensorValues IsNaN() => Tensor.isnan();

    /// <inheritdoc/>
    public bool Equals(TensorValues other) => ReferenceEquals(Tensor, other.Tensor);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TensorValues other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Tensor.GetHashCode();

    /// <summary>The number beside these values: integers stay integers.</summary>
    private Scalar Beside(double number)
    {
        if (Tensor.dtype == ScalarType.Int64 && Math.Abs(number) < 1e15 && number == Math.Floor(number))
            return (long)number;
        return number;
    }
}
