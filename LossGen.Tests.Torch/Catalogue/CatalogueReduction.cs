namespace LossGen.Tests.Torch.Catalogue;

/// <summary>What becomes of the losses of the elements.</summary>
internal enum CatalogueReduction
{
    /// <summary>Each is a result.</summary>
    None,

    /// <summary>Their mean is the result, weighted where the loss says so.</summary>
    Mean,

    /// <summary>Their sum is the result.</summary>
    Sum,
}
