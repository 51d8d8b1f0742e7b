namespace LossGen;

/// <summary>
/// Marks a further result of a loss, computed in the same passes as the loss itself: a metric such as the accuracy. The formula defines it by
/// its name, <c>... where accuracy = mean[n](argmax[c](z[n, c]) == y[n] ? 1 : 0)</c>. The parameter is <c>out float</c>, <c>out double</c>, or a
/// span with one number per element.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OutputAttribute : Attribute;
