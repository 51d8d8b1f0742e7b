using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;
using LossGen.Generator.Schedule.Contractions;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Writes a method over several axes: extents and checks, scratch memory, then nest after nest.</summary>
internal sealed partial class NestMethodWriter : MethodWriter
{
    private const string Tensors = "global::System.Runtime.InteropServices.TensorMarshal.GetReference";
    private const string StagedTensors = "global::LossGen.Nests.Staged";
    private const string Memory = "global::System.Runtime.InteropServices.MemoryMarshal.GetReference";

    private readonly TensorEntry entry;
    private readonly NestPlan plan;
    private readonly ContractionPlan? contractions;
    private readonly IReadOnlyList<NestKernel> kernels;
    private readonly IReadOnlyList<TensorLayout> layouts;
    private readonly Dictionary<string, string> references = new(StringComparer.Ordinal), staged = new(StringComparer.Ordinal), buckets = new(StringComparer.Ordinal), turned = new(StringComparer.Ordinal);

    public NestMethodWriter(
        LossDeclaration declaration, Companion companion, NestPlan plan, IReadOnlyList<NestKernel> kernels, IReadOnlyList<TensorLayout> layouts,
        TensorEntry entry, NodeNames names, CodeWriter code, NameScope scope, ContractionPlan? contractions = null)
        : base(declaration, companion, plan.Routine, names, code, scope)
    {
        this.entry = entry;
        this.plan = plan;
        this.contractions = contractions;
        this.kernels = kernels;
        this.layouts = layouts;
    }

    protected override IEnumerable<Node> KernelUniforms => plan.Checks.Concat(plan.Nests).SelectMany(NestValues.Uniforms);

    protected override IEnumerable<Node> KernelTotals => plan.Nests.SelectMany(nest => nest.Totals).Select(total => total.Reduction);

    protected override ScalarWriter CreateScalars(
        NodeNames names, IReadOnlyDictionary<Node, int> uses, IReadOnlyDictionary<string, ElementType> types) =>
        new NestCallWriter(Code, Scope, names, uses, types, CallElement);

    protected override void WriteEntry() => entry.Write();

    protected override void WriteBody()
    {
        DefineSizes();
        WriteStaged();
        if (plan.BeforeChecks == 0)
            WriteIndexChecks();
        foreach (TensorLayout scratch in layouts.Where(layout => layout is { IsScratch: true, IsPerSample: false, IsInBlocks: false }))
        {
            Code.Line($"using var {scratch.Name} = global::LossGen.Nests.Scratch<{scratch.ElementKeyword}>.Take({Elements(scratch)});");
            references[scratch.Name] = $"{Memory}({scratch.Name}.Span)";
        }

        for (int i = plan.Checks.Count; i < kernels.Count; i++)
        {
            WriteNest(kernels[i]);
            if (i + 1 - plan.Checks.Count == plan.BeforeChecks)
                WriteIndexChecks();
        }

        foreach (TensorLayout layout in layouts.Where(layout => layout is { Narrow: not null, IsWritten: true }))
            Code.Line($"{StagedTensors}.Round({staged[layout.Name]}, {Identifiers.Escape(layout.Name)});");
    }

    /// <summary>Copies tensors of 16 bits, as floats, and takes memory for those that are written; they are rounded at the end.</summary>
    private void WriteStaged()
    {
        foreach (TensorLayout layout in layouts.Where(layout => layout.Narrow is not null))
        {
            string floats = Scope.Unique(layout.Name + "Floats"), tensor = Identifiers.Escape(layout.Name);
            Code.Line($"using var {floats} = global::LossGen.Nests.Scratch<{layout.ElementKeyword}>.Take({Elements(layout)});");
            staged[layout.Name] = floats + ".Span";
            references[layout.Name] = $"{Memory}({floats}.Span)";
            if (!layout.IsWritten || layout.CanAccumulate)
                Code.Line($"{(layout.IsWritten ? $"if ({Companion.Accumulate}) " : "")}{StagedTensors}.Widen<{layout.Narrow!.ElementKeyword}>({tensor}, {floats}.Span);");
        }
    }

    private string Size(Axis axis) => entry.Size(axis);

    private string Elements(TensorLayout layout) => entry.Elements(layout);

    private void DefineSizes()
    {
        foreach (Node size in ScalarNodes().Where(node => node.Op == Op.Size))
            Scalars.Define(size, $"(double){Size(size.Over!)}");
    }

    private void WriteNest(NestKernel kernel)
    {
        if (kernel.Nest.IsInBlocks)
        {
            WriteBlocks(kernel);
            return;
        }

        string nest = WriteKernel(kernel, "loops");
        string run = $"{nest}.Run({Size(kernel.Nest.Axis)}, {Work.Of(kernel.Nest, Size)});";
        if (kernel.Totals.Count == 0)
        {
            Code.Line(run);
            return;
        }

        string totals = Scope.Unique("totals");
        Code.Line($"{Kernels}{kernel.TotalsName} {totals} = {run}");
        DefineTotals(kernel, totals);
    }

