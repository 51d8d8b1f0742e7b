using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>
/// Where functions are inlined, and loops are methods of their own. Inlined functions keep constants in registers and spare a trip through the stack; but the JIT stops
/// inlining where a method has many variables, and then calls a function for each single operation of lanes. What stands in a method is counted in variables that the JIT makes
/// of it: that many fewer copies of it a method can hold before calls are left.
/// </summary>
internal static class InlineLimit
{
    /// <summary>The variables of a method, less what stays uncounted: arguments, addresses and what is computed once a row; the last of these a loop that is all of its method does not have.</summary>
    private const double Method = 325, MethodOfLoop = 360;

    /// <summary>The work of a pass that stays well below as many variables.</summary>
    private const int WorkOfPass = 120;

    /// <summary>The cost from which on functions that are not inlined anywhere are told.</summary>
    private const int CostOfCalled = 30;

    private const double Call = 2, LongOfWork = 1.4, Load = 5, Store = 8.5, Uniform = 1.5, Sum = 13, SumRest = 7, Extremum = 24, Online = 100, Column = 8;

    /// <summary>What lanes of a kind take for each operation, for each that makes or takes a mask, and for each literal in one.</summary>
    private readonly record struct LaneCost(double Operation, double OfMask, double Literal);

    private static readonly LaneCost Elements = new(1.5, 1.5, 1.5), PairsOfDoubles = new(4.5, 8, 6);

    /// <summary>Whether a method is too long.</summary>
    public static bool IsPassed(double variables) => variables > Method;

    /// <summary>Whether a method that is nothing but one loop is too long.</summary>
    public static bool IsPassedByLoop(double variables) => variables > MethodOfLoop;

    /// <summary>Whether the method of a pass is too long to have functions inlined.</summary>
    public static bool IsPassed(Pass pass) => pass.Nodes.Where(node => !node.IsLeaf).Sum(Cost.Work) > WorkOfPass;

    /// <summary>A loop along an axis in lanes, which is written once for whole registers and once for what is left.</summary>
    /// <param name="axis">What it runs over.</param>
    /// <param name="sinks">What it is run for.</param>
    /// <param name="callsOut">Whether functions are called out of line also for whole registers.</param>
    public static double OfLoop(Axis axis, IReadOnlyCollection<Sink> sinks, bool callsOut)
    {
        List<Node> varying = Varying(axis, sinks);
        List<Node> computed = [.. varying.Where(node => !node.IsLeaf)];
        HashSet<Node> uniforms = [.. computed.SelectMany(node => node.Args).Where(arg => !arg.VariesOver(axis) && !arg.IsConstant)];
        double calls = computed.Sum(node => OfNode(node, true, Elements)), whole = callsOut ? calls : computed.Sum(node => OfNode(node, false, Elements));
        return whole + calls + (2 * Load * varying.Count(node => node.Op == Op.Element)) + (Uniform * uniforms.Count) + sinks.Sum(OfSink);
    }

    /// <summary>A loop along rows that stand side by side.</summary>
    /// <inheritdoc cref="OfLoop" path="/param"/>
    public static double OfTrip(Axis axis, IReadOnlyCollection<Sink> sinks, bool callsOut)
    {
        List<Node> varying = Varying(axis, sinks);
        return varying.Sum(node => node.IsLeaf ? Elements.Operation : OfNode(node, callsOut, Elements)) + sinks.Sum(sink => sink is StoreSink ? 1 : IsExtremum(sink) ? Extremum : Sum);
    }

    /// <summary>What is computed once a row, where rows stand side by side.</summary>
    /// <param name="nodes">What is computed.</param>
    /// <param name="areWhole">Whether lanes of doubles are whole registers; else they are pairs.</param>
    public static double OfRows(IEnumerable<Node> nodes, bool areWhole) =>
        nodes.Where(node => !node.IsLeaf && node.Op != Op.Reduce).Distinct().Sum(node => OfNode(node, callsOut: true, areWhole ? Elements : PairsOfDoubles));

    private static List<Node> Varying(Axis axis, IEnumerable<Sink> sinks) =>
        GraphWalk.Reachable(sinks.SelectMany(sink => sink is OnlineSink online ? online.Roots.Concat(online.Sum.Args) : sink.Roots), node => node.VariesOver(axis), node => node.Op != Op.Element);

    private static double OfSink(Sink sink) => sink switch
    {
        StoreSink => 2 * Store,
        ColumnSink => 2 * Column,
        OnlineSink => Online,
        _ => (IsExtremum(sink) ? Extremum : Sum) + SumRest,
    };

    private static bool IsExtremum(Sink sink) => sink is OnlineSink or TotalSink { Reduction.Reduction: Reduction.Max or Reduction.Min };

    private static double OfNode(Node node, bool callsOut, LaneCost lanes) => node.Function is { IsLong: true }
        ? callsOut ? Call : LongOfWork * Cost.Work(node)
        : ((node.IsCondition || node.Op == Op.Select ? lanes.OfMask : lanes.Operation) * Operations(node)) + (lanes.Literal * node.Args.Count(arg => arg.IsConstant));

    /// <summary>The operations of lanes that a node is written as: what takes long and is not inlined is called.</summary>
    private static int Operations(Node node) => node.Function is { Cost: > 1 and < CostOfCalled } function ? function.Cost : 1;
}
