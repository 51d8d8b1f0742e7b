using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Spells the arithmetic of an innermost loop, on lanes.</summary>
/// <param name="callsOut">Whether long functions are called out of line.</param>
/// <param name="scalars">Spells what is the same in all lanes.</param>
/// <param name="axis">The axis of the lanes.</param>
/// <param name="position">The variable that holds the position of the first lane.</param>
/// <param name="offsets">The variable that holds the positions of the lanes from there on.</param>
internal sealed class NestLaneWriter(
    CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses, string lanes, ElementType element, bool callsOut,
    NestScalarWriter scalars, Axis axis, string position, string offsets)
    : LaneWriter(code, scope, names, uses, lanes, element, callsOut)
{
    private static readonly Dictionary<Node, string> NoRows = [];

    private readonly string lanes = lanes;
    private readonly string type = CSharpTypes.Keyword(element);

    /// <summary>What an earlier loop may have kept, by the row that has it.</summary>
    public IReadOnlyDictionary<Node, string> KeptRows { get; init; } = NoRows;

    public override bool Varies(Node node) => node.VariesOver(axis);

    /// <summary>Whether the node compares the positions of the lanes with what is the same in all of them.</summary>
    public bool ComparesPositions(Node node) => node.Op is Op.Equal or Op.NotEqual or Op.Less or Op.LessOrEqual
        && node.Args.Any(arg => arg.Op == Op.Index && Varies(arg)) && node.Args.Any(arg => !Varies(arg));

    protected override bool IsWrittenHere(Node node) => Varies(node) && !ComparesPositions(node);

    protected override Expression Operation(Node node) => KeptRows.TryGetValue(node, out string? row)
        ? new Expression($"{row}.IsKept ? {row}.At<{lanes}>({position}) : {Computed(node).Text}", Expression.Conditional)
        : Computed(node);

    private Expression Computed(Node node)
    {
        if (node.Op == Op.Index)
            return new Expression($"{lanes}.Create(({type}){position}) + {offsets}", Expression.Additive);
        if (ComparesPositions(node))
        {
            return Expression.Of(Varies(node[0])
                ? $"{lanes}.{Comparison(node.Op)}({offsets}, {FromHere(node[1])})"
                : $"{lanes}.{Comparison(node.Op)}({FromHere(node[0])}, {offsets})");
        }

        return base.Operation(node);
    }

    // Positions of rows longer than 2^24 are no floats, but distances from the first lane are where it matters.
    private string FromHere(Node value) => $"{lanes}.Create(({type})({scalars.Write(value, Expression.Additive)} - {position}))";

    private static string Comparison(Op op) => op switch
    {
        Op.Equal => "Equal",
        Op.NotEqual => "NotEqual",
        Op.Less => "LessThan",
        _ => "LessThanOrEqual",
    };
}