    /// <summary>Puts the terms of sums into buckets, once their places are known.</summary>
    private void WriteBuckets(NestKernel kernel)
    {
        foreach (BucketSum sum in kernel.Nest.Buckets.Where(sum => !buckets.ContainsKey(sum.Places)))
        {
            string name = buckets[sum.Places] = Scope.Unique(sum.Places + "Buckets");
            string apart = sum.Bucket.Count == 1 ? "1" : string.Join(" * ", sum.Bucket.Take(sum.Bucket.Count - 1).Select(Size));
            Code.Line($"using var {name} = global::LossGen.Nests.Buckets.Of({sum.Places}.Span, {apart}, {Size(sum.Row)});");
        }
    }

    /// <summary>Turns the rows that loops over pairs read, once.</summary>
    private void WriteTurned(NestKernel kernel)
    {
        foreach (string tensor in kernel.Turned.Keys.Where(tensor => !turned.ContainsKey(tensor)))
        {
            TensorLayout layout = kernel.Tensor(tensor).Layout;
            int rows = layout.Shape.Count - 2, length = rows + 1;
            string name = turned[tensor] = Scope.Unique(tensor.TrimStart('@') + "Turned");
            string matrices = rows == 0 ? "1, 0" : $"{Size(layout.Shape[0])}, {Stride(layout, 0)}";
            Code.Line($"using var {name} = global::LossGen.Nests.TurnedRows<{Element}>.Of(in {Reference(layout)}, {matrices}, {Size(layout.Shape[rows])}, {Stride(layout, rows)}, {Size(layout.Shape[length])}, {(layout.IsContiguous(length) ? "1" : Stride(layout, length))});");
        }
    }

    private void DefineTotals(NestKernel kernel, string totals)
    {
        foreach (KeyValuePair<Node, string> total in kernel.Totals)
            Scalars.Define(total.Key, $"{totals}.{total.Value}.{Accumulation.Result(total.Key)}");
    }

    private string WriteKernel(NestKernel kernel, string wanted)
    {
        WriteBuckets(kernel);
        WriteTurned(kernel);
        List<string> fields = [.. kernel.Tensors.Where(tensor => !tensor.Layout.IsPerSample).Select(tensor => $"{tensor.Field} = ref {Reference(tensor.Layout)}")];
        fields.AddRange(kernel.Sizes.Select(size => $"{size.Value} = {Size(size.Key)}"));
        foreach (KeyValuePair<(string Tensor, int Dimension), string> stride in kernel.Strides)
        {
            TensorLayout layout = kernel.Tensor(stride.Key.Tensor).Layout;
            if (!layout.IsPerSample || stride.Key.Dimension > 0)
                fields.Add($"{stride.Value} = {Stride(layout, stride.Key.Dimension)}");
        }

        foreach (KeyValuePair<Node, string> uniform in kernel.Uniforms)
            fields.Add($"{uniform.Value} = {Scalars.Write(uniform.Key, Expression.Or)}");
        foreach (KeyValuePair<string, BucketNames> bucket in kernel.Buckets)
        {
            fields.Add($"{bucket.Value.Starts} = ref {Memory}({buckets[bucket.Key]}.Starts)");
            fields.Add($"{bucket.Value.Terms} = ref {Memory}({buckets[bucket.Key]}.Terms)");
        }

        fields.AddRange(kernel.Turned.Select(field => $"{field.Value} = ref {Memory}({turned[field.Key]}.Span)"));
        if (kernel.Writing is not null)
        {
            IEnumerable<string> bytes = kernel.Tensors.Where(tensor => tensor.Layout.CanAccumulate)
                .Select(tensor => $"{Elements(tensor.Layout)} * {SizeOf(tensor.Layout)}");
            fields.Add($"{kernel.Writing} = global::LossGen.Nests.NestRunner.Writing({Companion.Accumulate}, {string.Join(" + ", bytes)})");
        }

        string nest = Scope.Unique(wanted);
        Code.Open($"var {nest} = new {Kernels}{kernel.Name}");
        foreach (string field in fields)
            Code.Line(field + ",");
        Code.Close(";");
        return nest;
    }

    private static string SizeOf(TensorLayout layout) =>
        layout.Element.IsNarrow() ? CSharpTypes.Size(layout.Element).ToString(System.Globalization.CultureInfo.InvariantCulture) : $"sizeof({layout.ElementKeyword})";

    private string Reference(TensorLayout layout) =>
        references.TryGetValue(layout.Name, out string? reference) ? reference : First(layout);

    /// <summary>The first element of a parameter.</summary>
    internal static string First(TensorLayout layout) => layout.IsTensorSpan
        ? $"{Tensors}(in {Identifiers.Escape(layout.Name)})"
        : $"{Memory}({Identifiers.Escape(layout.Name)})";

