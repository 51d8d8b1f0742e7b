using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;
using LossGen.Generator.Schedule.Sweeps;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>
/// Writes the kernel of a nest: a ref struct with the tensors, strides, extents and values per call as fields, whose Run method is the loops,
/// and a struct with the totals over its outermost axis.
/// </summary>
internal sealed class NestKernelWriter
{
    private const string RunSamples = "RunSamples";

    /// <summary>What a kernel's fields and locals may not be called.</summary>
    private static readonly string[] Reserved =
    [
        "Run", RunSamples, "Output", "OutputCount", "Writing", "OnlineSum", "FirstFault", "index", "start", "end", "totals", "V", "S", "IStrides", "IsDense", "Equals", "GetHashCode", "ToString", "GetType", "ReferenceEquals", "MemberwiseClone", "Finalize",
        "MethodImpl", "MethodImplOptions", "MemoryMarshal", "NestRunner", "Span", "ReadOnlySpan", "ISimd", "INest", "Math", "Edge", "Row", "Limits",
        "Scratch", "Segments", "Columns", "Slice", "ITeam", "Alone", "TeamRunner", "ISharedRows", "Loops", "Places", "W", "team", "Sum", "Largest", "Smallest", "Product", "SumTotal", "MaxTotal", "MinTotal", "ProductTotal", "extent", "work", "Calls", "Kept",
        "BorderedTable", "RunInLanes", "RowsInLanes", "IRowsInLanes", "D", "RowTile", "Widths", "RowSums", "RowMaxima", "RowMinima", "RowProducts", "Pair", "Lanes512", "Lanes256", "Lanes128", "Picks", "KeptRow", "RunningSum", "TurnedRows", "LaneColumns",
    ];

    private readonly Nest nest;
    private readonly NodeNames names;
    private readonly ElementType element;
    private readonly string type;
    private readonly CodeWriter code = new();
    private readonly NameScope fields = new(Reserved);

    private NestKernelWriter(Nest nest, NodeNames names, ElementType element)
    {
        this.nest = nest;
        this.names = names;
        this.element = element;
        type = CSharpTypes.Keyword(element);
    }

    /// <summary>The kernel, and its text.</summary>
    public static (NestKernel Kernel, string Text) Write(
        string name, Nest nest, IReadOnlyList<TensorLayout> layouts, NodeNames names, ElementType element)
    {
        var writer = new NestKernelWriter(nest, names, element);
        NestKernel kernel = writer.Kernel(name, layouts);
        writer.WriteTotals(kernel);
        writer.WriteKernel(kernel);
        return (kernel, writer.code.ToString());
    }

    /// <summary>The names in the kernel, and the struct of its totals alone.</summary>
    public static (NestKernel Kernel, string Text) WriteTotals(
        string name, Nest nest, IReadOnlyList<TensorLayout> layouts, NodeNames names, ElementType element)
    {
        var writer = new NestKernelWriter(nest, names, element);
        NestKernel kernel = writer.Kernel(name, layouts);
        writer.WriteTotals(kernel);
        return (kernel, writer.code.ToString());
    }

    private bool Checks => nest.Sinks.Any(sink => sink is CheckSink);

