using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>
/// What a loop does where none of the lanes of a loop around, whose positions are shifted by it, is at a border: terms of a window are under conditions, <c>x - k >= 0</c> and
/// <c>x - k &lt; size(h)</c>, that hold in nearly all registers.
/// </summary>
/// <param name="Positions">The positions, and the axes that they have to lie in.</param>
/// <param name="Sinks">What the loop is run for, with the terms as they are then.</param>
internal sealed record InsideLoop(IReadOnlyList<(Node Position, Axis Axis)> Positions, IReadOnlyList<TotalSink> Sinks)
{
    /// <summary>What is written twice is to be short.</summary>
    private const int MostNodes = 40;

    /// <summary>The loops inside of one whose positions stand in the lanes, with what they do inside.</summary>
    public static Loop Apply(GraphBuilder graph, Loop loop, Axis rows) => loop with
    {
        Body = [.. loop.Body.Select(step => step is not Loop inner ? step : inner.IsInLanes ? inner with { Inside = Of(graph, inner, rows) } : Apply(graph, inner, rows))],
    };

    private static InsideLoop? Of(GraphBuilder graph, Loop loop, Axis rows)
    {
        List<TotalSink> sinks = [.. loop.Sinks.OfType<TotalSink>().Where(sink => sink.Term.Args.Count == 1)];
        List<Node> nodes = GraphWalk.Reachable(sinks.SelectMany(sink => sink.Roots), IsHere, _ => true);
        if (sinks.Count != loop.Sinks.Count() || nodes.Count > MostNodes || nodes.Any(node => node.Function is { IsLong: true }))
            return null;
        var axes = new Dictionary<Node, Axis>();
        foreach (Node condition in nodes.Where(node => node.Op == Op.Less && node[1].Op == Op.Size && IsAtRows(node[0], loop.Axis, rows)))
            axes[condition[0]] = condition[1].Over!;
        bool Holds(Node node) => node.Op == Op.Less ? axes.TryGetValue(node[0], out Axis? axis) && node[1].Op == Op.Size && node[1].Over == axis
            : node.Op == Op.LessOrEqual && node[0].Is(0) && axes.ContainsKey(node[1]);
        Node Chosen(Node node) => Holds(node) ? graph.One
            : node.Op == Op.Select && node[0].Is(1) ? node[1]
            : node.Op == Op.And && node.Args.Any(arg => arg.Is(1)) ? node.Args.FirstOrDefault(arg => !arg.Is(1)) ?? graph.One
            : node;
        return axes.Count == 0 ? null : new InsideLoop(
            [.. axes.Select(pair => (pair.Key, pair.Value))],
            [.. sinks.Select(sink => sink with { Term = graph.WithArgs(sink.Term, [Inside(sink.Term[0])]) })]);

        // What the loop computes; what loops before have formed is known.
        bool IsHere(Node node) => node.VariesOver(loop.Axis) && node.Op is not (Op.Reduce or Op.Scan);
        Node Inside(Node root)
        {
            var images = new Dictionary<Node, Node>();
            Node Image(Node node) => images.TryGetValue(node, out Node? image) ? image : node;
            foreach (Node node in GraphWalk.Reachable([root], IsHere, _ => true))
                images.Add(node, Chosen(graph.WithArgs(node, [.. node.Args.Select(Image)])));
            return Image(root);
        }
    }

    private static bool IsAtRows(Node index, Axis axis, Axis rows) => index.Op is Op.Add or Op.Subtract && index.VariesOver(axis) && LanesAcross.IsShift(index, rows);
}