    private string Stride(TensorLayout layout, int dimension)
    {
        if (layout.Border is { } border && dimension == TableBorder.StepDimension)
            return $"global::LossGen.Nests.BorderedTable<{layout.ElementKeyword}>.Pitch({Size(layout.Shape[TableBorder.StateDimension])}, {border.Cells})";
        if (!layout.IsTensorSpan)
            return string.Join(" * ", layout.Shape.Skip(dimension + 1).Select(Size));
        (int first, int last) = layout.Dimensions(dimension);
        return first == last
            ? $"{Identifiers.Escape(layout.Name)}.Strides[{first}]"
            : $"{Density}.Stride<{layout.ElementKeyword}>({Identifiers.Escape(layout.Name)}, {first}, {last})";
    }

    /// <summary>An element that is the same for the whole call, such as x[0]: 0 where it is outside, which is only read where it has no effect.</summary>
    private Expression CallElement(Node element, NestCallWriter scalars)
    {
        TensorLayout layout = layouts.First(candidate => candidate.Name == element.Name);
        var terms = new List<string>();
        var conditions = new List<string>();
        for (int dimension = 0; dimension < layout.Shape.Count; dimension++)
        {
            Node number = element[dimension];
            string index = number.IsConstant
                ? number.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)
                : $"global::LossGen.Nests.Row.Index({scalars.Write(number, 0)})";
            terms.Add(layout.IsContiguous(dimension) ? index : $"{index} * {Stride(layout, dimension)}");
            conditions.Add($"global::LossGen.Nests.Row.IsInside({index}, {Size(layout.Shape[dimension])})");
        }

        string load = $"(double)global::LossGen.Nests.Row.At(in {Reference(layout)}, {string.Join(" + ", terms)})";
        return new Expression($"{string.Join(" && ", conditions)} ? {load} : 0.0", Expression.Conditional);
    }

    /// <summary>Looks for indices outside, before anything is written.</summary>
    private void WriteIndexChecks()
    {
        for (int i = 0; i < plan.Checks.Count; i++)
        {
            IndexCheck check = plan.Checks[i].Sinks.OfType<CheckSink>().Single().Check;
            string nest = WriteKernel(kernels[i], "indices");
            string fault = Scope.Unique("outside");
            string areInside = CheckedTensor(check) is { } tensor ? $"global::LossGen.Nests.Row.AreInside({tensor}, {Size(check.Extent)}{Excepted(check)}) ? default : " : "";
            Code.Line($"global::LossGen.Nests.FirstFault {fault} = {areInside}{nest}.Run({Size(check.Axes[0])}, {Work.Of(plan.Checks[i], Size)}).{NestKernel.Fault};");
            Code.Line($"if ({fault}.Found)");
            Code.Line($"    {Check("ThrowIndex")}({Fault(check, $"{fault}.Position", $"{fault}.Index")});");
        }

        foreach (IndexCheck check in plan.Routine.Checks.Where(check => check.Axes.Count == 0))
        {
            string index = Scope.Unique("picked");
            string guard = check.Guard.IsConstant ? "" : Scalars.Write(check.Guard, Expression.And) + " && ";
            Code.Line($"nint {index} = global::LossGen.Nests.Row.Index({Scalars.Write(check.Index, 0)});");
            Code.Line($"if ({guard}!global::LossGen.Nests.Row.IsInside({index}, {Size(check.Extent)}))");
            Code.Line($"    {Check("ThrowIndex")}({Fault(check, "0", index)});");
        }
    }

    /// <summary>The tensor of integers that indices are read from: where all of it lies inside, which most often is so, they need not be looked at one by one.</summary>
    private string? CheckedTensor(IndexCheck check) =>
        check.Index.Op == Op.Element && check.Index.Args.All(arg => arg.Op == Op.Index)
        && layouts.FirstOrDefault(layout => layout.Name == check.Index.Name) is { IsScratch: false, IsWritten: false } tensor && !tensor.Element.IsFloating()
            ? Identifiers.Escape(tensor.Name) : null;

    /// <summary>The integer that a condition leaves out, y[n] != ignore, as an argument; nothing where conditions are other ones.</summary>
    private string Excepted(IndexCheck check) => check.Guard.Op == Op.NotEqual && check.Guard.Args.Contains(check.Index)
        && check.Guard.Args.FirstOrDefault(arg => !arg.Varies) is { } number ? ", " + Scalars.Write(number) : "";

    private string Fault(IndexCheck check, string position, string index)
    {
        string parameter = GraphWalk.Reachable(check.Index).LastOrDefault(node => node.Op is Op.Element or Op.Scalar)?.Name ?? check.Access.Name!;
        List<Axis> axes = [.. check.Axes.SelectMany(axis => axis.Parts)];
        string what = $"dimension {check.StatedDimension} of '{check.Access.Name}'";
        return $"\"{parameter}\", \"{string.Join(", ", axes.Select(axis => axis.Name))}\", [{string.Join(", ", axes.Select(Size))}], "
            + $"{position}, {index}, \"{what}\", {Size(check.Extent)}";
    }
}
