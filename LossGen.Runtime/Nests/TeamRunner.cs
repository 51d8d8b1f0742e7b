using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Passes;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>
/// Runs a nest with few rows and much work in each: row after row, each shared by a team of threads. Whether that is done, and the slices,
/// depend on the extents only, and parts are merged in order: the bits do not depend on the number of threads. Other nests go to the
/// <see cref="NestRunner"/>.
/// </summary>
public static class TeamRunner
{
    /// <summary>As many rows keep the threads busy by themselves.</summary>
    private const int ManyRows = 16;

    /// <summary>Rows with less work, in additions, are not shared; tests lower it.</summary>
    internal static double SharedWork { get; set; } = PassRunner.ParallelWork;

    /// <summary>Runs the nest and returns its totals.</summary>
    /// <param name="nest">The kernel.</param>
    /// <param name="extent">The extent of the outermost axis.</param>
    /// <param name="work">The work of one position, in additions.</param>
    public static unsafe TTotals Run<T, TTotals, TNest>(ref TNest nest, nint extent, double work)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, ISharedRows<T, TTotals>, allows ref struct
    {
        if (extent >= ManyRows || work < SharedWork)
            return NestRunner.Run<T, TTotals, TNest>(ref nest, extent, work);

        // Members read the kernel, a ref struct, from the caller's stack frame, which outlives them: the collector sees and updates it there.
#pragma warning disable CS8500
        fixed (TNest* shared = &nest)
#pragma warning restore CS8500
        {
            var rows = new SharedRows<T, TTotals, TNest>((nint)shared);
            return NestRunner.Run<T, TTotals, SharedRows<T, TTotals, TNest>>(ref rows, extent, work, isSerial: true);
        }
    }

    /// <summary>The nest as one that takes its rows one after the other and runs each with a team.</summary>
    private readonly unsafe struct SharedRows<T, TTotals, TNest>(nint nest) : INest<T, TTotals>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, ISharedRows<T, TTotals>, allows ref struct
    {
        public static int OutputCount => TNest.OutputCount;

        public bool IsDense => At(nest).IsDense;

        public ref T Output(int index) => ref At(nest).Output(index);

        public void Run<V, S>(nint start, nint end, ref TTotals totals)
            where V : struct, ISimd<V, T>
            where S : struct, IStrides
        {
            int members = Math.Min(LossRuntime.MaxDegreeOfParallelism, Member.MaxSlices);
            int* drawn = stackalloc int[TNest.Loops], done = stackalloc int[TNest.Loops];
            double* parts = stackalloc double[TNest.Places * Member.MaxSlices];
            var row = new TeamRow { Drawn = drawn, Done = done, Parts = parts };
            for (nint n = start; n < end; n++)
            {
                new Span<int>(drawn, TNest.Loops).Clear();
                new Span<int>(done, TNest.Loops).Clear();
                var context = new RowContext { Nest = nest, Row = &row, Position = n };
                WorkSharing.Run(&RunMember<V, S>, (nint)(&context), members, members);
                totals.Add(in context.Totals);
            }
        }

        private static void RunMember<V, S>(nint address, int member)
            where V : struct, ISimd<V, T>
            where S : struct, IStrides
        {
            ref RowContext context = ref *(RowContext*)address;
            var totals = default(TTotals);
            bool isLeader = member == 0;
            try
            {
                At(context.Nest).Run<V, S, Member>(context.Position, context.Position + 1, new Member(context.Row, isLeader), ref totals);
            }
            catch
            {
                Volatile.Write(ref context.Row->HasFailed, 1);
                throw;
            }

            if (isLeader)
                context.Totals = totals;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
#pragma warning disable CS8500
        private static ref TNest At(nint nest) => ref *(TNest*)nest;
#pragma warning restore CS8500

        private struct RowContext
        {
            public nint Nest;
            public TeamRow* Row;
            public nint Position;
            public TTotals Totals;
        }
    }
}
