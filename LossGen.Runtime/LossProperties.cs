namespace LossGen;

/// <summary>How smooth a loss is where it is defined.</summary>
public enum Smoothness
{
    /// <summary>Nothing is proven.</summary>
    Unknown,

    /// <summary>It has derivatives of every order.</summary>
    Smooth,

    /// <summary>The gradient is continuous, and may itself have kinks: Huber's loss.</summary>
    ContinuouslyDifferentiable,

    /// <summary>The loss is continuous, and has points at which its gradient is not: the absolute value.</summary>
    Kinked,

    /// <summary>The loss itself has steps.</summary>
    Discontinuous,
}

/// <summary>What is proven of the curvature of a loss.</summary>
public enum Convexity
{
    /// <summary>Nothing is proven: the loss is not convex, or the rules do not see that it is.</summary>
    Unknown,

    /// <summary>Convex and concave alike.</summary>
    Affine,

    /// <summary>It never lies above a chord: every minimum is the global one.</summary>
    Convex,

    /// <summary>It never lies below a chord.</summary>
    Concave,
}

/// <summary>A closed range of values.</summary>
/// <param name="Minimum">The lower bound; -inf where none is known.</param>
/// <param name="Maximum">The upper bound; inf where none is known.</param>
public readonly record struct ValueRange(double Minimum, double Maximum)
{
    /// <summary>Any value.</summary>
    public static ValueRange All { get; } = new(double.NegativeInfinity, double.PositiveInfinity);
}

/// <summary>What a call moves and computes.</summary>
/// <param name="Passes">How often it goes over its tensors.</param>
/// <param name="BytesPerElement">Bytes read and written for each element, in all passes.</param>
/// <param name="OperationsPerElement">Operations for each element, each function counted as one.</param>
public readonly record struct LossCost(int Passes, int BytesPerElement, int OperationsPerElement)
{
    /// <summary>The operations in float for each element, in additions: an exp counts as 20.</summary>
    public int WorkPerElement { get; init; }

    /// <summary>The operations in double for each element, in additions: all of a loss in double, and the sums of one in float.</summary>
    public int DoubleWorkPerElement { get; init; }

    /// <summary>The bytes of the tensors that are read, for each element, however often they are.</summary>
    public int ReadPerElement { get; init; }

    /// <summary>The bytes of the tensors that are written, for each element.</summary>
    public int WrittenPerElement { get; init; }
}
