using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>
/// Where long functions are inlined. In a short loop that keeps constants in registers and spares a trip through the stack; but the JIT stops
/// inlining where a method has 512 variables, and what it then calls are single operations.
/// </summary>
internal static class InlineLimit
{
    /// <summary>How many operations of functions a method of floats can take.</summary>
    private const int Operations = 120;

    /// <summary>Whether the functions among the nodes are too long to be inlined into one method.</summary>
    public static bool IsPassed(IEnumerable<Node> nodes, ElementType element)
    {
        // Polynomials for doubles have twice the terms.
        int size = element == ElementType.Double ? 2 : 1;
        return size * nodes.Where(node => node.Function is { IsLong: true }).Distinct().Sum(Cost.Work) > Operations;
    }
}
