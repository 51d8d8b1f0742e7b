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
            string access = $"{layout.Name}[{string.Join(", ", layout.Shape.Select(axis => axis.Name))}]";
            Code.Line($"{Check("Rank")}(\"{layout.Name}\", {Identifiers.Escape(layout.Name)}.Rank, {layout.Shape.Count}, \"{access}\");");
        }

        var first = new Dictionary<Axis, ExtentSource>();
        foreach (ExtentSource source in formula.Extents)
        {
            if (first.TryGetValue(source.Axis, out ExtentSource? definition))
            {
                if (source.Others is null)
                    Code.Line($"{Check("SameExtent")}(\"{source.Axis.Name}\", \"{definition.Parameter.Name}\", {Size(source.Axis)}, \"{source.Parameter.Name}\", {Extent(source)});");
                continue;
            }

            first.Add(source.Axis, source);
            string name = Scope.Unique(Extents.Name(source.Axis));
            Code.Line($"nint {name} = {Extent(source)};");
            sizes.Add(source.Axis, name);
        }
    }

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
            : $"{Check("Remaining")}(\"{source.Axis.Name}\", \"{source.Parameter.Name}\", {name}.Length, {string.Join(" * ", source.Others.Select(Size))})";
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
            Code.Line($"{Check("SameExtent")}(\"{axis.Name}\", \"{source}\", {Size(axis)}, \"{layout.Name}\", {Identifiers.Escape(layout.Name)}.Lengths[{dimension}]);");
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
