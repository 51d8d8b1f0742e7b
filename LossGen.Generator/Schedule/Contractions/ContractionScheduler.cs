using LossGen.Generator.Graph;

namespace LossGen.Generator.Schedule.Contractions;

/// <summary>
/// Finds the sums of products in a routine that a matrix kernel forms faster than loops: logits that are themselves <c>sum[d](h[n, d] * w[v, d])</c>, within
/// losses that go along rows of them, and the gradients by both factors.
/// </summary>
internal sealed class ContractionScheduler
{
    /// <summary>Before all axes of formulas, and behind them.</summary>
    private const double Outermost = -1000, Innermost = 1000;

    private readonly GraphBuilder graph;
    private readonly Func<string, string> unique;
    private readonly Func<string, bool> isMatrix;
    private readonly List<BlockTable> tables = [];
    private readonly List<Contraction> before = [], after = [];

    /// <summary>The tables of weights, by what is in them and the axis of their rows.</summary>
    private readonly Dictionary<(Node Weight, Axis Row), Node> weightTables = [];

    private ContractionScheduler(GraphBuilder graph, Func<string, string> unique, Func<string, bool> isMatrix)
    {
        this.graph = graph;
        this.unique = unique;
        this.isMatrix = isMatrix;
    }

    /// <summary>The plan; null where the routine has no such sums, or none that its loops go along row by row.</summary>
    /// <param name="graph">Makes the nodes.</param>
    /// <param name="routine">What is to be computed.</param>
    /// <param name="unique">Gives a table a name that nothing else has.</param>
    /// <param name="isMatrix">Whether a name is that of a tensor of the type that is computed in.</param>
    /// <param name="isDouble">Whether elements are computed in double.</param>
    public static ContractionPlan? Plan(GraphBuilder graph, Routine routine, Func<string, string> unique, Func<string, bool> isMatrix, bool isDouble)
    {
        List<Product> products = Product.In(routine, isMatrix);
        if (products.Count == 0 || GraphWalk.Reachable(routine.Roots).Any(node => node.Op is Op.Recur or Op.Scan))
            return null;
        return graph.Literally(() =>
        {
            Routine separate = SeparateSums.Apply(graph, routine, products, isMatrix);
            return Along(separate, bothWays: false)
                ?? Along(Transposed(graph, separate, products), bothWays: false)
                ?? Along(Turned.Apply(graph, separate, products), bothWays: true);
        });

        ContractionPlan? Along(Routine wanted, bool bothWays) => new ContractionScheduler(graph, unique, isMatrix)
            .Plan(wanted, ReferenceEquals(wanted, routine) ? products : Product.In(wanted, isMatrix), isDouble, bothWays);
    }

    private ContractionPlan? Plan(Routine routine, IReadOnlyList<Product> products, bool isDouble, bool bothWays)
    {
        (Routine summed, IReadOnlyList<FormedSum> sums) = FormedSums.Apply(graph, routine, products, isMatrix, unique);
        IReadOnlyDictionary<Node, Node> reads = bothWays ? TablesBothWays([.. summed.Roots, .. sums.Select(sum => sum.Weight)], products) : Tables(products);
        Routine reading = summed.WithValues(GraphWalk.Replace(graph, [.. summed.Roots], reads));
        (List<Store> weights, List<Intermediate> formed) = Formed(sums, reads);
        List<Store> stores = [.. reading.Stores.SelectMany(Split), .. weights];
        Routine inTables = reading with { Stores = stores };
        NestPlan loops = ZerosFirst(NestScheduler.Plan(graph, inTables, unique, isDouble, keepsTogether: true, formed: formed));
        var plan = new ContractionPlan(loops, tables, before, after, []);
        return loops.Nests.All(IsRowByRow) && after.All(IsAddedLast) ? InBlocks(plan, inTables, isDouble) : null;

        bool IsRowByRow(Nest nest)
        {
            List<BlockTable> used = [.. plan.TablesOf(nest)];
            return used.Count == 0 || (!nest.IsSerial && nest.Steps.Count == 1 && used.All(table => table.Axes[0] == nest.Axis)
                && NestReads(nest).Where(node => used.Any(table => table.Name == node.Name)).All(read => read[0].Op == Op.Index && read[0].Over == nest.Axis));
        }

        // What a product is added to is there before: it is written by the loops that write the weights, or by earlier ones.
        bool IsAddedLast(Contraction product) =>
            Writing(product.Result.Name!) is var target && target >= 0
            && Writing(product.Left.Name!) >= target;

        int Writing(string output) => loops.Nests.ToList().FindLastIndex(nest => nest.Sinks.OfType<StoreSink>().Any(store => store.Store.Output == output));
    }

