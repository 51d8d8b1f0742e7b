using System.Globalization;
using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>Writes the overload for views of a loss over several axes: extents, then nest after nest.</summary>
internal sealed class DeviceNestMethodWriter(
    LossDeclaration declaration, Companion companion, BoundFormula formula, DeviceNestCall call, int beforeChecks, CodeWriter code)
    : DeviceMethodWriter(declaration, companion, formula, code)
{
    private readonly Dictionary<Axis, string> sizes = [];

    /// <summary>The passes that take the place of the loops where all tensors are dense; null where there are none.</summary>
    public (DeviceCall Call, IReadOnlyList<Kernel> Kernels)? Dense { get; init; }

    protected override string Work => $"{call.Loops.Count} {(call.Loops.Count == 1 ? "kernel" : "kernels")} and their totals";

    protected override void WriteBody(string stream, string loss)
    {
        WritePlaces(stream, loss);
        WriteExtents();
        WriteLengths();
        Code.Line();
        if (Dense is { } dense)
        {
            IReadOnlyList<TensorLayout> tensors = [.. call.Layouts.Select(pair => pair.Layout).Where(layout => !layout.IsScratch)];
            string condition = string.Join(" && ", tensors.SelectMany(Density));
            if (condition.Length > 0)
                Code.Open($"if ({condition})");
            WritePasses(dense.Call, dense.Kernels, Elements(tensors[0]), axis => string.Join(" * ", axis.Parts.Select(Size)), stream, loss);
            if (condition.Length == 0)
                return;
            Code.Line("return;");
            Code.Close();
            Code.Line();
        }

        string launch = Scope.Unique("launch"), arguments = Scope.Unique("call");
        Code.Line($"using var {launch} = global::LossGen.Gpu.DeviceLaunch.Begin({stream});");
        List<string> checks = [.. call.Checks.Select(kernel => Grid(kernel, launch))], grids = [.. call.Loops.Select(kernel => Grid(kernel, launch))];
        WriteCall(launch, grids, arguments, loss);
        for (int i = 0; i < beforeChecks; i++)
            WriteLoop(i);
        for (int i = 0; i < checks.Count; i++)
            WriteRun(DeviceNestCall.CheckName(i), checks[i], hasShuffles: false);
        for (int i = beforeChecks; i < grids.Count; i++)
            WriteLoop(i);
        if (call.HasResults)
            Code.Line($"{launch}.Single({Kernels}{call.Name}.Results, {arguments});");

        void WriteLoop(int i)
        {
            // Lanes of a column are not neighbours.
            WriteRun(DeviceNestCall.LoopName(i), grids[i], hasShuffles: DeviceMappings.Of(call.Loops[i].Nest) != DeviceMapping.Columns);
            if (call.Totals[i] is { } totals)
                Code.Line($"{launch}.Combine({arguments}.{totals});");
        }

        void WriteRun(string kernel, string grid, bool hasShuffles) =>
            Code.Line($"{launch}.Run({DeviceExchange.Forms($"{Kernels}{call.Name}.{kernel}", hasShuffles)}, {arguments}, {grid});");
    }

    private string Size(Axis axis) => sizes.TryGetValue(axis.Extent, out string? name) ? name : "1";

    private string Elements(TensorLayout layout) => string.Join(" * ", layout.Shape.Select(Size));

    private void WriteExtents()
    {
        var first = new Dictionary<Axis, ExtentSource>();
        foreach (ExtentSource source in Formula.Extents)
        {
            if (first.TryGetValue(source.Axis, out ExtentSource? definition))
            {
                if (source.Others is null)
                    Code.Line($"{Views}SameExtent(\"{source.Axis.Described ?? source.Axis.Name}\", \"{definition.Parameter.Name}\", {Size(source.Axis)}, \"{source.Parameter.Name}\", {Extent(source)});");
                continue;
            }

            first.Add(source.Axis, source);
            string name = Scope.Unique(Extents.Name(source.Axis));
            Code.Line($"long {name} = {Extent(source)};");
            sizes.Add(source.Axis, name);
        }
    }

    private string Extent(ExtentSource source)
    {
        string name = source.Parameter.Name;
        if (source.Windows.Count > 0)
            return Extents.OfWindows(source.Windows, "global::System.Math", Size);
        if (source.Number is { } number)
            return number.ToString(CultureInfo.InvariantCulture);
        if (source.Parameter.IsScalar)
            return $"{Views}Extent(\"{name}\", {Identifiers.Escape(name)})";
        if (source.Parameter.IsTensorSpan)
            return Extent(name, source.Dimension);
        return source.Others is null
            ? $"{Identifiers.Escape(name)}.Length"
            : $"{Views}Remaining(\"{source.Axis.Described ?? source.Axis.Name}\", \"{name}\", {Identifiers.Escape(name)}.Length, {string.Join(" * ", source.Others.Select(Size))})";
    }

    private string Extent(string view, int dimension) => RankOf(view) == 1
        ? $"{Identifiers.Escape(view)}.Length"
        : RankOf(view) > DeviceAssembly.LargestViewRank ? $"{Identifiers.Escape(view)}.Extent({dimension})"
        : $"{Identifiers.Escape(view)}.Extent.{"XYZ"[dimension]}";

    /// <summary>What gives no extent has to have those that others gave.</summary>
    private void WriteLengths()
    {
        foreach (TensorLayout layout in call.Layouts.Select(pair => pair.Layout).Where(layout => !layout.IsScratch))
        {
            if (RankOf(layout.Name) == 1)
            {
                if (layout.IsWritten || layout.Shape.Count > 1 || layout.Name == Companion.Upstream)
                    Code.Line($"{Views}Length(\"{layout.Name}\", {Identifiers.Escape(layout.Name)}.Length, {Elements(layout)}, isOutput: {(layout.IsWritten ? "true" : "false")});");
                continue;
            }

            for (int dimension = 0; dimension < layout.Shape.Count && (layout.IsWritten || layout.Name == Companion.Upstream); dimension++)
            {
                Axis axis = layout.Shape[dimension];
                string source = Formula.Extents.First(candidate => candidate.Axis == axis.Extent).Parameter.Name;
                Code.Line($"{Views}SameExtent(\"{axis.Described ?? axis.Name}\", \"{source}\", {Size(axis)}, \"{layout.Name}\", {Extent(layout.Name, dimension)});");
            }
        }
    }

    /// <summary>How many threads run a nest.</summary>
    private string Grid(NestKernel kernel, string launch)
    {
        string grid = Scope.Unique("grid");
        string count = string.Join(" * ", DeviceRows.Of(kernel.Nest).Axes.Select(Size)), length = DeviceMappings.Longest(kernel.Nest) is { } shared ? Size(shared) : "1";
        string threads = DeviceMappings.Of(kernel.Nest) switch
        {
            DeviceMapping.Rows => $"Rows({count}, {length})",
            DeviceMapping.Pairs => $"Pairs({count})",
            DeviceMapping.Columns => $"Columns({count}, {length})",
            DeviceMapping.Serial => "OneGroup()",
            DeviceMapping.Recurrence => Recurrence(kernel.Nest, count, length),
            _ => $"Elements({count})",
        };
        Code.Line($"global::LossGen.Gpu.DeviceGrid {grid} = {launch}.{threads};");
        return grid;
    }

    /// <summary>The grid of a recurrence: a thread for each state, or for each cell that a diagonal can have.</summary>
    private string Recurrence(Nest nest, string count, string states)
    {
        if (DeviceDiagonals.Of(nest) is { } diagonals)
            states = $"global::System.Math.Min({states}, {Size(diagonals.Cells.Axis)})";
        return nest.IsSerial ? $"Recurrence({states})" : $"Recurrences({count}, {states})";
    }

    private void WriteCall(string launch, IReadOnlyList<string> grids, string arguments, string loss)
    {
        Code.Open($"var {arguments} = new {Kernels}{call.Name}");
        foreach ((TensorLayout layout, string field) in call.Layouts)
            Code.Line($"{field} = {(layout.IsScratch ? $"{launch}.Scratch<{layout.ElementKeyword}>({Elements(layout)})" : layout.Element.IsNarrow() ? $"{CSharpTypes.OnDevice(layout.Element)}.Of({Flat(layout.Name)})" : Flat(layout.Name))},");
        foreach (KeyValuePair<string, DeviceScalar> scalar in call.Scalars)
            Code.Line($"{scalar.Value.Field} = {Identifiers.Escape(scalar.Key)},");
        foreach (KeyValuePair<string, (string Field, ElementType Type)> result in call.Results)
            Code.Line($"{result.Value.Field} = {Identifiers.Escape(result.Key.Length == 0 ? loss : result.Key)},");
        foreach (KeyValuePair<Axis, string> size in call.Sizes)
            Code.Line($"{size.Value} = {Size(size.Key)},");
        foreach (KeyValuePair<(string Tensor, int Dimension), string> stride in call.Strides)
            Code.Line($"{stride.Value} = {Stride(call.Layouts.First(pair => pair.Layout.Name == stride.Key.Tensor).Layout, stride.Key.Dimension)},");
        if (!Companion.IsDeclared)
            Code.Line($"{DeviceCall.Accumulate} = {Companion.Accumulate} ? 1 : 0,");
        for (int i = 0; i < call.Loops.Count; i++)
        {
            if (call.Totals[i] is { } totals)
                Code.Line($"{totals} = {launch}.Totals<{Kernels}{call.Loops[i].TotalsName}>({grids[i]}),");
        }

        foreach (DeviceColumns columns in call.Columns)
        {
            string grid = grids[call.Loops.ToList().FindIndex(kernel => ReferenceEquals(kernel.Nest, columns.Nest))];
            Code.Line($"{columns.Field} = {launch}.Scratch<{columns.Type}>({grid}.Teams * {Size(columns.Inner)}),");
        }

        foreach (DeviceQuads quads in call.Quads.GroupBy(quads => quads.Field).Select(group => group.First()))
            Code.Line($"{quads.Field} = global::LossGen.Gpu.DeviceLaunch.Quads({Size(quads.Loop.Axis)}, {string.Join(" && ", quads.Tensors.SelectMany(tensor => Alignment(tensor, launch)))}),");
        for (int i = 0; i < grids.Count; i++)
        {
            if (call.Lanes[i] is { } lanes)
                Code.Line($"{lanes} = {grids[i]}.Lanes,");
        }

        if (call.HasChecks)
            Code.Line($"{DeviceNestCall.Faults} = {launch}.Faults(),");
        List<IndexCheck> checks = [.. call.Checks.Select(kernel => kernel.Nest.Sinks.OfType<CheckSink>().Single().Check), .. call.ChecksPerCall];
        for (int i = 0; i < checks.Count; i++)
            Code.Line($"{DeviceNestCall.FaultField(i)} = {Fault(checks[i])},");
        Code.Close(";");
    }

    /// <summary>When a tensor is dense along all its dimensions; a flat one is.</summary>
    private IEnumerable<string> Density(TensorLayout layout) => RankOf(layout.Name) == 1 ? [] : Enumerable.Range(0, layout.Shape.Count - 1)
        .Select(dimension => $"{Stride(layout, dimension)} == {string.Join(" * ", layout.Shape.Skip(dimension + 1).Select(Size))}");

    /// <summary>When rows start where four elements can be loaded at once. Scratch memory does, whatever the call.</summary>
    private IEnumerable<string> Alignment(string tensor, string launch)
    {
        TensorLayout layout = call.Layouts.First(pair => pair.Layout.Name == tensor).Layout;
        IEnumerable<string> strides = Enumerable.Range(0, layout.Shape.Count - 1)
            .Select(dimension => $"global::LossGen.Gpu.DeviceLaunch.IsAligned({Stride(layout, dimension)})");
        return layout.IsScratch ? strides.DefaultIfEmpty("true") : strides.Prepend($"{launch}.IsAligned({Flat(tensor)})");
    }

    private string Stride(TensorLayout layout, int dimension) => !layout.IsScratch && RankOf(layout.Name) > 1
        ? Identifiers.Escape(layout.Name) + (RankOf(layout.Name) > DeviceAssembly.LargestViewRank ? $".Stride({dimension})" : $".Stride.{"XYZ"[dimension]}Stride")
        : string.Join(" * ", layout.Shape.Skip(dimension + 1).Select(Size));

    private static string Fault(IndexCheck check)
    {
        string parameter = GraphWalk.Reachable(check.Index).LastOrDefault(node => node.Op is Op.Element or Op.Scalar)?.Name ?? check.Access.Name!;
        return $"global::LossGen.Gpu.DeviceFaults.Number(\"{parameter}\", \"{string.Join(", ", check.Axes.Select(axis => axis.Name))}\", \"dimension {check.Dimension} of '{check.Access.Name}'\")";
    }
}
