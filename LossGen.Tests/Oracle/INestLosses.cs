namespace LossGen.Tests.Oracle;

/// <summary>
/// Compiled formulas over several axes that are called by name: 'D' or 'S' for the type, the number, and 'WithGradient', or 'Each' where the
/// upstream gradient is one per element.
/// </summary>
internal interface INestLosses
{
    /// <summary>Other layouts than the dense one that tensors of several axes may have.</summary>
    IReadOnlyList<NestLayout> Layouts { get; }

    /// <summary>Whether sums are formed in one order, however tensors that are not joined lie in memory.</summary>
    bool HasOneOrder { get; }

    /// <summary>Calls a method with tensors as <see cref="Strided.Argument"/> and numbers; results per call are added to the arguments.</summary>
    void Call(string method, IDictionary<string, object> arguments);
}

/// <summary>How tensor spans lie in memory.</summary>
internal enum NestLayout
{
    Dense,
    Transposed,
    Sliced,
    Batched,
}
