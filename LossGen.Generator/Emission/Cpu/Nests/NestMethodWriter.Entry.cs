using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Finds out the extents of all axes, and checks that all tensors have them.</summary>
internal sealed partial class NestMethodWriter
{
    private void WriteExtents()
    {
        foreach (TensorLayout layout in layouts.Where(layout => layout.IsTensorSpan))
        {
            Code.Line($"{Check("Rank")}(\"{layout.Name}\", {Identifiers.Escape(layout.Name)}.Rank, {layout.Shape.Count}, \"{Access(layout)}\");");
        }

        var first = new Dictionary<Axis, ExtentSource>();
        foreach (ExtentSource source in formula.Extents)
        {
            if (first.TryGetValue(source.Axis, out ExtentSource? definition))
            {
                if (source.Others is null)
                    Code.Line($"{Check("SameExtent")}(\"{Words(source.Axis)}\", \"{definition.Parameter.Name}\", {Size(source.Axis)}, \"{source.Parameter.Name}\", {Extent(source)});");
                continue;
            }

            first.Add(source.Axis, source);
            string name = Scope.Unique(Extents.Name(source.Axis));
            Code.Line($"nint {name} = {Extent(source)};");
            sizes.Add(source.Axis, name);
        }
    }

    /// <summary>
    /// What has the dimensions of the tensor in the formula: z[n, y[n]] for z and its gradient, or the output with its axes. A tensor whose
    /// index is left out stands without one.
    /// </summary>
    private string Access(TensorLayout layout)
    {
        string name = Companion.Outputs.FirstOrDefault(output => output.Name == layout.Name)?.Of.Name ?? layout.Name;
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
        if (source.Number is { } number)
            return number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (source.Parameter.IsScalar)
            return $"{Check("Extent")}(\"{source.Parameter.Name}\", {name})";
        if (source.Parameter.IsTensorSpan)
            return $"{name}.Lengths[{source.Dimension}]";
        return source.Others is null
            ? $"{name}.Length"
            : $"{Check("Remaining")}(\"{Words(source.Axis)}\", \"{source.Parameter.Name}\", {name}.Length, {string.Join(" * ", source.Others.Select(Size))})";
    }

    private void WriteChecks()
    {
        List<TensorLayout> read = [.. layouts.Where(layout => !layout.IsWritten)];
        List<TensorLayout> written = [.. layouts.Where(layout => layout.IsWritten && !layout.IsScratch)];
        foreach (TensorLayout layout in read.Where(layout => !layout.IsTensorSpan && (layout.Shape.Count > 1 || layout.Name == Companion.Upstream)))
            WriteLength(layout);
        foreach (TensorLayout layout in read.Where(layout => layout.IsTensorSpan && layout.Name == Companion.Upstream))
            WriteSameExtents(layout);
        foreach (TensorLayout layout in written)
        {
            if (layout.IsTensorSpan)
            {
                WriteSameExtents(layout);
                Code.Line($"{Check("Writable")}(\"{layout.Name}\", in {Identifiers.Escape(layout.Name)});");
            }
            else
                WriteLength(layout);
        }

        for (int i = 0; i < written.Count; i++)
        {
            foreach (TensorLayout other in read.Concat(written.Take(i)))
            {
                Code.Line(
                    $"{Check("Apart")}(\"{written[i].Name}\", in {Reference(written[i])}, {Reach(written[i])}, \"{other.Name}\", in {Reference(other)}, {Reach(other)});");
            }
        }
    }

    private void WriteSameExtents(TensorLayout layout)
    {
        for (int dimension = 0; dimension < layout.Shape.Count; dimension++)
        {
            Axis axis = layout.Shape[dimension];
            string source = formula.Extents.First(candidate => candidate.Axis == axis.Extent).Parameter.Name;
            Code.Line($"{Check("SameExtent")}(\"{Words(axis)}\", \"{source}\", {Size(axis)}, \"{layout.Name}\", {Identifiers.Escape(layout.Name)}.Lengths[{dimension}]);");
        }
    }

    private void WriteLength(TensorLayout layout)
    {
        Code.Line($"{Check("Length")}(\"{layout.Name}\", {Identifiers.Escape(layout.Name)}.Length, {Elements(layout)}, isOutput: {(layout.IsWritten ? "true" : "false")});");
    }

    /// <summary>The elements from the first to the last of those that are read or written.</summary>
    private string Reach(TensorLayout layout) => layout.IsTensorSpan
        ? $"{Check("Reach")}<{layout.ElementKeyword}>({Identifiers.Escape(layout.Name)})"
        : layout.IsWritten ? Elements(layout) : Identifiers.Escape(layout.Name) + ".Length";
}
