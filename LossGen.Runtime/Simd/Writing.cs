namespace LossGen.Simd;

/// <summary>How an output is written.</summary>
public enum Writing
{
    /// <summary>What it held is replaced.</summary>
    Overwrite,

    /// <summary>What it held is added to.</summary>
    Accumulate,

    /// <summary>What it held is replaced, past the caches: it is larger than they are.</summary>
    Stream,
}
