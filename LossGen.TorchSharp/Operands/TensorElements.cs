namespace LossGen.Torch;

/// <summary>What a loss reads a tensor as.</summary>
public enum TensorElements
{
    /// <summary>The type that the loss computes in: float or double.</summary>
    Floating,

    /// <summary>Positions along an axis, as class labels are, as int.</summary>
    Int32,

    /// <summary>Positions along an axis as long.</summary>
    Int64,

    /// <summary>Positions along an axis as byte.</summary>
    Byte,
}
