namespace LossGen.Generator.Graph;

/// <summary>A set of nodes of one graph from which the one with the largest id is taken: a place for each id, and how many are taken in each run of them.</summary>
internal sealed class OpenNodes
{
    private const int Run = 64;

    [ThreadStatic]
    private static OpenNodes? spare;

    private Node?[] places = new Node?[Run];
    private int[] counts = new int[1];

    // None has a larger id.
    private int last = -1;

    private OpenNodes()
    {
    }

    /// <summary>An empty set; traversals within a traversal have one each.</summary>
    public static OpenNodes Rent()
    {
        OpenNodes set = spare ?? new OpenNodes();
        spare = null;
        return set;
    }

    /// <summary>Gives an empty set back.</summary>
    public void Return() => spare = this;

    public void Add(Node node)
    {
        if (node.Id >= places.Length)
        {
            int runs = Math.Max(2 * counts.Length, (node.Id / Run) + 1);
            Array.Resize(ref places, runs * Run);
            Array.Resize(ref counts, runs);
        }

        ref Node? place = ref places[node.Id];
        if (place is not null)
            return;
        place = node;
        counts[node.Id / Run]++;
        last = Math.Max(last, node.Id);
    }

    /// <summary>Removes the node with the largest id; null where there is none.</summary>
    public Node? TakeLast()
    {
        while (last >= 0)
        {
            if (counts[last / Run] == 0)
            {
                last = (last / Run * Run) - 1;
                continue;
            }

            if (places[last] is { } node)
            {
                places[last] = null;
                counts[last / Run]--;
                last--;
                return node;
            }

            last--;
        }

        return null;
    }
}
