namespace LossGen.Tests.Codegen;

/// <summary>An innermost loop of a method: its blocks, and what they leave for.</summary>
/// <param name="Method">The method.</param>
/// <param name="Blocks">The indices of its blocks, the first of which is where a turn begins.</param>
internal sealed record MachineLoop(MachineMethod Method, IReadOnlyList<int> Blocks)
{
    /// <summary>Gets its instructions in the order of their addresses.</summary>
    public IReadOnlyList<MachineInstruction> Instructions { get; } = [.. Blocks.Order().SelectMany(block => Method.Blocks[block].Instructions)];

    public int Bytes => Instructions.Sum(instruction => instruction.Bytes);

    /// <summary>What it calls.</summary>
    public IEnumerable<string> Calls => Instructions.Where(instruction => instruction.IsCall).Select(instruction => instruction.Called);

    /// <summary>What the code that it leaves for calls at once: where a check has failed, what throws.</summary>
    public IEnumerable<string> Exits => Blocks.SelectMany(block => Method.Blocks[block].Next).Except(Blocks)
        .SelectMany(block => Method.Blocks[block].Instructions.Where(instruction => instruction.IsCall).Take(1)).Select(instruction => instruction.Called);

    /// <summary>
    /// The innermost of the natural loops: a jump back is one to a block that every way to it leads through, and its loop what leads to it from there.
    /// So a part of a loop that lies elsewhere, as the edges of rows do, belongs to it.
    /// </summary>
    public static IReadOnlyList<MachineLoop> Innermost(MachineMethod method)
    {
        IReadOnlyList<HashSet<int>> dominators = Dominators(method);
        var previous = Previous(method);
        var bodies = new SortedDictionary<int, HashSet<int>>();
        for (int block = 0; block < method.Blocks.Count; block++)
        {
            foreach (int head in method.Blocks[block].Next.Where(head => dominators[block].Contains(head)))
            {
                if (!bodies.TryGetValue(head, out HashSet<int>? body))
                    bodies.Add(head, body = [head]);
                Collect(block, body, previous);
            }
        }

        return [.. bodies.Where(loop => !bodies.Keys.Any(head => head != loop.Key && loop.Value.Contains(head)))
            .Select(loop => new MachineLoop(method, [loop.Key, .. loop.Value.Where(block => block != loop.Key)]))];
    }

    private static void Collect(int from, HashSet<int> body, List<int>[] previous)
    {
        var open = new Stack<int>([from]);
        while (open.TryPop(out int block))
        {
            if (!body.Add(block))
                continue;
            foreach (int before in previous[block])
                open.Push(before);
        }
    }

    private static List<int>[] Previous(MachineMethod method)
    {
        List<int>[] previous = [.. method.Blocks.Select(_ => new List<int>())];
        for (int block = 0; block < previous.Length; block++)
        {
            foreach (int next in method.Blocks[block].Next)
                previous[next].Add(block);
        }

        return previous;
    }

    /// <summary>For each block those that every way from the entry to it leads through, by iteration.</summary>
    private static HashSet<int>[] Dominators(MachineMethod method)
    {
        List<int>[] previous = Previous(method);
        HashSet<int>[] dominators = [.. method.Blocks.Select((_, i) => i == 0 ? [0] : Enumerable.Range(0, method.Blocks.Count).ToHashSet())];
        for (bool hasChanged = true; hasChanged;)
        {
            hasChanged = false;
            for (int block = 1; block < dominators.Length; block++)
            {
                HashSet<int> of = previous[block].Count == 0 ? [] : [.. dominators[previous[block][0]]];
                foreach (int before in previous[block].Skip(1))
                    of.IntersectWith(dominators[before]);
                of.Add(block);
                hasChanged |= of.Count != dominators[block].Count;
                dominators[block] = of;
            }
        }

        return dominators;
    }
}
