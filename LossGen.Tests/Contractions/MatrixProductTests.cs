using System.Numerics;
using System.Runtime.InteropServices;
using LossGen.Simd;
using LossGen.Tests.Passes;

namespace LossGen.Tests.Contractions;

/// <summary>Products of matrices against the three loops in double.</summary>
[Collection(nameof(RuntimeSettings))]
public sealed class MatrixProductTests
{
    private delegate void Product<T>(Matrix<T> a, Matrix<T> b, Matrix<T> c, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private static readonly Layout[] Layouts = Enum.GetValues<Layout>();

    [Fact]
    public void Small_products_of_all_layouts_are_the_sums()
    {
        var random = new Random(1);
        for (int run = 0; run < 1500; run++)
        {
            (int rows, int columns, int depth) = (random.Next(1, 70), random.Next(1, 80), random.Next(1, 40));
            (Layout a, Layout b, Layout c) = (Any(random), Any(random), Any(random));
            Check<float>(Matrix<float>.Multiply, random, rows, columns, depth, a, b, c, run % 2 == 0);
            Check<double>(Matrix<double>.Multiply, random, rows, columns, depth, a, b, c, run % 2 == 0);
        }
    }

    [Fact]
    public void Sides_around_those_of_tiles_and_blocks_are_the_sums()
    {
        var random = new Random(2);
        int[] sides = [1, 2, 3, 6, 7, 8, 13, 14, 15, 16, 17, 29, 32, 33, 64, 65], depths = [1, 2, 15, 16, 17, 255, 256, 257, 511, 512, 513, 1100];
        for (int run = 0; run < 300; run++)
        {
            (int rows, int columns, int depth) = (Of(sides), Of(sides), Of(depths));
            Check<float>(Matrix<float>.Multiply, random, rows, columns, depth, Any(random), Any(random), Any(random), run % 2 == 0);
            Check<double>(Matrix<double>.Multiply, random, rows, columns, depth, Any(random), Any(random), Any(random), run % 2 == 0);
        }

        int Of(int[] choices) => choices[random.Next(choices.Length)];
    }

    [Theory]
    [InlineData(230, 50, 600)]
    [InlineData(40, 1100, 520)]
    [InlineData(1000, 20, 530)]
    [InlineData(1, 3000, 700)]
    [InlineData(3000, 1, 700)]
    [InlineData(5, 4, 5000)]
    [InlineData(1, 1, 20_000)]
    public void Products_of_several_blocks_are_the_sums(int rows, int columns, int depth)
    {
        var random = new Random(3);
        foreach (Layout layout in Layouts)
        {
            Check<float>(Matrix<float>.Multiply, random, rows, columns, depth, layout, Any(random), Any(random), accumulate: true);
            Check<double>(Matrix<double>.Multiply, random, rows, columns, depth, Any(random), layout, Layout.Rows, accumulate: false);
        }
    }

    [Fact]
    public void Registers_of_every_size_give_the_sums()
    {
        var random = new Random(4);
        for (int run = 0; run < 200; run++)
        {
            (int rows, int columns, int depth) =
                (random.Next(1, 50), random.Next(1, 50), run % 5 == 0 ? random.Next(500, 1300) : random.Next(1, 40));
            (Layout a, Layout b, Layout c) = (Any(random), Any(random), Any(random));
            Check<float>(Matrix<float>.MultiplyWith<Lanes128<float>>, random, rows, columns, depth, a, b, c, run % 2 == 0);
            Check<float>(Matrix<float>.MultiplyWith<Lanes256<float>>, random, rows, columns, depth, a, b, c, run % 2 == 0);
            Check<float>(Matrix<float>.MultiplyWith<Lanes512<float>>, random, rows, columns, depth, a, b, c, run % 2 == 0);
            Check<double>(Matrix<double>.MultiplyWith<Lanes128<double>>, random, rows, columns, depth, a, b, c, run % 2 == 0);
            Check<double>(Matrix<double>.MultiplyWith<Lanes256<double>>, random, rows, columns, depth, a, b, c, run % 2 == 0);
            Check<double>(Matrix<double>.MultiplyWith<Lanes512<double>>, random, rows, columns, depth, a, b, c, run % 2 == 0);
        }
    }

    [Fact]
    public void A_depth_of_nothing_gives_zeros_or_leaves_what_was()
    {
        foreach (Layout layout in Layouts)
        {
            foreach ((int rows, int columns) in ((int, int)[])[(3, 50), (20, 2), (33, 33)])
            {
                var c = new Matrix<float>(rows, columns, layout).Filled(new Random(5));
                float[] before = [.. c.Elements];
                Matrix<float>.Multiply(new(rows, 0, Layout.Rows), new(0, columns, Layout.Rows), c, accumulate: true);
                Assert.True(SameBits(before, c.Elements));
                Check<float>(Matrix<float>.Multiply, new Random(6), rows, columns, 0, Layout.Rows, Layout.Rows, layout, accumulate: false);
            }
        }
    }

    [Fact]
    public void A_product_without_rows_or_columns_writes_nothing()
    {
        foreach ((int rows, int columns) in ((int, int)[])[(0, 5), (5, 0), (0, 0)])
        {
            var c = new Matrix<float>(5, 5, Layout.Rows).Filled(new Random(7));
            float[] before = [.. c.Elements];
            Matrix<float>.Multiply(new(rows, 9, Layout.Rows), new(9, columns, Layout.Rows), c, accumulate: false);
            Assert.True(SameBits(before, c.Elements));
        }
    }

    [Theory]
    [InlineData(40, 50, 20)]
    [InlineData(3, 100, 700)]
    [InlineData(100, 3, 700)]
    [InlineData(20, 20, 1400)]
    [InlineData(1, 1, 1000)]
    public void Not_a_number_and_infinities_are_as_in_the_plain_sum(int rows, int columns, int depth)
    {
        var random = new Random(8);
        float[] special = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f];
        for (int run = 0; run < 30; run++)
        {
            Matrix<float> a = new Matrix<float>(rows, depth, Any(random)).Filled(random);
            Matrix<float> b = new Matrix<float>(depth, columns, Any(random)).Filled(random);
            for (int i = 0; i < 3; i++)
            {
                a[random.Next(rows), random.Next(depth)] = special[random.Next(special.Length)];
                b[random.Next(depth), random.Next(columns)] = special[random.Next(special.Length)];
            }

            var c = new Matrix<float>(rows, columns, Any(random));
            Matrix<float>.Multiply(a, b, c, accumulate: false);
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    float sum = 0, size = 0;
                    for (int k = 0; k < depth; k++)
                    {
                        sum = MathF.FusedMultiplyAdd(a[i, k], b[k, j], sum);
                        size += MathF.Abs(a[i, k] * b[k, j]);
                    }

                    bool isSame = float.IsFinite(sum) ? MathF.Abs(sum - c[i, j]) <= 1e-5f * size : sum.Equals(c[i, j]);
                    Assert.True(isSame, $"{c[i, j]}, not {sum}");
                }
            }
        }
    }

    [Fact]
    public void The_error_does_not_grow_with_the_depth()
    {
        // All terms alike and positive, which drifts most: a plain sum of a million in float is off by a thousandth and more.
        const int Depth = 1_000_000;
        var a = new Matrix<float>(1, Depth, Layout.Rows);
        var b = new Matrix<float>(Depth, 20, Layout.Columns);
        Array.Fill(a.Elements, 0.1f);
        Array.Fill(b.Elements, 1f);
        var c = new Matrix<float>(1, 20, Layout.Rows);
        Matrix<float>.Multiply(a, b, c, accumulate: false);
        for (int j = 0; j < 20; j++)
            Assert.Equal(0.1f * (double)Depth, c[0, j], 1e-5 * 0.1 * Depth);
    }

    [Theory]
    [InlineData(300, 500, 700)]
    [InlineData(128, 4000, 1200)]
    [InlineData(4000, 128, 64)]
    [InlineData(1, 5000, 400)]
    [InlineData(5000, 3, 400)]
    [InlineData(129, 1000, 513)]
    [InlineData(129, 700, 300)]
    public void Threads_do_not_change_the_bits(int rows, int columns, int depth)
    {
        var random = new Random(9);
        foreach (Layout layout in (Layout[])[Layout.Rows, Layout.Columns])
        {
            Matrix<float> a = new Matrix<float>(rows, depth, layout).Filled(random);
            Matrix<float> b = new Matrix<float>(depth, columns, layout).Filled(random);
            float[] expected = OnThreads(a, b, 1);
            foreach (int threads in (int[])[1, 2, 2, 3, 7, 64])
                Assert.True(SameBits(expected, OnThreads(a, b, threads)));
        }

        float[] OnThreads(Matrix<float> a, Matrix<float> b, int threads)
        {
            var c = new Matrix<float>(rows, columns, Layout.Rows);
            RuntimeSettings.WithThreads(threads, () => Matrix<float>.Multiply(a, b, c, accumulate: false));
            return c.Elements;
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(16, 16, 16)]
    [InlineData(1, 3000, 500)]
    [InlineData(300, 300, 600)]
    public void Calls_allocate_nothing(int rows, int columns, int depth)
    {
        var random = new Random(10);
        Matrix<float> a = new Matrix<float>(rows, depth, Layout.Rows).Filled(random);
        Matrix<float> b = new Matrix<float>(depth, columns, Layout.Rows).Filled(random);
        var c = new Matrix<float>(rows, columns, Layout.Rows);
        for (int warmUp = 0; warmUp < 5; warmUp++)
            Matrix<float>.Multiply(a, b, c, accumulate: false);

        // The queue of the thread pool grows now and then while the machine is busy; the calls themselves allocate nothing.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 4; i++)
                Matrix<float>.Multiply(a, b, c, accumulate: false);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static void Check<T>(
        Product<T> product, Random random, int rows, int columns, int depth, Layout layoutA, Layout layoutB, Layout layoutC,
        bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrix<T> a = new Matrix<T>(rows, depth, layoutA).Filled(random), b = new Matrix<T>(depth, columns, layoutB).Filled(random);
        var c = new Matrix<T>(rows, columns, layoutC);
        if (accumulate)
            c.Filled(random);
        Matrix<T> before = c.Copy();
        product(a, b, c, accumulate);

        // The bound of a sum of 512 products, and a few roundings more.
        double precision = 550 * (typeof(T) == typeof(float) ? Math.ScaleB(1, -24) : Math.ScaleB(1, -53));
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double sum = accumulate ? double.CreateTruncating(before[i, j]) : 0, size = Math.Abs(sum);
                for (int k = 0; k < depth; k++)
                {
                    double term = double.CreateTruncating(a[i, k]) * double.CreateTruncating(b[k, j]);
                    sum += term;
                    size += Math.Abs(term);
                }

                double actual = double.CreateTruncating(c[i, j]);
                Assert.True(
                    Math.Abs(sum - actual) <= precision * size,
                    $"{rows} x {columns} x {depth}, {layoutA} {layoutB} {layoutC}: [{i}, {j}] is {actual}, not {sum}");
                c[i, j] = before[i, j];
            }
        }

        Assert.True(SameBits(before.Elements, c.Elements), "Something was written outside of c.");
    }

    private static Layout Any(Random random) => Layouts[random.Next(Layouts.Length)];

    private static bool SameBits<T>(T[] expected, T[] actual)
        where T : unmanaged => MemoryMarshal.AsBytes(expected.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(actual.AsSpan()));
}
