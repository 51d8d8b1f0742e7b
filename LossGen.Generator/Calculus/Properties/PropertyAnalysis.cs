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
        if (gradient is null)
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
        WorkingCopy copy = WorkingCopy.Of(formula, Parameter, positive, rewrites: false);
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
        return copy.StopsGradient || worst > Flaw.Kink ? result : WithGradientRange(result);
    }

    /// <summary>The bound of a gradient that mixes elements: the range of what is left of it without factors that do not vary.</summary>
    private LossProperties WithGradientRange(LossProperties result)
    {
        Node value = gradient.Value;
        Interval range = new Ranges().Of(value);
        return double.IsInfinity(range.Low) || double.IsInfinity(range.High)
            ? result
            : result with
            {
                GradientRange = range,
                IsRobust = gradient.Of.Minimum == double.NegativeInfinity || gradient.Of.Maximum == double.PositiveInfinity,
                LipschitzConstant = Math.Max(Math.Abs(range.Low), Math.Abs(range.High)),
                LipschitzBound = Words.Number(Math.Max(Math.Abs(range.Low), Math.Abs(range.High))),
            };
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
        Node other = GraphWalk.Map(copy.Graph, [copy.Root], node =>
            ReferenceEquals(node, copy.Variable) ? leaf ?? copy.Graph.Negate(node)
            : ReferenceEquals(node, leaf) ? copy.Variable
            : node)[0];
        bool isSame = (canonical.Of(copy.Root) - canonical.Of(other)).IsZero && copy.Dependent.Contains(copy.Root);
        return (isSame ? target is null ? Symmetry.Even : Symmetry.Exchange : Symmetry.None, isSame ? target : null);
    }

    private enum Symmetry
    {
        None,
        Even,
        Exchange,
    }
}