    private NestKernel Kernel(string name, IReadOnlyList<TensorLayout> layouts)
    {
        List<Node> values = NestValues.All(nest);
        var used = new HashSet<string>(values.Where(node => node.Op == Op.Element).Select(node => node.Name!)
            .Concat(nest.Sinks.OfType<StoreSink>().Select(sink => sink.Store.Output)).Concat(nest.Windows?.Names ?? []));
        List<(TensorLayout Layout, string Field)> tensors = [.. layouts.Where(layout => used.Contains(layout.Name))
            .Select(layout => (layout with { Border = TableBorder.Of(layout, element, values) }, fields.Unique(layout.Name)))];
        var strides = new Dictionary<(string, int), string>();
        foreach ((TensorLayout layout, string field) in tensors)
        {
            for (int dimension = 0; dimension < layout.Shape.Count; dimension++)
            {
                if (!layout.IsContiguous(dimension) && layout.Checkpoints is null)
                    strides.Add((layout.Name, dimension), fields.Unique($"{field.TrimStart('@')}Stride{dimension}"));
            }
        }

        List<Axis> axes = [.. Axes(nest.Steps).Concat(tensors.SelectMany(tensor => tensor.Layout.Shape))
            .Concat(values.Where(node => node.Op == Op.Size).Select(node => node.Over!))
            .Concat(nest.Sinks.OfType<CheckSink>().Select(sink => sink.Check.Extent))
            .Concat(nest.Buckets.SelectMany(sum => sum.Terms.Concat(sum.Bucket)))
            .Where(axis => axis.Diagonal is null).Select(axis => axis.Extent).Distinct().OrderBy(axis => axis.Order)];
        var totalFields = new NameScope(Reserved);
        IReadOnlyList<TotalSink> totals = nest.Totals;
        return new NestKernel(
            name,
            totals.Count == 0 && !Checks ? "NoTotals" : name + "Totals",
            nest,
            tensors,
            strides,
            axes.ToDictionary(axis => axis, axis => fields.Unique(Extents.Name(axis))),
            NestValues.Uniforms(nest).ToDictionary(node => node, node => fields.Unique(names.Describe(node))),
            totals.ToDictionary(total => total.Reduction, total => totalFields.Unique(names.Describe(total.Reduction))),
            tensors.Any(tensor => tensor.Layout.CanAccumulate) ? fields.Unique("writing") : null)
        {
            FirstOfBlock = nest.IsInBlocks ? fields.Unique("firstOfBlock") : null,
            Buckets = nest.Buckets.ToDictionary(sum => sum.Places, sum => new BucketNames(fields.Unique(sum.Places + "Starts"), fields.Unique(sum.Places + "Terms"))),
            Turned = nest.Turned.ToDictionary(node => node.Name!, node => fields.Unique(node.Name!.TrimStart('@') + "Turned")),
            PlacesInBlock = nest.LeavesOutRows ? fields.Unique("placesInBlock") : null,
            Segments = nest.Windows is null ? null : new SweepNames(fields.Unique("segment"), fields.Unique("firstOfSegment"), fields.Unique("endOfSegment")),
        };
    }

    private void WriteOutputs(NestKernel kernel)
    {
        List<string> outputs = [.. kernel.Tensors.Where(tensor => IsWritten(tensor.Layout) && !tensor.Layout.IsScratch).Select(tensor => tensor.Layout.Element.IsNarrow() ? $"ref Unsafe.As<{tensor.Layout.ElementKeyword}, {type}>(ref {tensor.Field})" : $"ref {tensor.Field}")];
        code.Line($"public static int OutputCount => {outputs.Count};");
        code.Line();
        string all = outputs.Count == 0 ? $"ref Unsafe.NullRef<{type}>()" : outputs[outputs.Count - 1];
        for (int i = outputs.Count - 2; i >= 0; i--)
            all = $"ref (index == {i} ? {outputs[i]} : {all})";
        code.Line($"public readonly ref {type} Output(int index) => {all};");
        code.Line();
    }

    private void WriteSharing(NestKernel kernel)
    {
        code.Line($"public static int Loops => {kernel.RowLoops.Count};");
        code.Line();
        code.Line($"public static int Places => {kernel.Places};");
        code.Line();
        code.Line($"public readonly void Run<V, S>(nint start, nint end, ref {kernel.TotalsName} totals)");
        code.Line($"    where V : struct, ISimd<V, {type}>");
        code.Line("    where S : struct, IStrides => Run<V, S, Alone>(start, end, default, ref totals);");
        code.Line();
    }

