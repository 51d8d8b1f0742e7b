using LossGen.Generator.Graph;
using LossGen.Generator.Schedule.Contractions;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Nests that are run for a block of rows after the other, with products of matrices before and after.</summary>
internal sealed partial class NestMethodWriter
{
    private const string Blocks = "global::LossGen.Contractions.RowBlocks";
    private const string MatrixProduct = "global::LossGen.Contractions.MatrixProduct";

    private readonly Dictionary<Axis, string> blocks = [];

    private void WriteBlocks(NestKernel kernel)
    {
        List<TensorLayout> tables = [.. contractions!.TablesOf(kernel.Nest).Select(table => LayoutOf(table.Name))];
        string rows = Size(kernel.Nest.Axis), block = TakeTables(kernel.Nest.Axis), first = Scope.Unique("first"), count = Scope.Unique("rows");
        string nest = WriteKernel(kernel, "loops");
        string? totals = kernel.Totals.Count == 0 ? null : Scope.Unique("totals");
        if (totals is not null)
            Code.Line($"{Kernels}{kernel.TotalsName} {totals} = default;");
        Code.Open($"for (nint {first} = 0; {first} < {rows}; {first} += {block})");
        Code.Line($"nint {count} = nint.Min({block}, {rows} - {first});");
        foreach (Contraction product in contractions.Before.Where(product => tables.Any(table => table.Name == product.Result.Name)))
            WriteProduct(product, kernel.Nest.Axis, first, count, accumulate: false);
        Code.Line($"{nest}.{kernel.FirstOfBlock} = {first};");
        string run = $"{nest}.Run({count}, {Work.Of(kernel.Nest, Size)})";
        if (totals is null)
            Code.Line(run + ";");
        else
        {
            string part = Scope.Unique("part");
            Code.Line($"{Kernels}{kernel.TotalsName} {part} = {run};");
            Code.Line($"{totals}.Add(in {part});");
        }

        foreach (Contraction product in contractions.After.Where(product => tables.Any(table => table.Name == product.Left.Name)))
            WriteProduct(product, kernel.Nest.Axis, first, count, accumulate: true);
        Code.Close();
        if (totals is not null)
            DefineTotals(kernel, totals);
    }

    /// <summary>Takes the tables of a block along an axis, once; the name of the number of its rows.</summary>
    private string TakeTables(Axis rows)
    {
        if (blocks.TryGetValue(rows, out string? block))
            return block;
        blocks[rows] = block = Scope.Unique("block");
        List<TensorLayout> tables = [.. layouts.Where(layout => layout.IsInBlocks && layout.Shape[0] == rows)];
        string inRow = string.Join(" + ", tables.Select(InRow));
        Code.Line($"nint {block} = {Blocks}.Rows({Size(rows)}, {(tables.Count > 1 ? $"({inRow})" : inRow)} * sizeof({Element}));");
        foreach (TensorLayout table in tables)
        {
            Code.Line($"using var {table.Name} = global::LossGen.Nests.Scratch<{Element}>.Take({block} * {InRow(table)});");
            references[table.Name] = $"{Memory}({table.Name}.Span)";
        }

        return block;

        string InRow(TensorLayout table) => Size(table.Shape[1]);
    }

    /// <summary>Writes a product, of the rows of a block where the axis of the blocks occurs.</summary>
    private void WriteProduct(Contraction product, Axis along, string first, string count, bool accumulate)
    {
        Axis rows = product.Left.Axes.Without(product.Over).Axes[0];
        Axis? columns = product.Right.Axes.Without(product.Over).Axes.FirstOrDefault();
        string Extent(Axis? axis) => axis is null ? "1" : axis == along ? count : Size(axis);
        Code.Line($"{MatrixProduct}.Run<{Element}>(");
        Code.Line($"    {Extent(rows)}, {Extent(columns)}, {Extent(product.Over)},");
        Code.Line($"    in {Start(product.Left, "in", along, first)}, {Along(product.Left, rows)}, {Along(product.Left, product.Over)},");
        Code.Line($"    in {Start(product.Right, "in", along, first)}, {Along(product.Right, product.Over)}, {Along(product.Right, columns)},");
        Code.Line($"    ref {Start(product.Result, "ref", along, first)}, {Along(product.Result, rows)}, {Along(product.Result, columns)}, accumulate: {(accumulate ? "true" : "false")});");
    }

    /// <summary>The first element of a matrix, from the first row of the block on.</summary>
    private string Start(Node matrix, string access, Axis along, string first)
    {
        if (matrix.IsConstant)
            return $"{Blocks}.One<{Element}>()";
        TensorLayout layout = LayoutOf(matrix.Name!);
        return layout.IsInBlocks || !matrix.VariesOver(along)
            ? Reference(layout)
            : $"global::LossGen.Nests.Row.At({access} {Reference(layout)}, {first} * {Along(matrix, along)})";
    }

    private string Along(Node matrix, Axis? axis)
    {
        if (axis is null || matrix.IsConstant)
            return "0";
        TensorLayout layout = LayoutOf(matrix.Name!);
        int dimension = matrix.Args.ToList().FindIndex(index => index.Over == axis);
        return layout.IsContiguous(dimension) ? "1" : Stride(layout, dimension);
    }

    private TensorLayout LayoutOf(string name) => layouts.First(layout => layout.Name == name);

    /// <summary>Whether the products of matrices sum many terms.</summary>
    internal static string AreMany(ContractionPlan plan, Func<Axis, string> size) => $"{Blocks}.AreWorthwhile({string.Join(" + ", plan.Before.Concat(plan.After)
        .Select(product => string.Join(" * ", product.Result.Axes.With(product.Over).Axes.Select(size).Prepend("1.0"))))})";
}
