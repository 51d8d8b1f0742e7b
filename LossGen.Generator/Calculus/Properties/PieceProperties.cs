using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>The properties of a loss whose terms are functions of one element, from the pieces of those.</summary>
internal sealed class PieceProperties(Piecewise whole, WorkingCopy copy, Func<Node, string> print)
{
    private readonly Joints joints = new(whole);

    /// <param name="known">What is known so far.</param>
    /// <param name="bend">The curvature by composition, if known.</param>
    /// <param name="worst">The gravest flaw of the whole.</param>
    /// <param name="seeksMinimum">Whether the loss is a sum or a mean of the term, of which it is open whether it can be negative.</param>
    public LossProperties Complete(LossProperties known, Bend bend, Flaw worst, bool seeksMinimum)
    {
        Flaw within = whole.Pieces.Select(FlawWithin).DefaultIfEmpty(Flaw.Unknown).Max();
        Bend byPieces = within is Flaw.Step or Flaw.Unknown ? Bend.Unknown
            : whole.Pieces.Select(BendWithin).Aggregate(joints.Bend, Curvature.Joined);
        if (bend == Bend.Unknown)
            bend = byPieces;
        GradientBound bound = within == Flaw.Unknown || !joints.IsContinuous || whole.Pieces.Count == 0 ? GradientBound.None : GradientBound.Of(whole, bend, print);
        bool isNeverNegative = seeksMinimum && joints.IsContinuous
            && (whole.Pieces.All(piece => piece.Ranges.Of(piece.Value).IsNonNegative) || (bend is Bend.Convex && HasMinimumZero()));
        return known with
        {
            Bend = bend,
            Smoothness = SmoothnessOf(worst, within),
            Kinks = Kinks(),
            LipschitzBound = bound.Text,
            IsRobust = bound.Text.Length > 0 && (double.IsInfinity(whole.X.Range.Low) || double.IsInfinity(whole.X.Range.High)),
            LipschitzConstant = bound.Constant,
            GradientRange = bound.Range,
            Range = isNeverNegative ? known.Range.Intersect(Interval.NonNegative) : known.Range,
        };
    }

    private Smoothness SmoothnessOf(Flaw worst, Flaw within) =>
        worst == Flaw.None ? Smoothness.Smooth
        : joints.HasStep ? Smoothness.Discontinuous
        : !joints.IsContinuous || within == Flaw.Unknown ? Smoothness.Unknown
        : within == Flaw.Step ? Smoothness.Discontinuous
        : joints.Kinks.Count > 0 || within == Flaw.Kink ? Smoothness.Kinked
        : whole.Switches.Count == 0 ? Smoothness.Smooth
        : Smoothness.ContinuouslyDifferentiable;

    private IReadOnlyList<string> Kinks()
    {
        var kinks = new List<string>();
        foreach (Node @switch in joints.Kinks.OrderBy(node => node.Id))
        {
            Node origin = copy.Origin(@switch);
            kinks.Add(@switch.IsCondition
                ? Words.Jump(print, origin)
                : Words.Kink(print, origin, origin.Function?.Kink ?? @switch.Function!.Kink!));
        }

        foreach (Piece piece in whole.Pieces)
        {
            Flaws flaws = FlawsOf(piece);
            kinks.AddRange(GraphWalk.Reachable(piece.Value)
                .Select(node => (Node: node, Flaw: flaws.Of(node)))
                .Where(pair => pair.Flaw.Flaw == Flaw.Kink)
                .Select(pair => Words.Kink(print, copy.Origin(pair.Node), pair.Flaw.Where)));
        }

        return [.. kinks.Distinct()];
    }

    private Curvature CurvatureOf(Piece piece) => new(node => ReferenceEquals(node, whole.X), piece.Ranges);

    private Flaws FlawsOf(Piece piece)
    {
        Curvature curvature = CurvatureOf(piece);
        curvature.Of(piece.Value);
        return new Flaws(GraphWalk.DependingOn([piece.Value], node => ReferenceEquals(node, whole.X)), curvature, piece.Ranges, isPiece: whole.Switches.Count > 0);
    }

    private Flaw FlawWithin(Piece piece)
    {
        Flaws flaws = FlawsOf(piece);
        return GraphWalk.Reachable(piece.Value).Select(node => flaws.Of(node).Flaw).Max();
    }

    private Bend BendWithin(Piece piece)
    {
        Bend bend = CurvatureOf(piece).Of(piece.Value);
        if (bend != Bend.Unknown || FlawWithin(piece) != Flaw.None)
            return bend;
        if (SecondOf(piece) is not { } second)
            return Bend.Unknown;
        Interval range = piece.Ranges.Of(second), canonical = whole.Canonical.Range(whole.Canonical.Of(second));
        return second.Is(0) ? Bend.Affine
            : range.IsNonNegative || canonical.IsNonNegative ? Bend.Convex
            : range.IsNonPositive || canonical.IsNonPositive ? Bend.Concave
            : Bend.Unknown;
    }

    private Node? SecondOf(Piece piece)
    {
        try
        {
            return SecondDerivative.Diagonal(whole.Graph, piece.Slope, whole.X);
        }
        catch (DerivativeUnavailableException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether a convex term is 0 where its variable, the difference from a target, is 0, and has its minimum there: the slope is 0, or
    /// falls on the left and rises on the right.
    /// </summary>
    private bool HasMinimumZero()
    {
        bool isFound = false;
        foreach (Piece piece in whole.Pieces)
        {
            bool? isRight = null;
            bool isHere = true;
            for (int i = 0; i < whole.Switches.Count; i++)
            {
                (Polynomial slope, Polynomial offset) = piece.Switch(i);
                Interval there = whole.Canonical.Range(offset);
                isHere &= piece.IsPositive(i) ? there.High >= 0 : there.Low <= 0;
                if (offset.IsZero && slope.Number is { } number && number != 0)
                    isRight = piece.IsPositive(i) == number > 0;
            }

            if (!isHere)
                continue;
            Node valueAtZero = whole.At(piece.Value, whole.Graph.Zero), slopeAtZero = whole.At(piece.Slope, whole.Graph.Zero);
            if (!Piecewise.IsFinite(valueAtZero) || !Piecewise.IsFinite(slopeAtZero))
                return false;
            Polynomial value = whole.Canonical.Of(valueAtZero), rise = whole.Canonical.Of(slopeAtZero);
            Interval range = whole.Canonical.Range(rise);
            bool isMinimum = rise.IsZero || (isRight == true && range.IsNonNegative) || (isRight == false && range.IsNonPositive);
            if (!value.IsZero || !isMinimum)
                return false;
            isFound = true;
        }

        return isFound;
    }
}