    /// <summary>Takes tables for one sample, for a kernel of this thread's own, and runs that.</summary>
    private void WriteTakingTables(NestKernel kernel)
    {
        var scope = new NameScope(fields);
        string own = scope.Unique("own");
        code.Line($"public readonly void Run<V, S>(nint start, nint end, ref {kernel.TotalsName} totals)");
        code.Line($"    where V : struct, ISimd<V, {type}>");
        code.Line("    where S : struct, IStrides");
        code.Open();
        code.Line($"{kernel.Name} {own} = this;");
        if (nest.Windows is { } windows)
        {
            string steps = "this." + kernel.Sizes[nest.Steps.OfType<Loop>().SelectMany(loop => loop.Body.OfType<Sweep>()).First().Axis];
            code.Line($"{own}.{kernel.Segments!.Length} = Segments.{(windows.HasCheckpoints ? "Checkpointed" : "Rolling")}({steps}, {Math.Max(1, Math.Max(windows.Before, windows.After))});");
        }

        foreach ((TensorLayout layout, string field) in kernel.Tensors.Where(tensor => tensor.Layout.IsPerSample))
        {
            string table = scope.Unique(layout.Name + "Table");
            List<string> factors = [.. layout.Shape.Skip(SweptTable.StepDimension + 1).Select(axis => "this." + kernel.Sizes[axis.Extent])];
            List<string> extents = [.. layout.Row is null || factors.Count == 0 ? factors.Prepend(Steps(kernel, layout, own)) : factors];
            (string memory, string first) = layout.Border is { } border
                ? ($"BorderedTable<{layout.ElementKeyword}>.Take({string.Join(", ", extents)}, {border.Steps}, {border.Cells})", $"{table}.First")
                : ($"Scratch<{layout.ElementKeyword}>.Take({string.Join(" * ", extents)})", $"MemoryMarshal.GetReference({table}.Span)");
            code.Line($"using var {table} = {memory};");
            code.Line($"{own}.{field} = ref {first};");
            if (kernel.Strides.TryGetValue((layout.Name, 0), out string? stride))
                code.Line($"{own}.{stride} = 0;");
        }

        code.Line($"{own}.{RunSamples}<V, S>(start, end, ref totals);");
        code.Close();
        code.Line();
    }

    /// <summary>How many steps of a table there is memory for.</summary>
    private static string Steps(NestKernel kernel, TensorLayout layout, string own)
    {
        string all = "this." + kernel.Sizes[layout.Shape[SweptTable.StepDimension].Extent];
        if (layout.Row is not null)
            return "1";
        if (layout.Checkpoints is { } saved)
            return $"{all} / {own}.{kernel.Segments!.Length} * {saved.Carried(kernel.Nest.Windows!.IsReversed)}";
        string most = $"nint.Min({all}, {own}.{kernel.Segments?.Length})";
        return layout.Window is not { } window ? all : window.Before + window.After == 0 ? most : $"({most} + {window.Before + window.After})";
    }

    private bool IsWritten(TensorLayout layout) => layout.IsSwept || layout.Checkpoints is not null || nest.Sinks.OfType<StoreSink>().Any(sink => sink.Store.Output == layout.Name);

    private static IEnumerable<Axis> Axes(IEnumerable<Step> steps) =>
        Loop.LoopsOf(steps).SelectMany(loop => loop.Axes.Concat(Axes(loop.Body)));

    private void WriteTotals(NestKernel kernel)
    {
        if (kernel.TotalsName == "NoTotals")
            return;
        code.Open($"internal struct {kernel.TotalsName} : ITotals<{kernel.TotalsName}>");
        var all = kernel.Totals.Select(total => (Type: Accumulation.TotalType(total.Key), Field: total.Value)).ToList();
        if (Checks)
            all.Add(("FirstFault", NestKernel.Fault));
        foreach ((string totalType, string field) in all)
            code.Line($"public {totalType} {field};");
        code.Line();
        code.Open($"public void Add(in {kernel.TotalsName} later)");
        foreach ((string _, string field) in all)
            code.Line($"{field}.Add(in later.{field});");
        code.Close();
        code.Close();
        code.Line();
    }

