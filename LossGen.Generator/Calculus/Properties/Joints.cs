using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// What happens where the pieces of a function meet: whether it is continuous there, and whether its slope jumps, up or down. Pieces that
/// cannot meet are compared too where it is not proven that they cannot, which can only cost a proof.
/// </summary>
internal sealed class Joints
{
    private readonly Piecewise whole;
    private readonly HashSet<Node> kinks = [];

    public Joints(Piecewise whole)
    {
        this.whole = whole;
        foreach (Piece piece in whole.Pieces)
        {
            for (int i = 0; i < whole.Switches.Count; i++)
            {
                if (piece.IsPositive(i) && piece.Reaches(i))
                    Join(piece, i);
            }
        }
    }

    /// <summary>Whether the function has no steps.</summary>
    public bool IsContinuous { get; private set; } = true;

    /// <summary>Whether the function has a step for certain.</summary>
    public bool HasStep { get; private set; }

    /// <summary>The switches at which the slope may jump.</summary>
    public IReadOnlyCollection<Node> Kinks => kinks;

    /// <summary>How the joints bend the function: convex where no slope falls.</summary>
    public Bend Bend { get; private set; } = Bend.Affine;

    private void Join(Piece piece, int index)
    {
        if (piece.Across(index) is not { } other)
        {
            IsContinuous = false;
            Bend = Bend.Unknown;
            return;
        }

        if (other.IsEmpty || !other.Reaches(index))
            return;
        Polynomial? step = Jump(piece, other, p => p.Value, index), kink = Jump(piece, other, p => p.Slope, index);
        bool isContinuous = step is { IsZero: true } && SwitchesAreContinuous(piece, other, index);
        HasStep |= whole.Switches.Count == 1 && step?.Number is { } number && number != 0;
        IsContinuous &= isContinuous;
        if (kink is not { IsZero: true })
            kinks.Add(whole.Switches[index]);
        Bend = isContinuous && kink is not null ? Curvature.Joined(Bend, BendOf(kink * piece.Switch(index).Slope)) : Bend.Unknown;
    }

    private Bend BendOf(Polynomial jump)
    {
        Interval range = whole.Canonical.Range(jump);
        return jump.IsZero ? Bend.Affine : range.IsNonNegative ? Bend.Convex : range.IsNonPositive ? Bend.Concave : Bend.Unknown;
    }

    private bool SwitchesAreContinuous(Piece piece, Piece other, int index)
    {
        for (int i = 0; i < whole.Switches.Count; i++)
        {
            int at = i;
            if (Jump(piece, other, p => p.Argument(at), index) is not { IsZero: true })
                return false;
        }

        return true;
    }

    /// <summary>A polynomial of the sign that the difference between the two pieces has where the switch is 0; null where none is found.</summary>
    private Polynomial? Jump(Piece piece, Piece other, Func<Piece, Node> value, int index)
    {
        Canonical canonical = whole.Canonical;
        Polynomial difference = canonical.Of(value(piece)) - canonical.Of(value(other));
        (Polynomial slope, Polynomial offset) = piece.Switch(index);
        if (difference.IsZero)
            return difference;
        if (canonical.CoefficientsIn(difference, whole.X) is { } coefficients)
            return AtRoot(coefficients, slope, offset);
        if (slope.Number is not { } number || number == 0)
            return null;
        Node root = whole.Graph.Multiply(-1 / number, whole.At(piece.Argument(index), whole.Graph.Zero));
        Node here = whole.At(value(piece), root), there = whole.At(value(other), root);
        return Piecewise.IsFinite(here) && Piecewise.IsFinite(there) ? canonical.Of(here) - canonical.Of(there) : null;
    }

    /// <summary>The value at -offset / slope, times an even power of the slope, so that nothing is divided by what might be 0.</summary>
    private static Polynomial? AtRoot(IReadOnlyList<Polynomial> coefficients, Polynomial slope, Polynomial offset)
    {
        int degree = coefficients.Count - 1 + ((coefficients.Count - 1) % 2);
        if (degree > 8)
            return null;
        Polynomial sum = Polynomial.Zero;
        for (int k = 0; k < coefficients.Count; k++)
        {
            Polynomial term = coefficients[k];
            for (int i = 0; i < degree; i++)
            {
                term *= i < k ? offset.Times(-1) : slope;
                if (term.Terms.Count > Polynomial.MostTerms)
                    return null;
            }

            sum += term;
        }

        return sum;
    }
}
