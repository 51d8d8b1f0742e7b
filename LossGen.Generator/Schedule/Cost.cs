using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule;

/// <summary>What a pass moves and computes for one element.</summary>
internal static class Cost
{
    /// <summary>Bytes read and written.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="bytesOf">The size of an element of a parameter.</param>
    /// <param name="bytesOfOutput">The size of an element of an output.</param>
    public static int Bytes(Pass pass, Func<string, int> bytesOf, int bytesOfOutput) =>
        pass.Elements.Sum(element => bytesOf(element.Name!)) + (pass.Stores.Count * bytesOfOutput);

    /// <summary>Operations, each function counted as one.</summary>
    public static int Operations(Pass pass) =>
        pass.Nodes.Count(node => node.Op != Op.Element) + pass.Reductions.Count;

    /// <summary>Work in additions.</summary>
    public static int Work(Pass pass) =>
        pass.Nodes.Sum(node => node.Function?.Cost ?? (node.Op == Op.Divide ? 4 : 1)) + pass.Reductions.Count;
}
