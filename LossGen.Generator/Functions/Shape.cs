using LossGen.Generator.Graph;

namespace LossGen.Generator.Functions;

/// <summary>How a function bends.</summary>
internal enum Bend
{
    Unknown,
    Affine,
    Convex,
    Concave,
}

/// <summary>Whether a function rises or falls with an argument.</summary>
internal enum Slope
{
    Unknown,
    Rising,
    Falling,
}

/// <summary>What a change of sign of the arguments does.</summary>
internal enum Parity
{
    None,

    /// <summary>f(-x) = f(x), in each argument.</summary>
    Even,

    /// <summary>f(-x) = -f(x).</summary>
    Odd,
}

/// <summary>How a function bends and rises over ranges of its arguments; of two arguments, how it bends in both together.</summary>
internal readonly record struct Shape(Bend Bend, Slope First, Slope Second)
{
    public static readonly Func<Interval[], Shape>
        ConvexRising = _ => new(Bend.Convex, Slope.Rising, Slope.Rising),
        ConcaveRising = _ => new(Bend.Concave, Slope.Rising, Slope.Rising),
        ConvexFalling = _ => new(Bend.Convex, Slope.Falling, Slope.Unknown),

        /// <summary>Convex, and the same for x and -x.</summary>
        Bowl = r => new(Bend.Convex, Away(r[0]), Away(r[r.Length - 1])),

        /// <summary>Convex below 0 and concave above it.</summary>
        Sigmoidal = r => new(Below(r[0], Bend.Convex, Bend.Concave), Slope.Rising, Slope.Unknown),

        /// <summary>Concave below 0 and convex above it.</summary>
        Cubic = r => new(Below(r[0], Bend.Concave, Bend.Convex), Slope.Rising, Slope.Unknown),

        /// <summary>As <see cref="Sigmoidal"/>, upside down.</summary>
        FallingSigmoidal = r => new(Below(r[0], Bend.Concave, Bend.Convex), Slope.Falling, Slope.Unknown);

    public Slope this[int argument] => argument == 0 ? First : Second;

    private static Slope Away(Interval x) => x.IsNonNegative ? Slope.Rising : x.IsNonPositive ? Slope.Falling : Slope.Unknown;

    private static Bend Below(Interval x, Bend below, Bend above) => x.IsNonPositive ? below : x.IsNonNegative ? above : Bend.Unknown;
}
