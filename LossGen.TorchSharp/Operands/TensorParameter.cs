namespace LossGen.Torch;

/// <summary>What a loss expects of one of its tensors. Emitted code makes these.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Dimensions">How many dimensions it has; <see cref="AnyShape"/> where the formula gives it no indices, 0 for one number.</param>
/// <param name="Elements">What it is read as.</param>
/// <param name="HasGradient">Whether the loss has a gradient by it.</param>
public sealed record TensorParameter(string Name, int Dimensions, TensorElements Elements = TensorElements.Floating, bool HasGradient = false)
{
    /// <summary>A tensor of any shape, whose elements are taken one after the other. All such tensors of a loss have the same shape.</summary>
    public const int AnyShape = -1;

    internal bool IsInteger => Elements != TensorElements.Floating;
}
