using System.Numerics;
using LossGen.Simd;

namespace LossGen.Tests.Simd;

/// <summary>Running sums along lanes, from either end, against additions one after the other.</summary>
public sealed class RunningSumTests
{
    [Fact]
    public void Every_position_has_the_sum_up_to_it_or_from_it_on()
    {
        Check<Lane<float>, float>(1e-6);
        Check<Lanes128<float>, float>(1e-6);
        Check<Lanes256<float>, float>(1e-6);
        Check<Lanes512<float>, float>(1e-6);
        Check<Lane<double>, double>(1e-15);
        Check<Lanes128<double>, double>(1e-15);
        Check<Lanes256<double>, double>(1e-15);
        Check<Lanes512<double>, double>(1e-15);
    }

    [Fact]
    public void Lanes_of_elements_are_summed_as_they_are()
    {
        Lanes512<float> value = Lanes512<float>.Create(1);
        for (int lane = 0; lane < 16; lane++)
        {
            Assert.Equal(lane + 1, Lanes512<float>.GetLane(Lanes512<float>.SumsUpTo(value), lane));
            Assert.Equal(16 - lane, Lanes512<float>.GetLane(Lanes512<float>.SumsFrom(value), lane));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_spreads_in_the_direction_of_the_sum_only(double odd)
    {
        float[] values = [.. Enumerable.Repeat(1f, 40)];
        values[21] = (float)odd;
        float[] upTo = UpTo<Lanes256<float>, float>(values), from = From<Lanes256<float>, float>(values);
        for (int i = 0; i < values.Length; i++)
        {
            Assert.Equal(i < 21 ? i + 1 : (float)odd, upTo[i]);
            Assert.Equal(i > 21 ? 40 - i : (float)odd, from[i]);
        }
    }

    /// <summary>A million times a tenth: what is lost from register to register would be seen.</summary>
    [Fact]
    public void Long_sums_do_not_drift()
    {
        double[] sums = UpTo<Lanes512<double>, double>([.. Enumerable.Repeat(0.1, 1 << 20)]);
        Assert.Equal(0.1 * (1 << 20), sums[^1]);
    }

    private static void Check<V, T>(double tolerance)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int length = 0; length < 3 * 16 + 2; length++)
        {
            var random = new Random(length);
            T[] values = [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(random.NextDouble() - 0.3))];
            T[] upTo = UpTo<V, T>(values), from = From<V, T>(values);
            for (int i = 0; i < length; i++)
            {
                AssertClose(values[..(i + 1)], upTo[i], tolerance);
                AssertClose(values[i..], from[i], tolerance);
            }
        }
    }

    private static void AssertClose<T>(T[] terms, T sum, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] doubles = [.. terms.Select(double.CreateTruncating)];
        Assert.InRange(double.CreateTruncating(sum) - doubles.Sum(), -tolerance * doubles.Sum(Math.Abs), tolerance * doubles.Sum(Math.Abs));
    }

    private static T[] UpTo<V, T>(T[] values)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sums = new T[values.Length];
        var running = new RunningSum<V, T>();
        for (nint i = 0; i < values.Length; i += V.Count)
        {
            nint left = values.Length - i;
            Edge.Store<V, T>(ref sums[i], 0, running.Add(Edge.Load<V, T>(in values[i], 0, left)), left);
        }

        return sums;
    }

    private static T[] From<V, T>(T[] values)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sums = new T[values.Length];
        var running = new RunningSum<V, T>();
        nint whole = values.Length - (values.Length % V.Count), rest = values.Length - whole;
        if (rest > 0)
            Edge.Store<V, T>(ref sums[whole], 0, running.AddFromEnd(Edge.Load<V, T>(in values[whole], 0, rest) + V.Create(T.Zero), rest), rest);
        for (nint i = whole - V.Count; i >= 0; i -= V.Count)
            V.Store(ref sums[i], 0, running.AddFromEnd(V.Load(in values[i], 0)));
        return sums;
    }
}
