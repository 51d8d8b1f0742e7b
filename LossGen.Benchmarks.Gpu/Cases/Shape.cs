using System.Globalization;

namespace LossGen.Benchmarks.Gpu.Cases;

/// <summary>The extents of a loss' tensors; a flat tensor has one column.</summary>
internal readonly record struct Shape(int Rows, int Columns)
{
    /// <summary>About as many elements are compared with the CPU before anything is timed: no multiple of four, and several groups.</summary>
    private const int SliceElements = 65_537;

    private const int FewestRows = 5;

    public long Elements => (long)Rows * Columns;

    public static Shape Flat(int elements) => new(elements, 1);

    /// <summary>The same rows, fewer of them.</summary>
    public Shape DividedBy(int scale) => this with { Rows = Math.Max(Math.Min(Rows, FewestRows), Rows / scale) };

    /// <summary>What is small enough to be computed on the CPU as well.</summary>
    public Shape Slice() => this with { Rows = Math.Min(Rows, Math.Max(FewestRows, SliceElements / Columns)) };

    public override string ToString() => Columns == 1
        ? Rows.ToString("N0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Rows} × {Columns}");
}
