namespace LossGen.Torch;

/// <summary>
/// Makes a partial class a module of torch that computes a loss declared over spans: <c>forward</c> takes its tensors, the constructor its numbers and,
/// where the losses <c>Name</c>, <c>NameSum</c> and a <c>Name</c> per element are there, the reduction.
/// </summary>
/// <param name="losses">The class that the losses are declared in.</param>
/// <param name="loss">Their name. There is one for float and one for double.</param>
/// <example>
/// <code>
/// [TorchModule(typeof(Regression), nameof(Regression.Tukey))]
/// public sealed partial class TukeyLoss;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TorchModuleAttribute(Type losses, string loss) : Attribute
{
    /// <summary>Gets the class that the losses are declared in.</summary>
    public Type Losses { get; } = losses;

    /// <summary>Gets their name.</summary>
    public string Loss { get; } = loss;
}
