using System.Numerics;
using LossGen.Nests;
using LossGen.Simd;

namespace LossGen.Tests.Simd;

/// <summary>Rows that loops over pairs read turned, and the sums that they add to: for every width of registers.</summary>
public sealed class LaneColumnsTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 16, 3)]
    [InlineData(1, 37, 5)]
    [InlineData(3, 21, 18)]
    public void Sums_over_turned_rows_are_those_of_the_rows(int matrices, int rows, int length)
    {
        Check<Lanes128<float>, float>(matrices, rows, length, 1e-6);
        Check<Lanes256<float>, float>(matrices, rows, length, 1e-6);
        Check<Lanes512<float>, float>(matrices, rows, length, 1e-6);
        Check<Lanes128<double>, double>(matrices, rows, length, 1e-14);
        Check<Lanes256<double>, double>(matrices, rows, length, 1e-14);
        Check<Lanes512<double>, double>(matrices, rows, length, 1e-14);
    }

    [Fact]
    public void An_infinite_term_stays_infinite()
    {
        Assert.Equal(float.PositiveInfinity, Sum<Lanes256<float>, float>([1, float.PositiveInfinity, 2]));
        Assert.Equal(double.NegativeInfinity, Sum<Lanes512<double>, double>([1, double.NegativeInfinity, 2]));
        Assert.True(float.IsNaN(Sum<Lanes512<float>, float>([float.NegativeInfinity, float.PositiveInfinity])));
    }

    private static void Check<V, T>(int matrices, int rows, int length, double tolerance)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(rows);
        int rowStride = length + 2, matrixStride = (rows * rowStride) + 3;
        T[] elements = [.. Enumerable.Range(0, matrices * matrixStride).Select(_ => T.CreateTruncating((random.NextDouble() * 2) - 1))];
        using TurnedRows<T> turned = TurnedRows<T>.Of(in elements[0], matrices, matrixStride, rows, rowStride, length, 1);
        for (int matrix = 0; matrix < matrices; matrix++)
        {
            T[] scratch = new T[Columns<V, T>.Scratch(length)];
            Columns<V, T> columns = Columns<V, T>.Sums(scratch);
            using LaneColumns<V, T> lanes = LaneColumns<V, T>.Take(length);
            for (nint row = 0; row < rows; row += V.Count)
            {
                ref readonly T panel = ref turned.Span[(int)TurnedRows<T>.Start(matrix, row, rows, length)];
                for (nint at = 0; at < length; at++)
                    lanes.AddSum(at, V.Load(in panel, at * TurnedRows<T>.Pitch) + V.Create(T.One), rows - row);
            }

            lanes.AddTo(columns);
            columns.Settle();
            for (int at = 0; at < length; at++)
            {
                double expected = Enumerable.Range(0, rows).Sum(row => 1 + double.CreateTruncating(elements[(matrix * matrixStride) + (row * rowStride) + at]));
                Assert.InRange(double.CreateTruncating(scratch[at]), expected - (tolerance * rows), expected + (tolerance * rows));
            }
        }
    }

    private static T Sum<V, T>(T[] terms)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] scratch = new T[Columns<V, T>.Scratch(1)], padded = new T[16];
        terms.CopyTo(padded, 0);
        Columns<V, T> columns = Columns<V, T>.Sums(scratch);
        using LaneColumns<V, T> lanes = LaneColumns<V, T>.Take(1);
        lanes.AddSum(0, V.Load(in padded[0], 0), terms.Length);
        lanes.AddTo(columns);
        columns.Settle();
        return scratch[0];
    }
}
