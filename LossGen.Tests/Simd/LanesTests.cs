using System.Numerics;
using LossGen.Simd;

namespace LossGen.Tests.Simd;

public class LanesTests
{
    [Fact]
    public void BoundsKeepNaN()
    {
        EachWidth<BoundsCheck>();
    }

    [Fact]
    public void PowersOfTwoAreExact()
    {
        EachWidth<PowerCheck>();
    }

    [Fact]
    public void DecompositionIsExactAndAroundOne()
    {
        EachWidth<DecomposeCheck>();
    }

    [Fact]
    public void SumsAreExactWhereDoublesAre()
    {
        EachWidth<SumCheck>();
    }

    [Fact]
    public void SumsOfInfinitiesAreInfinite()
    {
        EachWidth<InfiniteSumCheck>();
    }

    [Fact]
    public void IntegersAreConverted()
    {
        EachWidth<IntegerCheck>();
    }

    [Fact]
    public void NumbersOf16BitsAreConvertedAsByTheirOperators()
    {
        EachWidth<NarrowCheck>();
    }

    [Fact]
    public void ComparisonsMakeMasks()
    {
        EachWidth<MaskCheck>();
    }

    [Fact]
    public void LanesAreReadAndReplacedOneByOne()
    {
        EachWidth<LaneCheck>();
    }

    private static void EachWidth<C>()
        where C : ICheck
    {
        C.Run<Lane<float>, float>();
        C.Run<Lanes128<float>, float>();
        C.Run<Lanes256<float>, float>();
        C.Run<Lanes512<float>, float>();
        C.Run<Lane<double>, double>();
        C.Run<Lanes128<double>, double>();
        C.Run<Lanes256<double>, double>();
        C.Run<Lanes512<double>, double>();
        C.Run<Pair<Lane<double>>, double>();
        C.Run<Pair<Lanes128<double>>, double>();
        C.Run<Pair<Lanes512<double>>, double>();
    }

