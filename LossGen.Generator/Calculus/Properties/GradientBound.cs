using System.Globalization;
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
        if (IsBounded(range))
        {
            double most = Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
            return new GradientBound(whole.IsMirrored ? -range : range, most, Number(most));
        }

        var outermost = whole.Pieces.Where(piece => piece.IsOutermost(right: true) != false || piece.IsOutermost(right: false) != false).ToList();
        IReadOnlyList<Piece> decisive = bend == Bend.Unknown ? whole.Pieces : outermost;
        var bounds = new List<string>();
        var seen = new HashSet<string>();
        foreach (Piece piece in decisive)
        {
            if (BoundOf(whole, piece, print) is not { } bound)
                return None;
            if (bound.Text != "0" && seen.Add(bound.Key))
                bounds.Add(bound.Text);
        }

        return bounds.Count == 0 ? None
            : new GradientBound(Interval.All, null, bounds.Skip(1).Aggregate(bounds[0], (all, next) => $"max({all}, {next})"));
    }

    private static bool IsBounded(Interval range) => !double.IsInfinity(range.Low) && !double.IsInfinity(range.High);

    private static Interval RangeOf(Piecewise whole, Piece piece) =>
        piece.Ranges.Of(piece.Slope).Intersect(whole.Canonical.Range(whole.Canonical.Of(piece.Slope)));

    private static (string Key, string Text)? BoundOf(Piecewise whole, Piece piece, Func<Node, string> print)
    {
        Interval own = RangeOf(whole, piece);
        if (IsBounded(own))
            return (Number(Math.Max(Math.Abs(own.Low), Math.Abs(own.High))), Number(Math.Max(Math.Abs(own.Low), Math.Abs(own.High))));

        // A factor that no element of the variable changes, times what is bounded by a number.
        Node slope = piece.Slope;
        double rest = 1;
        bool Depends(Node node) => GraphWalk.Reachable(node).Contains(whole.X);
        while (Depends(slope))
        {
            if (slope.Op == Op.Negate)
                slope = slope[0];
            else if (slope.Op == Op.Multiply && !Depends(slope[0]) && piece.Ranges.Of(slope[1]) is var range && IsBounded(range))
            {
                rest = Math.Max(Math.Abs(range.Low), Math.Abs(range.High));
                slope = slope[0];
            }
            else
                return null;
        }

        while (slope.Op == Op.Negate)
            slope = slope[0];
        Polynomial form = whole.Canonical.Of(slope);
        string key = (form.IsNegative ? form.Times(-1) : form).Key;
        string text = slope.Range.IsNonNegative ? print(slope) : $"abs({print(slope)})";
        return rest == 1 ? (key, text) : ($"{Number(rest)} {key}", $"{Number(rest)} * {(slope.Args.Count > 0 && slope.Range.IsNonNegative ? $"({text})" : text)}");
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