    /// <summary>The plan with its loops in blocks, and before them those that find out which rows are needed.</summary>
    private ContractionPlan InBlocks(ContractionPlan plan, Routine routine, bool isDouble)
    {
        (List<RowFilter> filters, List<Nest> filtering) = Filters(routine, isDouble);
        List<Nest> nests = [.. plan.Loops.Nests.Select(nest => !plan.TablesOf(nest).Any() ? nest
            : nest with { IsInBlocks = true, LeavesOutRows = filters.Exists(filter => filter.Row == nest.Axis) })];
        nests.InsertRange(plan.Loops.BeforeChecks, filtering);
        return plan with { Loops = plan.Loops with { Nests = nests }, Filters = filters };
    }

    /// <summary>What says which rows are needed, and the loops that find out.</summary>
    private (List<RowFilter> Filters, List<Nest> Loops) Filters(Routine routine, bool isDouble)
    {
        var filters = new List<RowFilter>();
        var loops = new List<Nest>();
        foreach (Axis row in tables.Select(table => table.Axes[0]).Distinct())
        {
            HashSet<string> products = Named(before.Select(product => product.Result)), weights = Named(weightTables.Values);
            if (RowFilter.Condition(graph, row, routine, products, weights) is not { } needed)
                continue;
            var filter = new RowFilter(row, unique("needed"));
            filters.Add(filter);
            loops.AddRange(NestScheduler.Plan(
                graph, new Routine([new Store(filter.Name, [row], graph.Select(needed, graph.One, graph.Zero))], [], []), unique, isDouble).Nests);

            HashSet<string> Named(IEnumerable<Node> all) => [.. all.Where(table => table[0].Over == row).Select(table => table.Name!)];
        }

        return (filters, loops);
    }

    /// <summary>What needs nothing, above all the zeros that products are added to, before all else.</summary>
    private static NestPlan ZerosFirst(NestPlan loops) => loops with
    {
        Nests =
        [
            .. loops.Nests.Take(loops.BeforeChecks),
            .. loops.Nests.Skip(loops.BeforeChecks).OrderBy(nest => nest.Sinks.SelectMany(sink => sink.Roots).Any(root => !root.IsConstant)),
        ],
    };

    /// <summary>The routine with the axes of the columns outside of all others, so that they are those of the rows.</summary>
    private static Routine Transposed(GraphBuilder graph, Routine routine, IReadOnlyList<Product> products)
    {
        var names = new Dictionary<Axis, Axis>();
        foreach (Axis column in products.Select(product => product.Column).Distinct())
        {
            names.Add(column, Renamed(graph, column, Outermost));
        }

        return routine with
        {
            Stores = [.. routine.Stores.Select(store => store with
            {
                Axes = [.. store.Axes.Select(axis => names.TryGetValue(axis, out Axis? outer) ? outer : axis)],
                Value = Substitution.Permute(graph, store.Value, names),
            })],
            Assignments = [.. routine.Assignments.Select(assignment => assignment with { Value = Substitution.Permute(graph, assignment.Value, names) })],
        };
    }

    /// <summary>Another axis of the same extent, which loops have outside or inside of others.</summary>
    private static Axis Renamed(GraphBuilder graph, Axis axis, double order)
    {
        Axis other = graph.Axis(axis.Name, order);
        other.Extent = axis.Extent;
        return other;
    }

    private static IEnumerable<Node> NestReads(Nest nest) =>
        GraphWalk.Reachable(nest.Sinks.SelectMany(sink => sink.Roots)).Where(node => node.Op == Op.Element);

    /// <summary>
    /// The same where loops go along the columns of a product too, as those of a contrastive loss in both directions do: what is reduced down the rows reads
    /// the transposed product, whose rows are the columns, and which is formed once more.
    /// </summary>
    private Dictionary<Node, Node> TablesBothWays(IReadOnlyList<Node> roots, IReadOnlyList<Product> products)
    {
        // Rows are bound by what is reduced down them, and may go by another name there: one of an axis that loops have inside of that of the columns.
        Dictionary<Axis, Axis> names = products.Select(product => product.Row).Distinct().ToDictionary(row => row, row => Renamed(graph, row, Innermost));
        Dictionary<Node, Node> straight = Tables(products), turned = Tables([.. products.Select(product => product.Transposed(graph, names[product.Row]))]);
        HashSet<Node> holding = GraphWalk.DependingOn(roots, straight.ContainsKey);
        foreach (Node node in GraphWalk.Reachable(roots).Where(node => node is { Op: Op.Reduce, Axes.Count: 1 } && holding.Contains(node)))
        {
            bool isDown = products.Any(product => product.Row == node.Over && node.VariesOver(product.Column));
            Node image = isDown
                ? GraphWalk.Replace(graph, [Substitution.Permute(graph, node, new Dictionary<Axis, Axis> { [node.Over!] = names[node.Over!] })], turned)[0]
                : GraphWalk.Replace(graph, [node], straight)[0];
            straight.Add(node, image);
            turned.Add(node, image);
        }

        return straight;
    }