    private static T Of<T>(double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating(value);

    private static T[] Read<V, T>(V value)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] lanes = new T[V.Count];
        V.Store(ref lanes[0], 0, value);
        return lanes;
    }

    private static void AssertAll<V, T>(T expected, V value)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Assert.All(Read<V, T>(value), lane => Assert.Equal(expected, lane));

    /// <summary>Millions of comparisons: those of the library are for what differs.</summary>
    private static void AssertSame<E>(E[] expected, E[] actual)
        where E : IEquatable<E>
    {
        if (!expected.AsSpan().SequenceEqual(actual))
            Assert.Equal(expected, actual);
    }

    private interface ICheck
    {
        static abstract void Run<V, T>()
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    private sealed class BoundsCheck : ICheck
    {
        public static void Run<V, T>()
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            AssertAll<V, T>(T.NaN, V.AtLeast(T.One, T.NaN));
            AssertAll<V, T>(T.NaN, V.AtMost(T.One, T.NaN));
            AssertAll<V, T>(T.One, V.AtLeast(T.One, T.Zero));
            AssertAll<V, T>(T.Zero, V.AtMost(T.One, T.Zero));
            AssertAll<V, T>(T.One, V.AtMost(T.One, T.PositiveInfinity));
            AssertAll<V, T>(T.NaN, V.Max(T.One, T.NaN));
            AssertAll<V, T>(T.NaN, V.Max(T.NaN, T.One));
            AssertAll<V, T>(T.NaN, V.Min(T.One, T.NaN));
            AssertAll<V, T>(T.NaN, V.Min(T.NaN, T.One));
        }
    }

    private sealed class NarrowCheck : ICheck
    {
        public static void Run<V, T>()
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Half[] halves = [.. Enumerable.Range(0, 65536).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))];
            BFloat16[] uppers = [.. Enumerable.Range(0, 65536).Select(bits => BFloat16.FromBits((ushort)bits))];
            for (int i = 0; i < 65536; i += V.Count)
            {
                AssertSame(Array.ConvertAll(halves[i..(i + V.Count)], half => T.CreateTruncating((float)half)), Read<V, T>(V.LoadNarrow(in halves[0], i, V.Count)));
                AssertSame(Array.ConvertAll(uppers[i..(i + V.Count)], upper => T.CreateTruncating((float)upper)), Read<V, T>(V.LoadNarrow(in uppers[0], i, V.Count)));
            }

            // Around each number of 16 bits, and half way to the next one.
            foreach (T[] numbers in halves.Select(half => (float)half).Concat(uppers.Select(upper => (float)upper)).SelectMany(Around<T>).Chunk(V.Count).Where(chunk => chunk.Length == V.Count))
            {
                for (int count = V.Count; count > 0; count /= 2)
                {
                    Half[] rounded = new Half[V.Count + 1];
                    BFloat16[] cut = new BFloat16[V.Count + 1];
                    V.StoreNarrow(ref rounded[0], 0, V.Load(in numbers[0], 0), count);
                    V.StoreNarrow(ref cut[0], 0, V.Load(in numbers[0], 0), count);
                    AssertSame([.. Array.ConvertAll(numbers[..count], number => (Half)double.CreateTruncating(number)), .. new Half[V.Count + 1 - count]], rounded);
                    AssertSame([.. Array.ConvertAll(numbers[..count], number => (BFloat16)double.CreateTruncating(number)), .. new BFloat16[V.Count + 1 - count]], cut);
                }
            }
        }

        private static IEnumerable<TNumber> Around<TNumber>(float number)
            where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
        {
            uint bits = BitConverter.SingleToUInt32Bits(number);
            foreach (uint offset in new uint[] { 0, 1, 0xFFF, 0x1000, 0x1001, 0x7FFF, 0x8000, 0x8001, 0xFFFF })
                yield return TNumber.CreateTruncating(BitConverter.UInt32BitsToSingle(bits + offset));
        }
    }

    private sealed class PowerCheck : ICheck
    {
        public static void Run<V, T>()
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            int largest = typeof(T) == typeof(float) ? 127 : 1023;

            for (int e = 1 - largest; e <= largest; e++)
                AssertAll(T.ScaleB(T.One, e), V.PowerOfTwo(Of<T>(e)));
        }
    }

    private sealed class DecomposeCheck : ICheck
    {
        public static void Run<V, T>()
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            double[] values = [0.5, 0.7499, 0.75, 1, 1.4999, 1.5, 3, 1e-30, 1e30, 1.2e-38, 3.4e38, 1e-40, 1e-45];

            foreach (double value in values)
            {
                T mantissa = Read<V, T>(V.Decompose(Of<T>(value), out V exponent))[^1];
                T power = Read<V, T>(exponent)[^1];
                Assert.InRange(double.CreateTruncating(mantissa), 0.75, 1.5 - 1e-8);
                Assert.Equal(Of<T>(value), T.ScaleB(mantissa, int.CreateChecked(power)));
                Assert.Equal(Of<T>(value), Read<V, T>(V.Scale(V.Create(mantissa), V.Create(power)))[^1]);
            }

            foreach (double value in (double[])[0, -0.0, double.PositiveInfinity])
            {
                T mantissa = Read<V, T>(V.Decompose(Of<T>(value), out V exponent))[^1];
                Assert.Equal(T.One, mantissa);
                Assert.Equal(Of<T>(Math.Log(value)), Read<V, T>(exponent)[^1]);
            }

            foreach (double value in (double[])[-1, -1e-45, double.NegativeInfinity, double.NaN])
                Assert.True(T.IsNaN(Read<V, T>(V.Decompose(Of<T>(value), out _))[^1]) || Of<T>(value) == T.Zero);
        }
    }

    private sealed class SumCheck : ICheck
    {
        public static void Run<V, T>()
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            // 2^24 + 1 is not a float, and 2^53 + 1 not a double; what the roundings lose must be in the total all the same.
            T large = Of<T>(typeof(T) == typeof(float) ? 1L << 24 : 1L << 53);
            T[] values = [large, .. Enumerable.Repeat(T.One, 47), -large, .. Enumerable.Repeat(T.Zero, 15)];
            Sum<V, T> sum = default;
            Sum<V, T> products = default;
            double exact = 0;

            for (int i = 0; i < values.Length; i += V.Count)
                sum.Add(V.Load(in values[0], i));

            T[] factors = [.. Enumerable.Range(1, 64).Select(i => Of<T>(i * 1.25))];

            for (int i = 0; i < factors.Length; i += V.Count)
                products.AddProduct(V.Load(in factors[0], i), V.Load(in factors[0], i));

            for (int i = 1; i <= 64; i++)
                exact += i * 1.25 * i * 1.25;

            Assert.Equal(47, sum.Total);
            Assert.Equal(exact, products.Total);
        }
    }

    private sealed class InfiniteSumCheck : ICheck
    {
        public static void Run<V, T>()
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            Sum<V, T> sum = default;
            sum.Add(T.One);
            sum.Add(T.PositiveInfinity);
            sum.Add(T.One);
            Assert.Equal(double.PositiveInfinity, sum.Total);
            sum.Add(T.NaN);
            Assert.Equal(double.NaN, sum.Total);
        }
    }

    private sealed class IntegerCheck : ICheck
    {
        public static void Run<V, T>()
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            int[] values = [0, 1, -1, 7, int.MaxValue, int.MinValue, 16777217, -16777219, .. Enumerable.Range(100, 24)];

            for (int i = 0; i < values.Length; i += V.Count)
            {
                T[] lanes = Read<V, T>(V.Load(in values[0], i));
                Assert.Equal([.. values[i..(i + V.Count)].Select(v => T.CreateTruncating(v))], lanes);
            }
        }
    }

    private sealed class MaskCheck : ICheck
    {
        public static void Run<V, T>()
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            double[] points = [-1, -0.0, 0, 1, double.PositiveInfinity, double.NaN];

            foreach (double x in points)
            {
                foreach (double y in points)
                {
                    V left = Of<T>(x);
                    V right = Of<T>(y);
                    Expect(x < y, V.LessThan(left, right));
                    Expect(x <= y, V.LessThanOrEqual(left, right));
                    Expect(x > y, V.GreaterThan(left, right));
                    Expect(x >= y, V.GreaterThanOrEqual(left, right));
                    Expect(x == y, V.Equal(left, right));
                    Expect(x != y, V.NotEqual(left, right));
                    Expect(!(x < y), ~V.LessThan(left, right));
                    Expect(x < y || x == 0, V.LessThan(left, right) | V.Equal(left, T.Zero));
                    Expect(x < y && x == 0, V.LessThan(left, right) & V.Equal(left, T.Zero));
                }
            }

            static void Expect(bool expected, V mask) => AssertAll(expected ? T.One : T.Zero, V.Select(mask, T.One, T.Zero));
        }
    }

    private sealed class LaneCheck : ICheck
    {
        public static void Run<V, T>()
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            V value = T.Zero;

            for (int i = 0; i < V.Count; i++)
                value = V.WithLane(value, i, Of<T>(i + 1));

            Assert.Equal([.. Enumerable.Range(1, V.Count).Select(i => Of<T>(i))], Read<V, T>(value));

            for (int i = 0; i < V.Count; i++)
                Assert.Equal(Of<T>(i + 1), V.GetLane(value, i));

            AssertAll(Of<T>(-2), V.CopySign(Of<T>(2), Of<T>(-0.0)));
            Assert.All(Read<V, T>(-(V)T.Zero), lane => Assert.True(T.IsNegative(lane)));
        }
    }
}
