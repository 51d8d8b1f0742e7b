using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Finds out the extents of all axes, and checks that all tensors have them.</summary>
/// <param name="companion">The method.</param>
/// <param name="formula">Where extents come from.</param>
/// <param name="layouts">The tensors, in the axes of the formula.</param>
/// <param name="scope">The names of the method.</param>
/// <param name="code">Where it is written.</param>
internal sealed class TensorEntry(Companion companion, BoundFormula formula, IReadOnlyList<TensorLayout> layouts, NameScope scope, CodeWriter code)
{
    private readonly Dictionary<Axis, string> sizes = [];

    public void Write()
    {
        WriteAxes();
        foreach (Axis joined in companion.Schedule.Collapsed.JoinedAxes.Select(axis => axis.Extent).Distinct())
        {
            string name = scope.Unique(Extents.Name(joined)), extent = string.Join(" * ", joined.Parts.Select(Size));
            code.Line($"nint {name} = {extent};");
            sizes.Add(joined, name);
        }
    }

    /// <summary>The axes of the formula only, not those that were joined.</summary>
    public void WriteAxes()
    {
        WriteExtents();
        WriteChecks();
    }

    /// <summary>The extent of an axis.</summary>
    public string Size(Axis axis) => sizes.TryGetValue(axis.Extent, out string? name) ? name : "1";

    /// <summary>The number of elements.</summary>
    public string Elements(TensorLayout layout) => string.Join(" * ", layout.Shape.Select(Size));

    /// <summary>Finds out the extents, and checks those that several tensors have.</summary>
    public void WriteExtents()
    {
        foreach (TensorLayout layout in layouts.Where(layout => layout.IsTensorSpan))
        {
            code.Line($"{MethodWriter.Check("Rank")}(\"{layout.Name}\", {Identifiers.Escape(layout.Name)}.Rank, {layout.Shape.Count}, \"{Access(layout)}\");");
        }

        var first = new Dictionary<Axis, ExtentSource>();
        foreach (ExtentSource source in formula.Extents)
        {
            if (first.TryGetValue(source.Axis, out ExtentSource? definition))
            {
                if (source.Others is null)
                    code.Line($"{MethodWriter.Check("SameExtent")}(\"{Words(source.Axis)}\", \"{definition.Parameter.Name}\", {Size(source.Axis)}, \"{source.Parameter.Name}\", {Extent(source)});");
                continue;
            }

            first.Add(source.Axis, source);
            string name = scope.Unique(Extents.Name(source.Axis));
            code.Line($"nint {name} = {Extent(source)};");
            sizes.Add(source.Axis, name);
        }
    }

    /// <summary>
    /// What has the dimensions of the tensor in the formula: z[n, y[n]] for z and its gradient, or the output with its axes. A tensor whose
    /// index is left out stands without one.
    /// </summary>
    private string Access(TensorLayout layout)
    {
        string name = companion.Outputs.FirstOrDefault(output => output.Name == layout.Name)?.Of.Name ?? layout.Name;
        if (formula.Elided.Contains(name))
            return name;
        return formula.Accesses.TryGetValue(name, out IReadOnlyList<Node>? accesses)
            ? FormulaPrinter.Print(accesses[0])
            : $"{name}[{string.Join(", ", layout.Shape.Select(axis => axis.Name))}]";
    }

    /// <summary>What messages call an axis: its name, or in words what has none.</summary>
    private static string Words(Axis axis) => axis.Described ?? axis.Name;

    private string Extent(ExtentSource source)
    {
        string name = Identifiers.Escape(source.Parameter.Name);
        if (source.Windows.Count > 0)
            return Extents.OfWindows(source.Windows, "nint", Size);
        if (source.Number is { } number)
            return number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (source.Parameter.IsScalar)
            return $"{MethodWriter.Check("Extent")}(\"{source.Parameter.Name}\", {name})";
        if (source.Parameter.IsTensorSpan)
            return $"{name}.Lengths[{source.Dimension}]";
        return source.Others is null
            ? $"{name}.Length"
            : $"{MethodWriter.Check("Remaining")}(\"{Words(source.Axis)}\", \"{source.Parameter.Name}\", {name}.Length, {string.Join(" * ", source.Others.Select(Size))})";
    }

    private void WriteChecks()
    {
        List<TensorLayout> read = [.. layouts.Where(layout => !layout.IsWritten)];
        List<TensorLayout> written = [.. layouts.Where(layout => layout.IsWritten)];
        foreach (TensorLayout layout in read.Where(layout => !layout.IsTensorSpan && layout.Shape.Count > 1 && layout.Name != companion.Upstream))
            WriteLength(layout);

        // The upstream gradient comes last: a method with one for all calls this one, and has none that could be wrong.
        foreach (TensorLayout layout in written.Concat(read.Where(layout => layout.Name == companion.Upstream)))
        {
            if (layout.IsTensorSpan)
                WriteSameExtents(layout);
            else
                WriteLength(layout);
            if (layout is { IsTensorSpan: true, IsWritten: true })
                code.Line($"{MethodWriter.Check("Writable")}(\"{layout.Name}\", in {Identifiers.Escape(layout.Name)});");
        }

        for (int i = 0; i < written.Count; i++)
        {
            foreach (TensorLayout other in read.Concat(written.Take(i)))
            {
                code.Line(
                    $"{MethodWriter.Check("Apart")}(\"{written[i].Name}\", in {NestMethodWriter.First(written[i])}, {Reach(written[i])}, \"{other.Name}\", in {NestMethodWriter.First(other)}, {Reach(other)});");
            }
        }
    }

    private void WriteSameExtents(TensorLayout layout)
    {
        for (int dimension = 0; dimension < layout.Shape.Count; dimension++)
        {
            Axis axis = layout.Shape[dimension];
            string source = formula.Extents.First(candidate => candidate.Axis == axis.Extent).Parameter.Name;
            code.Line($"{MethodWriter.Check("SameExtent")}(\"{Words(axis)}\", \"{source}\", {Size(axis)}, \"{layout.Name}\", {Identifiers.Escape(layout.Name)}.Lengths[{dimension}]);");
        }
    }

    private void WriteLength(TensorLayout layout)
    {
        code.Line($"{MethodWriter.Check("Length")}(\"{layout.Name}\", {Identifiers.Escape(layout.Name)}.Length, {Elements(layout)}, isOutput: {(layout.IsWritten ? "true" : "false")});");
    }

    /// <summary>The elements from the first to the last of those that are read or written.</summary>
    private string Reach(TensorLayout layout) => layout.IsTensorSpan
        ? $"{MethodWriter.Check("Reach")}<{layout.ElementKeyword}>({Identifiers.Escape(layout.Name)})"
        : layout.IsWritten ? Elements(layout) : Identifiers.Escape(layout.Name) + ".Length";
}
