using System.Numerics;
using LossGen.Nests;
using LossGen.Passes;
using LossGen.Simd;
using LossGen.Tests.Passes;

namespace LossGen.Tests.Nests;

/// <summary>Rows that a team of threads shares: who does what, how often, and what happens where one fails.</summary>
[Collection(nameof(RuntimeSettings))]
public sealed class TeamRunnerTests
{
    private static readonly int[] Threads = [1, 2, 3, 8, 100];

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 16)]
    [InlineData(1, 17)]
    [InlineData(3, 1023)]
    [InlineData(2, 1024)]
    [InlineData(2, 1025)]
    [InlineData(15, 5000)]
    public void Every_position_is_visited_once_and_every_member_knows_the_sum(int rows, int length)
    {
        foreach (int threads in Threads)
        {
            int[] visits = new int[rows * length], stores = new int[rows];
            Sums totals = default;
            RuntimeSettings.WithThreads(threads, () => totals = Run(visits, stores, rows, length, failAt: -1));
            Assert.All(visits, count => Assert.Equal(2, count));
            Assert.All(stores, count => Assert.Equal(1, count));
            Assert.Equal(rows * (((double)length * (length + 1) / 2) + 1), totals.Sum.Value);
        }
    }

    [Fact]
    public void Sums_of_exponentials_are_merged_as_if_they_had_been_formed_in_one_trip()
    {
        double[][] parts = [[], [0], [double.NegativeInfinity], [1e30], [-1e30], [700, 710], [double.PositiveInfinity], [double.NaN], [3, 4, 5]];
        foreach (double[] first in parts)
        {
            foreach (double[] second in parts)
            {
                OnlineSum expected = Formed([.. first, .. second]), merged = new(), a = Formed(first), b = Formed(second);
                merged.Add(a.Largest, a.Sum);
                merged.Add(b.Largest, b.Sum);
                Assert.Equal(expected.Shift, merged.Shift);
                Assert.True(
                    expected.Sum.Equals(merged.Sum) || Math.Abs(expected.Sum - merged.Sum) <= 1e-12 * expected.Sum, $"{merged.Sum}, not {expected.Sum}");
            }
        }

        static OnlineSum Formed(double[] values)
        {
            var online = new OnlineSum();
            foreach (double value in values)
                online.Add(Math.Exp(value - online.Raise(value)));
            return online;
        }
    }

    [Fact]
    public void What_a_member_throws_reaches_the_caller_and_nobody_waits_for_it()
    {
        foreach (int threads in Threads)
        {
            for (int round = 0; round < 20; round++)
            {
                int[] visits = new int[5000], stores = new int[1];
                RuntimeSettings.WithThreads(threads, () =>
                    Assert.Throws<InvalidOperationException>(() => Run(visits, stores, 1, 5000, failAt: round * 250)));
            }
        }
    }

    private static Sums Run(int[] visits, int[] stores, int rows, int length, int failAt)
    {
        var kernel = new Visits { Seen = visits, Stored = stores, Length = length, FailAt = failAt };
        return TeamRunner.Run<double, Sums, Visits>(ref kernel, rows, 1e9);
    }

    private struct Sums : ITotals<Sums>
    {
        public SumTotal Sum;

        public void Add(in Sums later) => Sum.Add(in later.Sum);
    }

    /// <summary>Sums 1, 2, ... along a row in one loop, and checks in the next that the sum is known.</summary>
    private ref struct Visits : ISharedRows<double, Sums>
    {
        public int[] Seen;
        public int[] Stored;
        public int Length;
        public int FailAt;

        public static int OutputCount => 0;

        public static int Loops => 2;

        public static int Places => 1;

        public readonly bool IsDense => true;

        public readonly ref double Output(int index) => throw new NotSupportedException();

        public readonly void Run<V, S>(nint start, nint end, ref Sums totals)
            where V : struct, ISimd<V, double>
            where S : struct, IStrides => Run<V, S, Alone>(start, end, default, ref totals);

        public readonly void Run<V, S, W>(nint start, nint end, W team, ref Sums totals)
            where V : struct, ISimd<V, double>
            where S : struct, IStrides
            where W : struct, ITeam
        {
            for (nint n = start; n < end; n++)
            {
                double part;
                Slice slice = team.Draw(0, Length);
                do
                {
                    part = 0;
                    for (nint c = slice.First; c < slice.End; c++)
                        part += Visit((n * Length) + c, c);
                    team.Keep(in slice, 0, part);
                } while (team.Next(0, ref slice));
                double sum = team.Merge<SumTotal>(in slice, 0, part);
                if (team.IsLeader)
                    Interlocked.Increment(ref Stored[n]);
                slice = team.Draw(1, Length);
                do
                {
                    for (nint c = slice.First; c < slice.End && sum == (double)Length * (Length + 1) / 2; c++)
                        Visit((n * Length) + c, c);
                } while (team.Next(1, ref slice));
                totals.Sum.Add(sum + 1);
            }
        }

        private readonly double Visit(nint at, nint c)
        {
            if (at == FailAt)
                throw new InvalidOperationException();
            Interlocked.Increment(ref Seen[at]);
            return c + 1;
        }
    }
}
