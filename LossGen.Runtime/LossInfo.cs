using System.Collections.Frozen;

namespace LossGen;

/// <summary>
/// What LossGen knows of a loss, computed from its formula when the loss was compiled. Beside each loss <c>Name</c> there is a static
/// property <c>NameInfo</c> of this type. Only what is proven is said: "unknown" is an answer.
/// </summary>
/// <remarks>
/// The properties are those of the loss as a function of <see cref="Parameter"/>, all other parameters being fixed; where
/// <see cref="Assumption"/> is not empty, they hold under it.
/// </remarks>
public sealed record LossInfo
{
    private readonly IReadOnlyDictionary<string, string> gradients = FrozenDictionary<string, string>.Empty;
    private readonly IReadOnlyList<string> kinks = [], unitInterval = [];

    /// <summary>The name of the method.</summary>
    public required string Name { get; init; }

    /// <summary>The formula as written, on one line.</summary>
    public required string Formula { get; init; }

    /// <summary>The derived gradients, by the name of the differentiated parameter, in the notation of formulas.</summary>
    public IReadOnlyDictionary<string, string> Gradients
    {
        get => gradients;
        init => gradients = value.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The parameter that the properties speak of: the first differentiated one. Empty where there is none.</summary>
    public string Parameter { get; init; } = "";

    /// <summary>What is assumed of parameters without a <see cref="RangeAttribute"/>: "delta > 0". Empty where nothing is.</summary>
    public string Assumption { get; init; } = "";

    /// <summary>How smooth the loss is where it is defined.</summary>
    public Smoothness Smoothness { get; init; }

    /// <summary>Whether the loss has derivatives of every order wherever it is defined.</summary>
    public bool IsSmooth => Smoothness == Smoothness.Smooth;

    /// <summary>Where the gradient jumps, and which subgradient is taken there.</summary>
    public IReadOnlyList<string> Kinks
    {
        get => kinks;
        init => kinks = [.. value];
    }

    /// <summary>Whether the loss is convex.</summary>
    public Convexity Convexity { get; init; }

    /// <summary>Whether the loss is proven convex; one that is affine is convex too.</summary>
    public bool IsConvex => Convexity is Convexity.Convex or Convexity.Affine;

    /// <summary>
    /// A bound of the absolute gradient by each element of <see cref="Parameter"/>, not of a norm of all of them. The factor of a mean
    /// (1 / size) over elements or rows is left out: the bound is that of one term, the cross-entropy of a row for instance. Null where no
    /// number is proven; <see cref="LipschitzBound"/> may have it as a formula of other parameters.
    /// </summary>
    public double? LipschitzConstant { get; init; }

    /// <summary>The bound as a formula of the parameters: "1", "delta". Empty where none is proven.</summary>
    public string LipschitzBound { get; init; } = "";

    /// <summary>The values between which the gradient of one term lies, as far as numbers are proven.</summary>
    public ValueRange GradientRange { get; init; } = ValueRange.All;

    /// <summary>
    /// Whether the gradient of each term is proven to be bounded however far a prediction lies off, so that one outlier has a bounded
    /// influence. A bound that follows from the <see cref="RangeAttribute"/> of the parameter does not count, nor does that of a loss which
    /// is no sum over elements or rows, as a norm is none.
    /// </summary>
    public bool IsRobust { get; init; }

    /// <summary>
    /// Whether prediction and target can change places: L(p, y) = L(y, p). Of a loss with one tensor, whether L(-p) = L(p).
    /// </summary>
    public bool IsSymmetric { get; init; }

    /// <summary>The values between which the loss lies, as far as numbers are proven.</summary>
    public ValueRange Range { get; init; } = ValueRange.All;

    /// <summary>The parameters whose values must lie between 0 and 1: probabilities.</summary>
    public IReadOnlyList<string> NeedsUnitInterval
    {
        get => unitInterval;
        init => unitInterval = [.. value];
    }

    /// <summary>What a call of the loss costs.</summary>
    public LossCost Cost { get; init; }

    /// <summary>What a call of <c>NameWithGradient</c> costs; zeros where there is none.</summary>
    public LossCost GradientCost { get; init; }
}
