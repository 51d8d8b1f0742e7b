using System.Numerics;
using LossGen.Simd;

namespace LossGen.Tests.Simd;

/// <summary>Rows side by side: how they are turned, and the reductions that have a result for each lane.</summary>
public sealed class RowTileTests
{
    [Fact]
    public void Rows_are_turned_and_written_back()
    {
        Turn<Lane<float>, float>();
        Turn<Lanes128<float>, float>();
        Turn<Lanes256<float>, float>();
        Turn<Lanes512<float>, float>();
        Turn<Lane<double>, double>();
        Turn<Lanes128<double>, double>();
        Turn<Lanes256<double>, double>();
        Turn<Lanes512<double>, double>();
    }

    [Fact]
    public void Each_lane_has_its_own_result()
    {
        Reduce<Lane<float>, float, Lane<double>>();
        Reduce<Lanes128<float>, float, Pair<Lanes128<double>>>();
        Reduce<Lanes256<float>, float, Pair<Lanes256<double>>>();
        Reduce<Lanes512<float>, float, Pair<Lanes512<double>>>();
        Reduce<Lane<double>, double, Lane<double>>();
        Reduce<Lanes128<double>, double, Lanes128<double>>();
        Reduce<Lanes256<double>, double, Lanes256<double>>();
        Reduce<Lanes512<double>, double, Lanes512<double>>();
    }

    private static void Turn<V, T>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int length = 1; length <= 19; length++)
        {
            foreach (int rows in new[] { V.Count, (V.Count + 1) / 2 })
            {
                int stride = length + 3;
                T[] source = [.. Enumerable.Range(1, V.Count * stride).Select(T.CreateTruncating)], target = new T[V.Count * stride];
                int[] integers = [.. Enumerable.Range(1, V.Count * stride)];
                using var tile = RowTile<V, T>.Take(length);
                tile.Read(in integers[0], stride, rows);
                AssertTurned(in tile, source, length, stride, rows);
                tile.Read(in source[0], stride, rows);
                AssertTurned(in tile, source, length, stride, rows);
                foreach (Writing writing in new[] { Writing.Overwrite, Writing.Accumulate })
                {
                    tile.Write(ref target[0], stride, rows, writing);
                    T times = T.CreateTruncating(writing == Writing.Accumulate ? 2 : 1);
                    for (int at = 0; at < target.Length; at++)
                        Assert.Equal(at % stride < length && at / stride < rows ? source[at] * times : T.Zero, target[at]);
                }
            }
        }
    }

    private static void AssertTurned<V, T>(in RowTile<V, T> tile, T[] source, int length, int stride, int rows)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int at = 0; at < length; at++)
        {
            for (int lane = 0; lane < V.Count; lane++)
                Assert.Equal(lane < rows ? source[(lane * stride) + at] : T.Zero, V.GetLane(tile.At(at), lane));
        }
    }

    private static void Reduce<V, T, D>()
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where D : struct, ISimd<D, double>
    {
        Assert.Equal(V.Count, D.Count);
        T[] values = [.. Enumerable.Range(0, 3 * V.Count).Select(i => T.CreateTruncating(Math.Sin(i + 1) * 9))];
        values[V.Count - 1] = T.PositiveInfinity;
        var sums = new RowSums<V, T, D>();
        var products = new RowSums<V, T, D>();
        var maxima = new RowMaxima<V, T, D>();
        var minima = new RowMinima<V, T, D>();
        var all = new RowProducts<V, T, D>();
        for (int step = 0; step < 3; step++)
        {
            V lanes = V.Load(in values[0], step * V.Count);
            sums.Add(lanes);
            products.AddProduct(lanes, lanes);
            maxima.Add(lanes);
            minima.Add(lanes);
            all.Add(lanes);
        }

        for (int lane = 0; lane < V.Count; lane++)
        {
            double[] row = [.. Enumerable.Range(0, 3).Select(step => double.CreateTruncating(values[(step * V.Count) + lane]))];
            Near(row.Sum(), D.GetLane(sums.Total, lane));
            Near(row.Sum(x => x * x), D.GetLane(products.Total, lane));
            Near(row.Max(), D.GetLane(maxima.Total, lane));
            Near(double.IsInfinity(row.Max()) ? 0 : row.Max(), D.GetLane(maxima.Shift, lane));
            Near(row.Min(), D.GetLane(minima.Total, lane));
            Near(row[0] * row[1] * row[2], D.GetLane(all.Total, lane));
            Assert.Equal(T.CreateTruncating(row.Max()), V.GetLane(Widths<V, T, D>.Narrow(maxima.Total), lane));
            bool isSet = !T.IsPositive(V.GetLane(Widths<V, T, D>.NarrowMask(D.LessThan(minima.Total, D.Create(0))), lane));
            Assert.Equal(row.Min() < 0, isSet);
        }

        static void Near(double expected, double actual) =>
            Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-13 * (1 + Math.Abs(expected)), $"{actual}, not {expected}");
    }
}
