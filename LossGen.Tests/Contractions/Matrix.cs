using System.Numerics;
using LossGen.Contractions;
using LossGen.Simd;

namespace LossGen.Tests.Contractions;

/// <summary>How the elements of a matrix lie in memory.</summary>
public enum Layout
{
    /// <summary>Row after row.</summary>
    Rows,

    /// <summary>Column after column.</summary>
    Columns,

    /// <summary>Row after row, with a gap after each.</summary>
    PaddedRows,

    /// <summary>Column after column, with a gap after each.</summary>
    PaddedColumns,

    /// <summary>Every third element of every second row.</summary>
    Strided,

    /// <summary>From the last element of the last row backwards.</summary>
    Backwards,
}

/// <summary>A matrix somewhere in an array. What lies around it is NaN, which would show in any sum.</summary>
internal sealed class Matrix<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Margin = 3;

    private readonly int start;
    private readonly Layout layout;

    public Matrix(int rows, int columns, Layout layout)
    {
        (Rows, Columns, this.layout) = (rows, columns, layout);
        (RowStride, ColumnStride) = layout switch
        {
            Layout.Rows => (columns, 1),
            Layout.Columns => (1, rows),
            Layout.PaddedRows => (columns + 5, 1),
            Layout.PaddedColumns => (1, rows + 5),
            Layout.Strided => (2 * ((3 * columns) + 1), 3),
            _ => (-columns, -1),
        };
        int span = ((Math.Max(rows, 1) - 1) * Math.Abs(RowStride)) + ((Math.Max(columns, 1) - 1) * Math.Abs(ColumnStride)) + 1;
        start = Margin + (RowStride < 0 ? span - 1 : 0);
        Elements = new T[span + (2 * Margin)];
        Array.Fill(Elements, T.NaN);
    }

    public T[] Elements { get; }

    public int Rows { get; }

    public int Columns { get; }

    public int RowStride { get; }

    public int ColumnStride { get; }

    public ref T First => ref Elements[start];

    public ref T this[int row, int column] => ref Elements[start + (row * RowStride) + (column * ColumnStride)];

    /// <summary>The same matrix with elements drawn between -1 and 1.</summary>
    public Matrix<T> Filled(Random random)
    {
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Columns; j++)
                this[i, j] = T.CreateTruncating((2 * random.NextDouble()) - 1);
        }

        return this;
    }

    /// <summary>Another of the same elements, and of what lies around them.</summary>
    public Matrix<T> Copy()
    {
        var copy = new Matrix<T>(Rows, Columns, layout);
        Elements.CopyTo(copy.Elements.AsSpan());
        return copy;
    }

    /// <summary>The product, with the registers that the machine has.</summary>
    public static void Multiply(Matrix<T> a, Matrix<T> b, Matrix<T> c, bool accumulate) => MatrixProduct.Run(
        a.Rows, b.Columns, a.Columns, in a.First, a.RowStride, a.ColumnStride, in b.First, b.RowStride, b.ColumnStride,
        ref c.First, c.RowStride, c.ColumnStride, accumulate);

    /// <summary>The product, with registers of a given size.</summary>
    public static void MultiplyWith<V>(Matrix<T> a, Matrix<T> b, Matrix<T> c, bool accumulate)
        where V : struct, ISimd<V, T> => MatrixProduct.Run<V, T>(
        a.Rows, b.Columns, a.Columns, in a.First, a.RowStride, a.ColumnStride, in b.First, b.RowStride, b.ColumnStride,
        ref c.First, c.RowStride, c.ColumnStride, accumulate);
}
