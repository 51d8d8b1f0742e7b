namespace LossGen;

/// <summary>
/// Marks a parameter of a <see cref="LossAttribute"/> method that is differentiated: a tensor's gradient is a <c>Span</c> of its length,
/// a scalar's is an <c>out</c> parameter. Where no parameter is marked, the loss is differentiated by the first floating-point tensor; where one is, by the
/// marked ones alone.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class GradientAttribute : Attribute;
