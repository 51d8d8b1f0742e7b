using System.Globalization;
using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// Finds what the graph proves of a loss as a function of its first differentiated parameter. Where little is proven for all values of the
/// scalars, those without a range are assumed to be positive, as widths and weights are, and the assumption is said.
/// </summary>
internal sealed class PropertyAnalysis
{
    /// <summary>A bound that takes more characters than this says nothing to a reader.</summary>
    private const int LongestBound = 100;

    private readonly BoundFormula formula;
    private readonly LossDeclaration declaration;
    private readonly DerivativeOutput gradient;
    private readonly bool isLocal;

    private PropertyAnalysis(BoundFormula formula, LossDeclaration declaration, DerivativeOutput gradient, bool isLocal)
    {
        this.formula = formula;
        this.declaration = declaration;
        this.gradient = gradient;
        this.isLocal = isLocal;
    }

    private string Parameter => gradient.Of.Name;

    /// <param name="formula">The loss.</param>
    /// <param name="declaration">Its declaration.</param>
    /// <param name="gradient">The gradient that the properties speak of; null where there is none.</param>
    /// <param name="isLocal">Whether each element of the gradient is that of one element of the loss, or of a sum over them.</param>
    public static LossProperties Run(BoundFormula formula, LossDeclaration declaration, DerivativeOutput? gradient, bool isLocal)
    {
        var known = new LossProperties { Range = formula.Result.Range, NeedsUnitInterval = UnitInterval.Of(formula, declaration) };
        if (gradient is null || GraphWalk.Reachable(formula.Result).Any(node => node.Op == Op.Recur))
            return known;
        var analysis = new PropertyAnalysis(formula, declaration, gradient, isLocal);
        LossProperties plain = analysis.Under(known, []);
        List<string> free = analysis.FreeScalars();
        if (free.Count == 0)
            return plain;
        LossProperties assuming = analysis.Under(known, free);
        bool isMore = (plain.Bend == Bend.Unknown && assuming.Bend != Bend.Unknown)
            || (plain.LipschitzBound.Length == 0 && assuming.LipschitzBound.Length > 0)
            || plain.Smoothness is Smoothness.Unknown or Smoothness.Kinked && assuming.Smoothness is Smoothness.Smooth or Smoothness.ContinuouslyDifferentiable;
        return isMore ? assuming with { Assumption = string.Join(", ", free.Select(name => name + " > 0")) } : plain;
    }

    /// <summary>The scalars of which neither a range is stated nor a gradient taken.</summary>
    private List<string> FreeScalars() => [.. declaration.Parameters
        .Where(p => p.IsScalar && p.Name != Parameter && formula.Accesses.TryGetValue(p.Name, out IReadOnlyList<Node>? leaves) && leaves[0].Range == Interval.All)
        .Select(p => p.Name)];

    private LossProperties Under(LossProperties known, IReadOnlyCollection<string> positive)
    {
        WorkingCopy copy = WorkingCopy.Of(formula, Parameter, positive, rewrites: true, stabilizes: false);
        var ranges = new Ranges();
        var curvature = new Curvature(copy.IsVariable, ranges);
        Bend bend = curvature.Of(copy.Root);
        (Symmetry symmetry, string? target) = SymmetryOf(copy);
        known = known with { Parameter = Parameter, IsSymmetric = symmetry != Symmetry.None, Target = target };

        var flaws = new Flaws(copy.Dependent, curvature, ranges);
        var found = GraphWalk.Reachable(copy.Root).Select(node => (Node: node, Flaw: flaws.Of(node))).Where(pair => pair.Flaw.Flaw != Flaw.None).ToList();
        Flaw worst = found.Select(pair => pair.Flaw.Flaw).DefaultIfEmpty(Flaw.None).Max();
        WorkingCopy simplified = WorkingCopy.Of(formula, Parameter, positive, rewrites: true);
        bool isWhole = false;
        Node? term = copy.StopsGradient || !isLocal || copy.Accesses.Count > 1 ? null : Terms.Of(simplified, out isWhole);
        LossProperties result = known with { Bend = bend, Range = known.Range.Intersect(ranges.Of(copy.Root)) };
        if (term is not null && Piecewise.Of(term, simplified) is { } whole)
            return new PieceProperties(whole, simplified, Printer(simplified)).Complete(result, bend, worst, isWhole && !term.Range.IsNonNegative);
        result = result with
        {
            Smoothness = worst switch
            {
                Flaw.None => Smoothness.Smooth,
                Flaw.Kink => Smoothness.Kinked,
                Flaw.Step when found.All(pair => pair.Flaw.Flaw == Flaw.Step) => Smoothness.Discontinuous,
                _ => Smoothness.Unknown,
            },
            Kinks = [.. found.Where(pair => pair.Flaw.Flaw == Flaw.Kink).Select(pair => Words.Kink(Printer(copy), copy.Origin(pair.Node), pair.Flaw.Where)).Distinct()],
        };
        return !isLocal || copy.StopsGradient || worst > Flaw.Kink ? result
            : WithMixedBound(result, copy);
    }

