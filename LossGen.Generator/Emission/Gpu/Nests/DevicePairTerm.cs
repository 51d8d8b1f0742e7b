using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>
/// What is summed for pairs of a row and a column, such as a[i, k] * b[j, k]: over k, or as a part of a gradient over j. It is cut into what the row
/// and the column contribute, which is formed once for many pairs, and the rest.
/// </summary>
/// <param name="Reduction">The sum.</param>
/// <param name="RowAxis">The axis of the rows.</param>
/// <param name="ColumnAxis">The axis of the columns.</param>
/// <param name="Depth">The axis that both sides have beside.</param>
internal sealed record DevicePairTerm(Node Reduction, Axis RowAxis, Axis ColumnAxis, Axis Depth)
{
    /// <summary>The most numbers of a pair that a gradient is formed with.</summary>
    public const int MostWeights = 2;

    /// <summary>The struct that spells the term.</summary>
    public string Name { get; init; } = "";

    /// <summary>What the row contributes; null if nothing.</summary>
    public Node? Row { get; private init; }

    /// <summary>What the column contributes; null if nothing.</summary>
    public Node? Column { get; private init; }

    /// <summary>What makes up the first weight of the term: factors that do not vary over the depth.</summary>
    public IReadOnlyList<Factor> Weight { get; private init; } = [];

    /// <summary>Whether the term is 0 where its weight is, whatever the other factors.</summary>
    public bool IsGuarded => Weight.Any(factor => factor.Guarded is not null);

    /// <summary>Other values of the pair that the term is formed with.</summary>
    public IReadOnlyList<Node> Weights { get; private init; } = [];

    /// <summary>The factors of the term, without its weight.</summary>
    public IReadOnlyList<Node> Factors { get; private init; } = [];

    /// <summary>Whether the sum is over the columns.</summary>
    public bool IsGradient => Reduction.Over == ColumnAxis;

    /// <summary>How many numbers of each pair it is formed with.</summary>
    public int WeightCount => (Weight.Count > 0 ? 1 : 0) + Weights.Count;

    /// <summary>Whether the terms are the same, so that they share their struct.</summary>
    public bool IsSame(DevicePairTerm other) =>
        ReferenceEquals(Reduction, other.Reduction) && RowAxis == other.RowAxis && ColumnAxis == other.ColumnAxis && Depth == other.Depth;

    /// <summary>The terms under names, the same ones once.</summary>
    public static IReadOnlyList<DevicePairTerm> Named(IEnumerable<DevicePairTerm> terms, NodeNames names, NameScope scope)
    {
        var named = new List<DevicePairTerm>();
        foreach (DevicePairTerm term in terms.Where(term => !named.Any(term.IsSame)))
            named.Add(term with { Name = scope.Unique(Identifiers.Capitalized(names.Describe(term.Reduction)) + "Term") });
        return named;
    }

    /// <summary>The term of a sum; null where it is none of the kind.</summary>
    public static DevicePairTerm? Of(Node reduction, Axis row, Axis column, Axis depth)
    {
        var term = new DevicePairTerm(reduction, row, column, depth);
        if (reduction is not { Op: Op.Reduce, Reduction: Graph.Reduction.Sum })
            return null;
        var rest = new List<Node>();
        IReadOnlyList<Factor> weight = term.Split(reduction[0], rest);
        var cut = new Cut(term);
        bool isTerm = rest.Count > 0 && rest.Concat(reduction.Args.Skip(1)).All(cut.Take)
            && cut.Rows.Count <= 1 && cut.Columns.Count <= 1 && (term.IsGradient ? cut.Columns.Count == 1 : cut.Weights.Count == 0);
        DevicePairTerm found = term with { Row = cut.Rows.FirstOrDefault(), Column = cut.Columns.FirstOrDefault(), Weight = weight, Weights = cut.Weights, Factors = rest };
        return isTerm && found.WeightCount <= MostWeights ? found : null;
    }

    /// <summary>
    /// Splits a product into factors: returns those of the weight, and adds the others to <paramref name="rest"/>. A choice between a product and 0 is
    /// the product with the choice as its weight.
    /// </summary>
    private IReadOnlyList<Factor> Split(Node node, List<Node> rest)
    {
        if (IsGradient && !node.VariesOver(Depth))
            return [new Factor(node, null, false)];
        bool isOfAll = node.VariesOver(Depth) && node.VariesOver(RowAxis) && node.VariesOver(ColumnAxis);
        if (isOfAll && node.Op == Op.Multiply)
            return [.. node.Args.SelectMany(arg => Split(arg, rest))];
        if (IsGradient && isOfAll && node.Op == Op.Select && !node[0].VariesOver(Depth) && (node[1].Is(0) || node[2].Is(0)))
            return [new Factor(node[0], Split(node[1].Is(0) ? node[2] : node[1], rest), node[1].Is(0))];
        rest.Add(node);
        return [];
    }

    /// <summary>Whether a value can be spelled where its positions are known and nothing else.</summary>
    private static bool IsFree(Node node) => GraphWalk.Reachable(node).All(inner => inner.Op is not (Op.Reduce or Op.Scan));

    /// <summary>A factor of a weight.</summary>
    /// <param name="Value">The factor, or the condition under which others count.</param>
    /// <param name="Guarded">Those others; null for a factor.</param>
    /// <param name="IsNegated">Whether they count where the condition does not hold.</param>
    public sealed record Factor(Node Value, IReadOnlyList<Factor>? Guarded, bool IsNegated);

    /// <summary>Sorts what a term is formed from.</summary>
    private sealed class Cut(DevicePairTerm term)
    {
        private readonly HashSet<Node> seen = [];

        public List<Node> Rows { get; } = [];

        public List<Node> Columns { get; } = [];

        public List<Node> Weights { get; } = [];

        /// <summary>Takes a value in, and says whether it can be had.</summary>
        public bool Take(Node node)
        {
            if (!seen.Add(node) || node.Op is Op.Constant or Op.Scalar or Op.Size)
                return true;

            // A position is no number that the term is handed; it knows that along the depth, where it is none of a gradient.
            if (node.Op == Op.Index && (term.IsGradient || node.Over != term.Depth))
                return false;
            bool isOfRow = !node.VariesOver(term.ColumnAxis), isOfColumn = !node.VariesOver(term.RowAxis);
            if (term.IsGradient && !node.VariesOver(term.Depth))
                Weights.Add(node);
            else if (isOfRow && isOfColumn && !term.IsGradient)
                return IsFree(node) && node.VariesOver(term.Depth);
            else if (isOfRow && IsFree(node))
                Rows.Add(node);
            else if (isOfColumn && IsFree(node))
                Columns.Add(node);
            else
                return node.Op is not (Op.Element or Op.Reduce or Op.Scan or Op.Index) && node.Args.All(Take);
            return true;
        }
    }
}
