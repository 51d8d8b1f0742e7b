using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;
using static LossGen.Generator.Functions.FunctionTable;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>Finds the parameters that must lie between 0 and 1: by their stated ranges, or since log(p) and log(1 - p) are taken of them.</summary>
internal static class UnitInterval
{
    public static IReadOnlyList<string> Of(BoundFormula formula, LossDeclaration declaration)
    {
        HashSet<Node> above = [], below = [];
        foreach (Node node in GraphWalk.Reachable(formula.Result).Where(node => node.Function?.Domain is not null))
        {
            Node argument = node[node.Function!.Domain!.Argument];
            if (node.Calls(Log) || node.Calls(Log2) || node.Calls(XLogY) || node.Calls(RelativeEntropy))
                above.Add(argument);
            else if ((node.Calls(Log1p) || node.Calls(XLog1pY)) && argument.Op == Op.Negate)
                below.Add(argument[0]);
        }

        return [.. declaration.Parameters
            .Where(p => formula.Accesses.TryGetValue(p.Name, out IReadOnlyList<Node>? leaves)
                && ((p.IsFloating && leaves[0].Range.IsWithin(Interval.Unit)) || (leaves.Any(above.Contains) && leaves.Any(below.Contains))))
            .Select(p => p.Name)];
    }
}