    /// <summary>The bound of the gradient of a term that mixes elements.</summary>
    private LossProperties WithMixedBound(LossProperties result, WorkingCopy copy)
    {
        if (MixedTerms.GradientOf(formula, copy) is not ({ } range, { } most, var hasRows) || most.Is(0)
            || GraphWalk.Reachable(most).Any(node => node.IsConstant && !SymbolicBounds.IsPlain(node.Value)))
            return result;
        string text = BoundText(most, copy.Names(formula));
        double high = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? new Ranges().Of(most).High : double.PositiveInfinity;
        return result with
        {
            GradientRange = SymbolicBounds.IsPlain(range.Low) && SymbolicBounds.IsPlain(range.High) ? range : Interval.All,
            IsRobust = hasRows && (double.IsInfinity(copy.Variable.Range.Low) || double.IsInfinity(copy.Variable.Range.High)),
            LipschitzConstant = double.IsInfinity(high) ? null : high,
            LipschitzBound = text.Length <= LongestBound ? text : "",
        };
    }

    private static string BoundText(Node bound, IReadOnlyDictionary<Node, string> names)
    {
        if (bound.Calls(FunctionTable.Max))
        {
            string left = BoundText(bound[0], names), right = BoundText(bound[1], names);
            return left == right ? left : $"max({left}, {right})";
        }

        var canonical = new Canonical();
        return canonical.Text(canonical.Of(bound), node => FormulaPrinter.Print(node, LongestBound + 1, names));
    }

    private Func<Node, string> Printer(WorkingCopy copy) => node => FormulaPrinter.Print(copy.Origin(node), 60, formula.Names);

    private (Symmetry, string?) SymmetryOf(WorkingCopy copy)
    {
        List<Node> used = GraphWalk.Reachable(copy.Root);

        // A tensor that is read at the same indices, and only there.
        Node? TensorOf(ParameterModel parameter)
        {
            List<Node> reads = [.. used.Where(node => node.Op == Op.Element && node.Name == parameter.Name)];
            return reads.Count == 1 && reads[0].Args.SequenceEqual(copy.Variable.Args) ? reads[0] : null;
        }

        if (copy.Accesses.Count > 1)
            return (Symmetry.None, null);
        Node? leaf = declaration.Parameters.Where(p => p.IsTensor && p.IsFloating && p.Name != Parameter).Select(TensorOf).FirstOrDefault(node => node is not null);
        string? target = leaf?.Name;
        var canonical = new Canonical();

        // By way of a name that is in no formula: what the graph simplifies to the variable on the way is not to be replaced again.
        Node moved = copy.Graph.Element("the other", copy.Variable.Args, copy.Variable.Range);
        Node other = Replaced(copy, copy.Root, copy.Variable, leaf is null ? copy.Graph.Negate(moved) : moved);
        other = leaf is null ? other : Replaced(copy, other, leaf, copy.Variable);
        other = Replaced(copy, other, moved, leaf ?? copy.Variable);
        bool isSame = (canonical.Of(copy.Root) - canonical.Of(other)).IsZero && copy.Dependent.Contains(copy.Root);
        return (isSame ? target is null ? Symmetry.Even : Symmetry.Exchange : Symmetry.None, isSame ? target : null);
    }

    private static Node Replaced(WorkingCopy copy, Node root, Node leaf, Node by) =>
        GraphWalk.Map(copy.Graph, [root], node => ReferenceEquals(node, leaf) ? by : node)[0];

    private enum Symmetry
    {
        None,
        Even,
        Exchange,
    }
}
