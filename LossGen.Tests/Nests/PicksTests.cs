using System.Numerics;
using System.Numerics.Tensors;
using LossGen.Nests;

namespace LossGen.Tests.Nests;

/// <summary>Elements at places that integers say, and whether all of these lie inside.</summary>
public sealed class PicksTests
{
    [Fact]
    public void One_element_of_each_row_is_picked_and_0_where_its_place_lies_outside()
    {
        Check<float, float, int>();
        Check<double, float, long>();
        Check<double, double, byte>();
        Check<float, Half, short>();
    }

    [Fact]
    public void Nothing_is_read_of_rows_without_elements()
    {
        float[] picked = [1, 2, 3, 4];
        Picks.OfRows<float, float, int>(picked, in System.Runtime.CompilerServices.Unsafe.NullRef<float>(), 0, 1, 0, in new[] { 0, 0, 0, 0 }[0], 1, 4);
        Assert.All(picked, value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(4096)]
    [InlineData(4099)]
    [InlineData(10_000)]
    public void Integers_are_inside_where_each_is(int count)
    {
        int[] indices = [.. Enumerable.Range(0, count).Select(i => i % 10)];
        Assert.True(Row.AreInside<int>(indices, 10));
        Assert.Equal(count < 10, Row.AreInside<int>(indices, 9));
        foreach (int at in new[] { 0, count / 2, count - 1 }.Where(at => at >= 0 && at < count))
        {
            foreach (long odd in new long[] { -1, 10, int.MinValue, int.MaxValue })
            {
                int[] ints = [.. indices];
                long[] longs = [.. indices];
                (ints[at], longs[at]) = ((int)odd, odd << 20);
                Assert.False(Row.AreInside<int>(ints, 10));
                Assert.False(Row.AreInside<long>(longs, 10));
            }
        }

        Assert.True(Row.AreInside<byte>([.. indices.Select(i => (byte)(i + 246))], 256));
        Assert.True(Row.AreInside<ulong>([.. indices.Select(i => (ulong)i)], 10));
        Assert.Equal(count == 0, Row.AreInside<ulong>([.. indices.Select(_ => ulong.MaxValue)], nint.MaxValue));
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(255)]
    public void One_integer_may_lie_outside(int ignored)
    {
        int[] indices = [.. Enumerable.Range(0, 5003).Select(i => i % 7 == 3 ? ignored : i % 10)];
        Assert.False(Row.AreInside<int>(indices, 10));
        Assert.True(Row.AreInside<int>(indices, 10, ignored));
        Assert.True(Row.AreInside<long>([.. indices.Select(i => (long)i)], 10, ignored));
        Assert.False(Row.AreInside<int>(indices, 10, ignored + 0.5));
        Assert.False(Row.AreInside<int>(indices, 10, 5));
        indices[5000] = ignored - 1;
        Assert.False(Row.AreInside<int>(indices, 10, ignored));
        Assert.True(Row.AreInside<byte>([1, 2, 3], 4, -100));
        Assert.False(Row.AreInside<byte>([1, 2, 200], 4, -100));
    }

    [Fact]
    public void Of_tensors_whose_elements_lie_apart_nothing_is_said()
    {
        int[] indices = [1, 2, 3, 4, 5, 6];
        Assert.True(Row.AreInside(new ReadOnlyTensorSpan<int>(indices, [2, 3]), 7));
        Assert.False(Row.AreInside(new ReadOnlyTensorSpan<int>(indices, [2, 3]), 6));
        Assert.False(Row.AreInside(new ReadOnlyTensorSpan<int>(indices, [2, 2], [3, 1]), 7));
    }

    private static void Check<T, TElement, TInteger>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TElement : unmanaged, INumberBase<TElement>
        where TInteger : unmanaged, IBinaryInteger<TInteger>
    {
        const int Rows = 20, Along = 11, Stride = 2, Extent = 5;
        TElement[] elements = [.. Enumerable.Range(1, Rows * Along).Select(TElement.CreateTruncating)];
        TInteger[] places = [.. Enumerable.Range(0, 2 * Rows).Select(i => TInteger.CreateTruncating((i * 7 % 9) - 2))];
        foreach (int rows in new[] { 0, 3, 16, Rows })
        {
            var picked = new T[16];
            picked.AsSpan().Fill(T.One);
            Picks.OfRows<T, TElement, TInteger>(picked, in elements[0], Along, Stride, Extent, in places[0], 2, rows);
            for (int row = 0; row < picked.Length; row++)
            {
                long place = long.CreateTruncating(places[2 * row]);
                Assert.Equal(row < rows && place is >= 0 and < Extent ? T.CreateTruncating(elements[(row * Along) + ((int)place * Stride)]) : T.Zero, picked[row]);
            }
        }
    }
}
