using LossGen.Generator.Graph;

namespace LossGen.Generator.Functions;

/// <summary>The derivative of a call by one of its arguments; null where it is zero everywhere.</summary>
internal delegate Node? PartialDerivative(GraphBuilder graph, Node call, int argument);

/// <summary>A graph that a call stands for.</summary>
internal delegate Node Definition(GraphBuilder graph, IReadOnlyList<Node> args);

/// <summary>The arguments for which a function has a finite value.</summary>
/// <param name="Argument">The index of the argument.</param>
/// <param name="Valid">The closed range.</param>
/// <param name="ExcludesLow">Whether the lower end itself is outside.</param>
/// <param name="Words">The condition in words: "greater than 0".</param>
internal sealed record Domain(int Argument, Interval Valid, bool ExcludesLow, string Words)
{
    public bool Contains(Interval range) => range.IsWithin(Valid) && !(ExcludesLow && range.Low <= Valid.Low);
}

/// <summary>All that the compiler knows about a function: one row of <see cref="FunctionTable"/>.</summary>
internal sealed class Function(string name, int arity, string doc)
{
    /// <summary>The name in formulas.</summary>
    public string Name { get; } = name;

    /// <summary>The number of arguments; the least number where <see cref="IsVariadic"/>.</summary>
    public int Arity { get; } = arity;

    /// <summary>The line of the language reference.</summary>
    public string Doc { get; } = doc;

    /// <summary>Whether more arguments than <see cref="Arity"/> are folded from the left.</summary>
    public bool IsVariadic { get; init; }

    /// <summary>Whether a call takes all its arguments at once, instead of being folded from the left.</summary>
    public bool TakesAll { get; init; }

    /// <summary>Whether only the compiler makes calls of it (as derivatives of others).</summary>
    public bool IsInternal { get; init; }

    /// <summary>Whether calls of it are made just before scheduling, so that no formula shows them.</summary>
    public bool IsOfLowering { get; init; }

    /// <summary>How a call that only the compiler makes is written in the language: "{0} / {1}".</summary>
    public string? Notation { get; init; }

    /// <summary>The method of ISimd and ScalarMath that computes it, and that of LossGen.Torch.TensorGraph.</summary>
    public string Spelling { get; init; } = char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The values it takes for arguments in the given ranges.</summary>
    public Func<Interval[], Interval> Range { get; init; } = _ => Interval.All;

    /// <summary>Where it is defined, if not everywhere.</summary>
    public Domain? Domain { get; init; }

    /// <summary>Whether the <see cref="Domain"/> matters for these arguments; always, where this is null.</summary>
    public Func<IReadOnlyList<Node>, bool>? HasDomain { get; init; }

    /// <summary>Its derivative; null where it is piecewise constant.</summary>
    public PartialDerivative? Derivative { get; init; }

    /// <summary>Whether the derivative exists but cannot be computed here.</summary>
    public bool LacksDerivative { get; init; }

    /// <summary>Whether it is long enough for its calls to be kept out of line in long loops, by the method of its spelling in <c>Calls</c>.</summary>
    public bool IsLong { get; init; }

    /// <summary>What it abbreviates, replaced when the formula is bound.</summary>
    public Definition? Abbreviates { get; init; }

    /// <summary>What computes it, put in its place just before scheduling so that equal parts of different calls are shared.</summary>
    public Definition? Lowering { get; init; }

    /// <summary>Its value, for folding calls with constant arguments.</summary>
    public Func<double[], double>? Evaluate { get; init; }

    /// <summary>The work per element in additions.</summary>
    public int Cost { get; init; } = 1;

    /// <summary>Whether the SIMD version computes lane by lane.</summary>
    public bool LaneByLane { get; init; }

    /// <summary>Whether the SIMD version computes floats in double, and doubles lane by lane.</summary>
    public bool ThroughDoubles { get; init; }

    /// <summary>Whether it grows so fast that common arguments overflow.</summary>
    public bool GrowsExponentially { get; init; }

    /// <summary>Where it has no derivative and what is taken there, in words; null for a smooth function.</summary>
    public string? Kink { get; init; }

    /// <summary>Whether a call has the gradient 0 where its value is 0, though it has no derivative there; null for a function that never has.</summary>
    public Func<Node, bool>? RestsAtZero { get; init; }

    /// <summary>Whether the value or a derivative can be infinite inside of its domain.</summary>
    public bool HasPoles { get; init; }

    /// <summary>Whether integers make an integer, so that a call can be an index.</summary>
    public bool KeepsIntegers { get; init; }

    /// <summary>Whether fractions of integers make an integer, so that a call can be an index.</summary>
    public bool MakesIntegers { get; init; }

    /// <summary>How it bends and rises over ranges of its arguments; null where nothing is known.</summary>
    public Func<Interval[], Shape>? Shape { get; init; }

    /// <summary>What a change of sign of its arguments does.</summary>
    public Parity Parity { get; init; }

    public override string ToString() => Name;
}
