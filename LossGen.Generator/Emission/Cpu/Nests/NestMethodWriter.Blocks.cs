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
        string rows = Size(kernel.Nest.Axis), block = TakeTables(kernel.Nest.Axis), first = Scope.Unique("first");
        string nest = WriteKernel(kernel, "loops");
        string? totals = kernel.Totals.Count == 0 ? null : Scope.Unique("totals");
        if (totals is not null)
            Code.Line($"{Kernels}{kernel.TotalsName} {totals} = default;");
        BlockRows along = WriteBlockRows(kernel, nest, block, first);
        foreach (Contraction product in contractions.Before.Where(product => tables.Any(table => table.Name == product.Result.Name)))
            WriteProduct(product, along, accumulate: false);
        Code.Line($"{nest}.{kernel.FirstOfBlock} = {first};");
        string run = $"{nest}.Run({along.Rows}, {Work.Of(kernel.Nest, Size)})";
        if (totals is null)
            Code.Line(run + ";");
        else
        {
            string part = Scope.Unique("part");
            Code.Line($"{Kernels}{kernel.TotalsName} {part} = {run};");
            Code.Line($"{totals}.Add(in {part});");
        }

        foreach (Contraction product in contractions.After.Where(product => tables.Any(table => table.Name == product.Left.Name)))
            WriteProduct(product, along, accumulate: true);
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
        string length = contractions!.Filters.Any(filter => filter.Row == rows) ? $"({block} + 1)" : block;
        foreach (TensorLayout table in tables)
        {
            Code.Line($"using var {table.Name} = global::LossGen.Nests.Scratch<{Element}>.Take({length} * {InRow(table)});");
            references[table.Name] = $"{Memory}({table.Name}.Span)";
        }

        return block;

        string InRow(TensorLayout table) => Size(table.Shape[1]);
    }

    /// <summary>Opens the loop over blocks. Where rows are left out, a block goes on until it has as many others as there are rows in tables.</summary>
    private BlockRows WriteBlockRows(NestKernel kernel, string nest, string block, string first)
    {
        string rows = Size(kernel.Nest.Axis);
        if (contractions!.FilterOf(kernel.Nest) is not { } filter)
        {
            string count = Scope.Unique("rows");
            Code.Open($"for (nint {first} = 0; {first} < {rows}; {first} += {block})");
            Code.Line($"nint {count} = nint.Min({block}, {rows} - {first});");
            return new BlockRows(kernel.Nest.Axis, first, count, count, null);
        }

        string selection = Scope.Unique("selection");
        Code.Line($"using var {selection} = new global::LossGen.Contractions.RowSelection<{Element}>({filter.Name}.Span, {block});");
        Code.Line($"{nest}.{kernel.PlacesInBlock} = ref {selection}.Places;");
        Code.Open($"for (nint {first} = 0; {first} < {rows}; {first} += {selection}.Rows)");
        Code.Line($"{selection}.Choose({first});");
        return new BlockRows(kernel.Nest.Axis, first, $"{selection}.Rows", $"{selection}.Chosen", selection);
    }

    /// <summary>Writes a product, of the rows of a block where the axis of the blocks occurs.</summary>
    private void WriteProduct(Contraction product, BlockRows along, bool accumulate)
    {
        Axis rows = product.Left.Axes.Without(product.Over).Axes[0];
        Axis? columns = product.Right.Axes.Without(product.Over).Axes.FirstOrDefault();
        string Extent(Axis? axis) => axis is null ? "1" : axis == along.Axis ? along.Chosen : Size(axis);
        Operand left = OperandOf(product.Left, rows, product.Over, along), right = OperandOf(product.Right, product.Over, columns, along);
        Operand result = OperandOf(product.Result, rows, columns, along, isResult: true);
        Code.Line($"{MatrixProduct}.Run<{Element}>(");
        Code.Line($"    {Extent(rows)}, {Extent(columns)}, {Extent(product.Over)},");
        Code.Line($"    in {left.Start}, {left.Row}, {left.Column},");
        Code.Line($"    in {right.Start}, {right.Row}, {right.Column},");
        Code.Line($"    ref {result.Start}, {result.Row}, {result.Column}, accumulate: {(accumulate ? "true" : "false")});");
        if (result.Chosen is not null)
            Code.Line($"{result.Chosen}.Return();");
    }

    /// <summary>A matrix of a product: all of it, or the rows of a block that are needed, copied together where some are not.</summary>
    private Operand OperandOf(Node matrix, Axis row, Axis? column, BlockRows along, bool isResult = false)
    {
        if (matrix.IsConstant)
            return new Operand($"{Blocks}.One<{Element}>()", "0", "0", null);
        TensorLayout layout = LayoutOf(matrix.Name!);
        string rowStride = Along(matrix, row), columnStride = Along(matrix, column);
        if (layout.IsInBlocks || !matrix.VariesOver(along.Axis))
            return new Operand(Reference(layout), rowStride, columnStride, null);
        string access = isResult ? "ref" : "in", start = $"global::LossGen.Nests.Row.At({access} {Reference(layout)}, {along.First} * {Along(matrix, along.Axis)})";
        if (along.Selection is null)
            return new Operand(start, rowStride, columnStride, null);
        bool isAcross = column == along.Axis;
        if (isResult || !along.Read.TryGetValue(start, out string? chosen))
        {
            chosen = Scope.Unique("rowsOf" + char.ToUpperInvariant(layout.Name[0]) + layout.Name.Substring(1));
            (string between, string within, Axis? other) = isAcross ? (columnStride, rowStride, row) : (rowStride, columnStride, column);
            Code.Line($"using var {chosen} = {along.Selection}.{(isResult ? "Add" : "Read")}({access} {start}, {between}, {within}, {(other is null ? "1" : Size(other))});");
            if (!isResult)
                along.Read.Add(start, chosen);
        }

        return new Operand($"{chosen}.First", $"{chosen}.{(isAcross ? "Column" : "Row")}", $"{chosen}.{(isAcross ? "Row" : "Column")}", isResult ? chosen : null);
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

    /// <summary>The rows that products are formed of at a time.</summary>
    /// <param name="Axis">The axis of the rows.</param>
    /// <param name="First">The first row of the block.</param>
    /// <param name="Rows">How many there are.</param>
    /// <param name="Chosen">How many of them products are formed of.</param>
    /// <param name="Selection">What finds out which those are; null where they are all.</param>
    private sealed record BlockRows(Axis Axis, string First, string Rows, string Chosen, string? Selection)
    {
        /// <summary>The matrices of which rows are copied together, by where they start.</summary>
        public Dictionary<string, string> Read { get; } = [];
    }

    /// <summary>A matrix as it is handed to the matrix kernel.</summary>
    private sealed record Operand(string Start, string Row, string Column, string? Chosen);
}
