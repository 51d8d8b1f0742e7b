using System.Numerics.Tensors;
using LossGen.Losses;

namespace LossGen.Tests.Torch.Sequences;

/// <summary>CTC with its gradient, reduced and for each sequence, as the catalogue has it for one element type.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed record CtcMethods<T>(
    CtcMethods<T>.Reduced Mean, CtcMethods<T>.Reduced Sum, CtcMethods<T>.Each None,
    CtcMethods<T>.ReducedConcatenated MeanConcatenated, CtcMethods<T>.ReducedConcatenated SumConcatenated, CtcMethods<T>.EachConcatenated NoneConcatenated)
{
    public delegate T Reduced(
        ReadOnlyTensorSpan<T> input, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> targetLengths,
        TensorSpan<T> gradient, int blank, int zeroInfinity, T upstream, bool accumulate);

    public delegate void Each(
        ReadOnlyTensorSpan<T> input, ReadOnlyTensorSpan<int> target, ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> targetLengths,
        Span<T> loss, TensorSpan<T> gradient, ReadOnlySpan<T> upstream, int blank, int zeroInfinity, bool accumulate);

    public delegate T ReducedConcatenated(
        ReadOnlyTensorSpan<T> input, ReadOnlySpan<int> target, ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> targetLengths,
        TensorSpan<T> gradient, int blank, int zeroInfinity, T upstream, bool accumulate);

    public delegate void EachConcatenated(
        ReadOnlyTensorSpan<T> input, ReadOnlySpan<int> target, ReadOnlySpan<int> inputLengths, ReadOnlySpan<int> targetLengths,
        Span<T> loss, TensorSpan<T> gradient, ReadOnlySpan<T> upstream, int blank, int zeroInfinity, bool accumulate);
}

/// <summary>The methods of the catalogue.</summary>
internal static class CtcMethods
{
    private static readonly CtcMethods<float> OfLogitsSingle = new(
        (x, y, steps, labels, g, blank, zero, upstream, adds) => Sequence.CtcWithLogitsWithGradient(x, target: y, steps, labels, g, blank, zero, upstream, adds),
        (x, y, steps, labels, g, blank, zero, upstream, adds) => Sequence.CtcWithLogitsSumWithGradient(x, target: y, steps, labels, g, blank, zero, upstream, adds),
        (x, y, steps, labels, loss, g, upstream, blank, zero, adds) => Sequence.CtcWithLogitsWithGradient(x, target: y, steps, labels, loss, g, upstream, blank, zero, adds),
        Sequence.CtcWithLogitsWithGradient, Sequence.CtcWithLogitsSumWithGradient, Sequence.CtcWithLogitsWithGradient);

    private static readonly CtcMethods<double> OfLogitsDouble = new(
        (x, y, steps, labels, g, blank, zero, upstream, adds) => Sequence.CtcWithLogitsWithGradient(x, target: y, steps, labels, g, blank, zero, upstream, adds),
        (x, y, steps, labels, g, blank, zero, upstream, adds) => Sequence.CtcWithLogitsSumWithGradient(x, target: y, steps, labels, g, blank, zero, upstream, adds),
        (x, y, steps, labels, loss, g, upstream, blank, zero, adds) => Sequence.CtcWithLogitsWithGradient(x, target: y, steps, labels, loss, g, upstream, blank, zero, adds),
        Sequence.CtcWithLogitsWithGradient, Sequence.CtcWithLogitsSumWithGradient, Sequence.CtcWithLogitsWithGradient);

    private static readonly CtcMethods<float> OfLogProbabilitiesSingle = new(
        (x, y, steps, labels, g, blank, zero, upstream, adds) => Sequence.CtcWithGradient(x, target: y, steps, labels, g, blank, zero, upstream, adds),
        (x, y, steps, labels, g, blank, zero, upstream, adds) => Sequence.CtcSumWithGradient(x, target: y, steps, labels, g, blank, zero, upstream, adds),
        (x, y, steps, labels, loss, g, upstream, blank, zero, adds) => Sequence.CtcWithGradient(x, target: y, steps, labels, loss, g, upstream, blank, zero, adds),
        Sequence.CtcWithGradient, Sequence.CtcSumWithGradient, Sequence.CtcWithGradient);

    private static readonly CtcMethods<double> OfLogProbabilitiesDouble = new(
        (x, y, steps, labels, g, blank, zero, upstream, adds) => Sequence.CtcWithGradient(x, target: y, steps, labels, g, blank, zero, upstream, adds),
        (x, y, steps, labels, g, blank, zero, upstream, adds) => Sequence.CtcSumWithGradient(x, target: y, steps, labels, g, blank, zero, upstream, adds),
        (x, y, steps, labels, loss, g, upstream, blank, zero, adds) => Sequence.CtcWithGradient(x, target: y, steps, labels, loss, g, upstream, blank, zero, adds),
        Sequence.CtcWithGradient, Sequence.CtcSumWithGradient, Sequence.CtcWithGradient);

    public static CtcMethods<T> OfLogits<T>() => (CtcMethods<T>)(object)(typeof(T) == typeof(float) ? OfLogitsSingle : OfLogitsDouble);

    public static CtcMethods<T> OfLogProbabilities<T>() =>
        (CtcMethods<T>)(object)(typeof(T) == typeof(float) ? OfLogProbabilitiesSingle : OfLogProbabilitiesDouble);
}