    private void WriteKernel(NestKernel kernel)
    {
        bool isShared = kernel.RowLoops.Count > 0;
        code.Open($"internal ref struct {kernel.Name} : {(isShared ? "ISharedRows" : "INest")}<{type}, {kernel.TotalsName}>{(kernel.RowsInLanes is null ? "" : $", IRowsInLanes<{type}, {kernel.TotalsName}>")}");
        foreach ((TensorLayout layout, string field) in kernel.Tensors)
        {
            code.Line($"public ref {(IsWritten(layout) ? "" : "readonly ")}{layout.ElementKeyword} {field};");
        }

        foreach (string field in kernel.Sizes.Values.Concat(kernel.Strides.Values))
            code.Line($"public nint {field};");
        foreach (string field in kernel.Uniforms.Where(pair => !pair.Key.IsCondition).Select(pair => pair.Value))
            code.Line($"public double {field};");
        foreach (string field in kernel.Uniforms.Where(pair => pair.Key.IsCondition).Select(pair => pair.Value))
            code.Line($"public bool {field};");
        if (kernel.Writing is not null)
            code.Line($"public Writing {kernel.Writing};");
        if (kernel.FirstOfBlock is not null)
            code.Line($"public nint {kernel.FirstOfBlock};");
        if (kernel.PlacesInBlock is not null)
            code.Line($"public ref readonly nint {kernel.PlacesInBlock};");
        if (kernel.Segments is not null)
            code.Line($"public nint {kernel.Segments.Length};");
        foreach (string turned in kernel.Turned.Values)
            code.Line($"public ref readonly {type} {turned};");
        foreach (BucketNames bucket in kernel.Buckets.Values)
        {
            code.Line($"public ref readonly nint {bucket.Starts};");
            code.Line($"public ref readonly nint {bucket.Terms};");
        }

        code.Line();
        WriteOutputs(kernel);
        if (RowLanesBody.IsMuchOfRows(kernel, element))
        {
            code.Line("public static bool IsMuchOfRows => true;");
            code.Line();
        }

        if (isShared)
            WriteSharing(kernel);
        WriteRun(kernel, isShared);
        bool isBySample = kernel.Tensors.Any(tensor => tensor.Layout.IsPerSample);
        if (isBySample)
            WriteTakingTables(kernel);
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        code.Line($"{(isBySample ? "private" : "public")} readonly void {(isBySample ? RunSamples : "Run")}<V, S{(isShared ? ", W" : "")}>(nint start, nint end, {(isShared ? "W team, " : "")}ref {kernel.TotalsName} totals)");
        code.Line($"    where V : struct, ISimd<V, {type}>");
        code.Line("    where S : struct, IStrides");
        if (isShared)
            code.Line("    where W : struct, ITeam");
        code.Open();
        (IReadOnlyCollection<string> strides, string methods) = NestBody.Write(kernel, names, code, fields, element, "totals");
        code.Close();
        if (methods.Length > 0)
            code.Lines(methods);
        if (kernel.RowsInLanes is not null)
            WriteInLanes(kernel);
        code.Line();
        code.Line($"public readonly bool IsDense => {(strides.Count == 0 ? "true" : string.Join(" && ", strides.Select(stride => stride + " == 1")))};");
        code.Close();
    }

    private void WriteRun(NestKernel kernel, bool isShared)
    {
        string types = $"<{type}, {kernel.TotalsName}, {kernel.Name}>";
        string run = $"{(isShared ? "TeamRunner" : "NestRunner")}.Run{types}(ref this, extent, work{(nest.IsSerial && !Checks ? ", isSerial: true" : "")}{(!isShared && nest.FillsLanes ? ", fillsLanes: true" : "")}{(kernel.FirstOfBlock is { } first ? $", first: this.{first}" : "")});";
        code.Line($"public {kernel.TotalsName} Run(nint extent, double work) =>");
        if (kernel.RowsInLanes is null)
            code.Line("    " + run);
        else
        {
            code.Line($"    {RowLanesBody.AreShort(kernel)}");
            code.Line($"        ? RowsInLanes.Run{types}(ref this, extent, work)");
            code.Line($"        : {run}");
        }

        code.Line();
    }

    private void WriteInLanes(NestKernel kernel)
    {
        code.Line();
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        code.Line($"public readonly void RunInLanes<V, D>(nint start, nint end, ref {kernel.TotalsName} totals)");
        code.Line($"    where V : struct, ISimd<V, {type}>");
        code.Line("    where D : struct, ISimd<D, double>");
        code.Open();
        string methods = RowLanesBody.Write(kernel, names, code, fields, element, "totals");
        code.Close();
        if (methods.Length > 0)
            code.Lines(methods);
    }
}
