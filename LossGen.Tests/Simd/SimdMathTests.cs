using System.Numerics;
using LossGen.Numerics;
using LossGen.Simd;
using LossGen.Tests.Numerics;

namespace LossGen.Tests.Simd;

public class SimdMathTests
{
    /// <summary>Powers of doubles that go into floats are no more exact than their logarithm times the exponent.</summary>
    private const int UlpsOfPowerForFloats = 2048;

    private static readonly string[] TightFunctions = ["Exp", "Expm1", "Log", "Log1p"];

    public static TheoryData<string> UnaryFunctions => [.. Functions.Unary];

    public static TheoryData<string> BinaryFunctions => [.. Functions.Binary];

    public static TheoryData<string> ReferenceFunctions => [.. ReferenceValues.All.Keys];

    [Theory]
    [MemberData(nameof(UnaryFunctions))]
    public void FloatsAgreeWithDouble(string function)
    {
        CheckFloats(function, Grid<float>());
    }

    /// <summary>Few of all floats; the benchmarks' <c>--accuracy</c> takes all.</summary>
    [Theory]
    [MemberData(nameof(UnaryFunctions))]
    public void FloatsOfAnyBitsAgreeWithDouble(string function)
    {
        const long stride = 1_000_003;
        CheckFloats(function, [.. Enumerable.Range(0, (int)((1L << 32) / stride)).Select(i => BitConverter.UInt32BitsToSingle((uint)(i * stride)))]);
    }

    [Fact]
    public void LogarithmsOfOnePlusAUnitAgreeWithDouble()
    {
        float[] xs = [0, float.Epsilon, 1e-30f, 1, float.BitDecrement(1), float.NaN, .. Enumerable.Range(0, 20000).Select(i => i / 20000f)];
        CheckFloats("Log1pOfUnit", xs);
        double[] doubles = [.. xs.Select(x => (double)x), double.Epsilon, Math.BitDecrement(1)];
        Check<Lane<double>, double>("Log1pOfUnit", doubles, 2);
        Check<Lanes512<double>, double>("Log1pOfUnit", doubles, 2);
    }

    [Theory]
    [MemberData(nameof(UnaryFunctions))]
    public void DoublesAgreeWithScalarMath(string function)
    {
        // Both sides round: the bound is the sum of theirs.
        double[] xs = Grid<double>();
        Check<Lane<double>, double>(function, xs, 6);
        Check<Lanes128<double>, double>(function, xs, 6);
        Check<Pair<Lanes256<double>>, double>(function, xs, 6);
        Check<Lanes256<double>, double>(function, xs, 6);
        Check<Lanes512<double>, double>(function, xs, 6);
    }

    [Theory]
    [MemberData(nameof(ReferenceFunctions))]
    public void DoublesAgreeWithReferenceValues(string function)
    {
        CheckReference<Lane<double>>(function);
        CheckReference<Lanes128<double>>(function);
        CheckReference<Lanes256<double>>(function);
        CheckReference<Lanes512<double>>(function);
    }

    [Theory]
    [MemberData(nameof(BinaryFunctions))]
    public void BinaryFunctionsAgreeWithScalarMath(string function)
    {
        CheckPairs<Lane<float>, float>(function);
        CheckPairs<Lanes128<float>, float>(function);
        CheckPairs<Lanes256<float>, float>(function);
        CheckPairs<Lanes512<float>, float>(function);
        CheckPairs<Lane<double>, double>(function);
        CheckPairs<Lanes128<double>, double>(function);
        CheckPairs<Pair<Lanes256<double>>, double>(function, function == "Pow" ? UlpsOfPowerForFloats : 4);
        CheckPairs<Lanes256<double>, double>(function);
        CheckPairs<Lanes512<double>, double>(function);
    }

    [Fact]
    public void SmallResultsNextToMultiplesOfHalfPiKeepTheirAccuracy()
    {
        float[] xs = [.. Enumerable.Range(1, 2000).SelectMany(n => Neighbours((float)(n * Math.PI / 2)))];
        Check<Lanes512<float>, float>("Sin", xs, 4);
        Check<Lanes512<float>, float>("Cos", xs, 4);

        double[] doubles = [.. Enumerable.Range(1, 2000).SelectMany(n => Neighbours(n * 500 * Math.PI / 2))];
        Check<Lanes512<double>, double>("Sin", doubles, 4);
        Check<Lanes512<double>, double>("Cos", doubles, 4);
    }

    [Fact]
    public void ExpReachesTheDenormalNumbersAndTheLargest()
    {
        float[] xs = [.. Enumerable.Range(0, 2000).Select(i => -104f + (i * 0.01f)), 88.7f, 88.72f, 88.7228f, 88.73f, -103.9f, -103.98f];
        Check<Lanes512<float>, float>("Exp", xs, 2);
        Check<Lane<float>, float>("Exp", xs, 2);

        double[] doubles = [.. Enumerable.Range(0, 4000).Select(i => -746 + (i * 0.01)), 709.7, 709.78, 709.79];
        Check<Lanes512<double>, double>("Exp", doubles, 2);
        Check<Lane<double>, double>("Exp", doubles, 2);
    }

