using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LossGen.Passes;
using LossGen.Simd;

namespace LossGen.Nests;

/// <summary>
/// Runs a nest with short rows side by side, one in each lane: where lanes go along a row of ten elements, its edge, the sums over its lanes and what is
/// computed once a row take most of the time.
/// </summary>
public static unsafe class RowsInLanes
{
    /// <summary>Longer rows are run one after the other, in lanes along each; tests change it.</summary>
    internal static nint Longest { get; set; } = 32;

    /// <summary>Fewer rows do not fill the lanes; tests change it.</summary>
    internal static nint Fewest { get; set; } = Edge.MostLanes;

    /// <summary>Whether rows fill the lanes and are short.</summary>
    /// <param name="rows">How many there are.</param>
    /// <param name="length">The length of the longest.</param>
    /// <param name="reducesMuch">
    /// Whether several numbers are reduced along them; others have little to save but an edge, which pays where they do not fill a register.
    /// </param>
    public static bool AreShort(nint rows, nint length, bool reducesMuch = true) => rows >= Fewest && length <= (reducesMuch ? Longest : Longest / 8 * 3);

    /// <summary>Runs the nest and returns its totals.</summary>
    /// <param name="nest">The kernel.</param>
    /// <param name="extent">The extent of the outermost axis.</param>
    /// <param name="work">The work of one position, in additions.</param>
    public static TTotals Run<T, TTotals, TNest>(ref TNest nest, nint extent, double work)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, IRowsInLanes<T, TTotals>, allows ref struct
    {
        // The other nest reads the kernel, a ref struct, from the caller's stack frame, which outlives it: the collector sees and updates it there.
#pragma warning disable CS8500
        fixed (TNest* shared = &nest)
#pragma warning restore CS8500
        {
            var lanes = new SideBySide<T, TTotals, TNest>((nint)shared);
            return NestRunner.RunInLanes<T, TTotals, SideBySide<T, TTotals, TNest>>(ref lanes, extent, work);
        }
    }

    /// <summary>The nest in its second form.</summary>
    private readonly struct SideBySide<T, TTotals, TNest>(nint nest) : INest<T, TTotals>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TTotals : unmanaged, ITotals<TTotals>
        where TNest : struct, IRowsInLanes<T, TTotals>, allows ref struct
    {
        public static int OutputCount => TNest.OutputCount;

        public bool IsDense => true;

        public ref T Output(int index) => ref At(nest).Output(index);

        public void Run<V, S>(nint start, nint end, ref TTotals totals)
            where V : struct, ISimd<V, T>
            where S : struct, IStrides
        {
            bool isInHalves = typeof(T) == typeof(float) && TNest.IsMuchOfRows;
            if (isInHalves && typeof(V) == typeof(Lanes512<T>))
                At(nest).RunInLanes<Lanes256<T>, Lanes512<double>>(start, end, ref totals);
            else if (isInHalves && typeof(V) == typeof(Lanes256<T>))
                At(nest).RunInLanes<Lanes128<T>, Lanes256<double>>(start, end, ref totals);
            else if (typeof(V) == typeof(Lanes512<T>))
                RunWith<Lanes512<T>, Lanes512<double>>(start, end, ref totals);
            else if (typeof(V) == typeof(Lanes256<T>))
                RunWith<Lanes256<T>, Lanes256<double>>(start, end, ref totals);
            else
                RunWith<Lanes128<T>, Lanes128<double>>(start, end, ref totals);
        }

        /// <summary>A register of doubles has half as many lanes as one of floats.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void RunWith<V, D>(nint start, nint end, ref TTotals totals)
            where V : struct, ISimd<V, T>
            where D : struct, ISimd<D, double>
        {
            if (typeof(T) == typeof(double))
                At(nest).RunInLanes<V, D>(start, end, ref totals);
            else
                At(nest).RunInLanes<V, Pair<D>>(start, end, ref totals);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
#pragma warning disable CS8500
        private static ref TNest At(nint nest) => ref *(TNest*)nest;
#pragma warning restore CS8500
    }
}
