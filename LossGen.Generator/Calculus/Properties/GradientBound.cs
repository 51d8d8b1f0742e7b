using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>A bound of the absolute slope of a function of one number.</summary>
/// <param name="Range">The values of the slope.</param>
/// <param name="Constant">The bound as a number; null where it is none.</param>
/// <param name="Text">The bound as a formula; empty where none is proven.</param>
internal sealed record GradientBound(Interval Range, double? Constant, string Text)
{
    public static readonly GradientBound None = new(Interval.All, null, "");

    /// <summary>The bound of all pieces together.</summary>
    /// <param name="whole">The function.</param>
    /// <param name="bend">How it bends: the slope of a convex function is steepest at the ends.</param>
    /// <param name="print">Prints a node that does not depend on the variable.</param>
    public static GradientBound Of(Piecewise whole, Bend bend, Func<Node, string> print)
    {
        Interval range = whole.Pieces.Select(piece => RangeOf(whole, piece)).Aggregate((all, next) => all.Union(next));
        GradientBound number = !IsBounded(range) ? None : new(whole.IsMirrored ? -range : range, Most(range), Words.Number(Most(range)));

        // A number such as 1e30 only repeats that a parameter has a wide range; by its name the parameter says more.
        return number.Constant is { } most && SymbolicBounds.IsPlain(most) ? number
            : Formula(whole, bend, print) is { Text.Length: > 0 } formula ? formula : number;
    }

    private static GradientBound Formula(Piecewise whole, Bend bend, Func<Node, string> print)
    {
        // The slope of what is convex or concave is steepest at the ends.
        IEnumerable<Piece> decisive = bend == Bend.Unknown ? whole.Pieces
            : whole.Pieces.Where(piece => piece.IsOutermost(right: true) != false || piece.IsOutermost(right: false) != false);
        var bounds = new List<Polynomial>();
        foreach (Piece piece in decisive)
        {
            if (BoundOf(whole, piece) is not { } bound || bound.Terms.Any(term => !SymbolicBounds.IsPlain(term.Coefficient)))
                return None;
            if (!bound.IsZero && bounds.All(other => !(other - bound).IsZero && !(other + bound).IsZero))
                bounds.Add(bound);
        }

        return bounds.Count == 0 ? None
            : new GradientBound(Interval.All, null, bounds.Select(bound => Magnitude(whole.Canonical, bound, print)).Aggregate((all, next) => $"max({all}, {next})"));
    }

    private static bool IsBounded(Interval range) => !double.IsInfinity(range.Low) && !double.IsInfinity(range.High);

    private static double Most(Interval range) => Math.Max(Math.Abs(range.Low), Math.Abs(range.High));

    private static Interval RangeOf(Piecewise whole, Piece piece)
    {
        Interval range = piece.Ranges.Of(piece.Slope).Intersect(whole.Canonical.Range(whole.Canonical.Of(piece.Slope)));
        double most = new Magnitudes(whole, piece).Of(piece.Slope) is { } bound ? Most(whole.Canonical.Range(bound)) : double.PositiveInfinity;
        return range.Intersect(new(-most, most));
    }

    private static Polynomial? BoundOf(Piecewise whole, Piece piece) =>
        RangeOf(whole, piece) is var range && IsBounded(range) && SymbolicBounds.IsPlain(Most(range)) ? Polynomial.Constant(Most(range)) : new Magnitudes(whole, piece).Of(piece.Slope);

    private static string Magnitude(Canonical canonical, Polynomial bound, Func<Node, string> print)
    {
        Polynomial positive = bound.IsNegative ? bound.Times(-1) : bound;
        string text = canonical.Text(positive, print);
        return canonical.Range(positive).IsNonNegative ? text : $"abs({text})";
    }
}