    [Fact]
    public void Log2OfAPowerOfTwoIsExact()
    {
        float[] xs = [.. Enumerable.Range(-149, 277).Select(e => MathF.ScaleB(1, e))];
        Assert.Equal([.. Enumerable.Range(-149, 277).Select(e => (float)e)], Functions.Map<Lanes512<float>, float>("Log2", xs));
    }

    [Fact]
    public void ZeroTimesTheLogarithmOfZeroIsZero()
    {
        Assert.Equal(0, ScalarMath.XLogY(0, 0));
        Assert.Equal(0, ScalarMath.XLogY(0, -1));
        Assert.Equal(0, ScalarMath.XOverY(0, 0));
        Assert.True(double.IsNaN(ScalarMath.XLogY(0, double.NaN)));
        Assert.True(double.IsNaN(ScalarMath.XOverY(0, double.NaN)));
        Assert.Equal(double.NegativeInfinity, ScalarMath.XLogY(2, 0));
        Assert.Equal(0.5, ScalarMath.MaxShare(3, 3));
        Assert.Equal(1, ScalarMath.MaxShare(3, 2));
        Assert.Equal(0, ScalarMath.MaxShare(2, 3));
        Assert.True(double.IsNaN(ScalarMath.MaxShare(2, double.NaN)));
    }

    private static void CheckFloats(string function, float[] xs)
    {
        Check<Lane<float>, float>(function, xs, 2);
        Check<Lanes128<float>, float>(function, xs, 2);
        Check<Lanes256<float>, float>(function, xs, 2);
        Check<Lanes512<float>, float>(function, xs, 2);
    }

    private static T[] Neighbours<T>(T value)
        where T : IFloatingPointIeee754<T> =>
        [T.BitDecrement(value), value, T.BitIncrement(value)];

    private static void Check<V, T>(string function, T[] xs, double bound)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] actual = Functions.Map<V, T>(function, xs);

        for (int i = 0; i < xs.Length; i++)
        {
            double expected = Functions.Apply(function, double.CreateTruncating(xs[i]));
            Ulps.AssertNear(expected, actual[i], bound, $"{typeof(V).Name}.{function}({xs[i]})");
        }
    }

    private static void CheckReference<V>(string function)
        where V : struct, ISimd<V, double>
    {
        (double X, double Value)[] reference = ReferenceValues.All[function];
        double[] actual = Functions.Map<V, double>(function, [.. reference.Select(r => r.X)]);

        for (int i = 0; i < actual.Length; i++)
        {
            double bound = TightFunctions.Contains(function) ? 2 : 4;
            Ulps.AssertNear(reference[i].Value, actual[i], bound, $"{typeof(V).Name}.{function}({reference[i].X:R})");
        }
    }

    private static void CheckPairs<V, T>(string function, int ulps = 4)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] points = [0, -0.0, 1e-30, 0.25, 0.5, 1, 1.5, 2, 3, 7.25, 1e20, double.PositiveInfinity, double.NaN];
        T[] values = [.. points.Concat(points.Select(p => -p)).Select(p => T.CreateTruncating(p))];
        T[] xs = [.. values.SelectMany(x => values.Select(_ => x))];
        T[] ys = [.. values.SelectMany(_ => values)];
        T[] actual = Functions.Map<V, T>(function, xs, ys);

        for (int i = 0; i < xs.Length; i++)
        {
            double expected = Functions.Apply(function, double.CreateTruncating(xs[i]), double.CreateTruncating(ys[i]));
            Ulps.AssertNear(expected, actual[i], ulps, $"{typeof(V).Name}.{function}({xs[i]}, {ys[i]})");
        }
    }

    /// <summary>Zeros, denormal, tiny and huge numbers, infinities, NaN, the branch points of the algorithms, and points between.</summary>
    private static T[] Grid<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] branches =
        [
            0.25, 0.2929, 0.3465, 0.4142, 0.5, 0.70710678, 0.84375, 0.9, 1, 1.03972, 1.25, 1.41421356, 1.5, 2, 2.857, 3, 6, 8, 10, 20, 28,
            40, 88.7, 89, 89.4, 103, 104, 709.5, 710, 710.4, 745, 746, 3200, 1.6e6, 1e10, 1e17, 1e30,
        ];

        List<T> xs = [T.Zero, T.NaN, T.PositiveInfinity, T.BitDecrement(T.PositiveInfinity), T.BitIncrement(T.Zero)];
        T smallest = T.CreateTruncating(typeof(T) == typeof(float) ? 1.17549435082228750797e-38 : 2.2250738585072013831e-308);
        xs.AddRange([smallest, T.BitDecrement(smallest), T.CreateTruncating(1e-35), T.CreateTruncating(1e-20), T.CreateTruncating(1e-9)]);
        xs.AddRange([T.BitDecrement(T.One), T.BitIncrement(T.One)]);
        xs.AddRange(branches.SelectMany(b => Neighbours(T.CreateTruncating(b))));

        for (double x = 0.001; x < 120; x *= 1.037)
            xs.Add(T.CreateTruncating(x));

        return [.. xs, .. xs.Select(x => -x)];
    }
}