    /// <summary>The tables of the weights of sums that are formed, and the memory that takes the sums.</summary>
    private (List<Store> Weights, List<Intermediate> Sums) Formed(IReadOnlyList<FormedSum> sums, IReadOnlyDictionary<Node, Node> reads)
    {
        var weights = new List<Store>();
        var formed = new List<Intermediate>();
        foreach (FormedSum sum in sums)
        {
            Node weight = GraphWalk.Replace(graph, [sum.Weight], reads)[0];
            Node table = Weights(weight, sum.Over, sum.Read[0].Over!, weights);
            after.Add(new Contraction(sum.Read, table, sum.Matrix, sum.Over));
            formed.Add(new Intermediate(sum.Read.Name!, [.. sum.Read.Args.Select(index => index.Over!)], graph.Multiply(weight, sum.Matrix)) { IsRounded = true, IsFormed = true });
        }

        return (weights, formed);
    }

    /// <summary>The table of weights, which is filled once.</summary>
    private Node Weights(Node weight, Axis row, Axis column, List<Store> stores)
    {
        if (!weightTables.TryGetValue((weight, row), out Node? table))
        {
            weightTables[(weight, row)] = table = Table("weights", row, column, weight.Range);
            stores.Add(new Store(table.Name!, [.. table.Args.Select(index => index.Over!)], weight));
        }

        return table;
    }

    /// <summary>The tables of products, as they are read.</summary>
    private Dictionary<Node, Node> Tables(IEnumerable<Product> products)
    {
        var reads = new Dictionary<Node, Node>();
        foreach (Product product in products)
        {
            Node table = Table("product", product.Row, product.Column, product.Sum.Range);
            before.Add(new Contraction(table, product.Left, product.Right, product.Sum.Over!));
            reads.Add(product.Sum, table);
        }

        return reads;
    }

    /// <summary>The output without the products that are added to it, and the tables of their weights.</summary>
    private IEnumerable<Store> Split(Store store)
    {
        if (store.Axes.Count > 2)
            return [store];
        var wanted = new Dictionary<Node, Axis>();
        var weightedSums = new Dictionary<Node, WeightedSum>();
        foreach (Node node in GraphWalk.Reachable(store.Value))
        {
            if (WeightedSum.Of(graph, node, isMatrix) is not { } sum || Free(sum, store.Axes) is not { } free)
                continue;
            wanted.Add(node, free);
            weightedSums.Add(node, sum);
        }

        var terms = LinearTerms.Of(graph, store.Value, wanted);
        List<(Node Weight, Node Matrix, Axis Over)> sums = [];
        foreach ((Node sum, Func<Node, Node> context) in terms.Sums)
        {
            WeightedSum weighted = weightedSums[sum];
            int same = sums.FindIndex(other => ReferenceEquals(other.Matrix, weighted.Matrix) && other.Over == sum.Over);
            Node weight = context(weighted.Weight);
            if (same < 0)
                sums.Add((weight, weighted.Matrix, sum.Over!));
            else
                sums[same] = sums[same] with { Weight = graph.Add(sums[same].Weight, weight) };
        }

        if (sums.Count == 0)
            return [store];
        var result = new List<Store> { store with { Value = terms.Rest } };
        foreach ((Node weight, Node matrix, Axis over) in sums)
        {
            Axis free = store.Axes.Single(axis => !matrix.VariesOver(axis));
            Axis row = before.Select(product => product.Result[0].Over!).First(axis => axis == free || axis == over);
            Node table = Weights(weight, row, row == free ? over : free, result);
            Node output = graph.Element(store.Output, [.. store.Axes.Select(graph.Index)], Interval.All);
            after.Add(new Contraction(output, table, matrix, over));
        }

        return result;
    }

    /// <summary>The axis of the output that the weights vary over, where they do so over rows and columns of a product that the loops read; else null.</summary>
    private Axis? Free(WeightedSum sum, IReadOnlyList<Axis> axes)
    {
        List<Axis> free = [.. axes.Where(axis => !sum.Matrix.VariesOver(axis))];

        // Without a matrix sums down the rows are meant: loops along a row add up what is in it.
        return free.Count == 1 && before.Any(product => IsOver(product.Result[0], sum.Over) && IsOver(product.Result[1], free[0])
            || (sum.Matrix.Varies && IsOver(product.Result[1], sum.Over) && IsOver(product.Result[0], free[0]))) ? free[0] : null;

        static bool IsOver(Node index, Axis axis) => index.Over == axis;
    }

    private Node Table(string wanted, Axis row, Axis column, Interval range)
    {
        var table = new BlockTable(unique(wanted), [row, column]);
        tables.Add(table);
        return graph.Element(table.Name, [graph.Index(row), graph.Index(column)], range);
    }
}
