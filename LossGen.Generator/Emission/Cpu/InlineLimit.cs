using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>
/// Where long functions are inlined. In a short loop that keeps constants in registers and spares a trip through the stack; but the JIT stops
/// inlining where a method has 512 variables, and what it then calls are single operations.
/// </summary>
internal static class InlineLimit
{
    /// <summary>The work of a method that stays well below as many variables; a variable or several go with each operation.</summary>
    private const int Work = 120;

    /// <summary>The work of a method that is nothing but a loop: it has fewer addresses, and takes constants as variables.</summary>
    private const int WorkOfLoop = 140;

    /// <summary>Whether a method that computes the nodes is too long to have functions inlined.</summary>
    /// <param name="nodes">What is computed.</param>
    /// <param name="copies">How often all but the long functions is written.</param>
    public static bool IsPassed(IEnumerable<Node> nodes, int copies = 1) => WorkOf(nodes, copies) > Work;

    /// <summary>Whether a method of several loops is too long.</summary>
    /// <param name="loops">What each loop computes, and what is computed between them.</param>
    public static bool IsPassed(IEnumerable<IEnumerable<Node>> loops) => loops.Sum(nodes => WorkOf(nodes, copies: 1)) > Work;

    /// <summary>Whether a method of one loop is too long.</summary>
    /// <inheritdoc cref="IsPassed" path="/param"/>
    public static bool IsPassedByLoop(IEnumerable<Node> nodes, int copies) => WorkOf(nodes, copies) > WorkOfLoop;

    private static int WorkOf(IEnumerable<Node> nodes, int copies) =>
        nodes.Where(node => !node.IsLeaf).Distinct().Sum(node => (node.Function is { IsLong: true } ? 1 : copies) * Cost.Work(node));
}
