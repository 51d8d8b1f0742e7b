namespace LossGen.Simd;

/// <summary>Whether elements along the lanes are neighbours in memory: known when a loop is compiled, so that no loop asks.</summary>
public interface IStrides
{
    /// <summary>Whether all strides are 1.</summary>
    static abstract bool AreUnit { get; }
}

/// <summary>Neighbours.</summary>
public readonly struct Dense : IStrides
{
    /// <inheritdoc/>
    public static bool AreUnit => true;
}

/// <summary>Any distance.</summary>
public readonly struct Strided : IStrides
{
    /// <inheritdoc/>
    public static bool AreUnit => false;
}
