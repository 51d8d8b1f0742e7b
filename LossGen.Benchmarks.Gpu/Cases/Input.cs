namespace LossGen.Benchmarks.Gpu.Cases;

/// <summary>What a tensor of a loss holds.</summary>
internal enum Input
{
    /// <summary>Floats between -4 and 4.</summary>
    Logits,

    /// <summary>Floats between 0 and 1.</summary>
    Probabilities,

    /// <summary>Floats that are 0 or 1.</summary>
    Binary,

    /// <summary>Floats between -0.1 and 0.1: the coordinates of vectors of about length 1.</summary>
    Embeddings,

    /// <summary>For each row an int, the index of a column.</summary>
    Labels,
}
