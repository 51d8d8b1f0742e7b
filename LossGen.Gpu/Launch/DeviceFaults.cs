using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>
/// Indices that lie outside of the axis that they index. A kernel cannot throw: it counts such an element as 0 and notes the position, and
/// <see cref="Check"/> throws once the stream has run that far. Whoever trusts the indices need not call it.
/// </summary>
public sealed class DeviceFaults
{
    /// <summary>The checks of a process that are told apart; later ones share a number.</summary>
    private const int MostChecks = 4096;

    private static readonly ConditionalWeakTable<AcceleratorStream, DeviceFaults> OfStreams = [];
    private static readonly List<(string Parameter, string Axes, string What)> Checks = [];

    private readonly MemoryBuffer1D<int, Stride1D.Dense> slots;

    // Where the host reads them; it does not move, since copies are enqueued.
    private readonly int[] positions = GC.AllocateArray<int>(MostChecks, pinned: true);

    private readonly AcceleratorStream stream;

    private DeviceFaults(AcceleratorStream stream)
    {
        this.stream = stream;
        slots = stream.Accelerator.Allocate1D<int>(MostChecks);
        Clear();
    }

    internal ArrayView<int> Slots => slots.View;

    /// <summary>The number of a check.</summary>
    /// <param name="parameter">The parameter that the index comes from.</param>
    /// <param name="axes">The axes that it varies over.</param>
    /// <param name="what">What it indexes.</param>
    public static int Number(string parameter, string axes, string what)
    {
        lock (Checks)
        {
            int known = Checks.IndexOf((parameter, axes, what));
            if (known >= 0 || Checks.Count == MostChecks)
                return known >= 0 ? known : MostChecks - 1;
            Checks.Add((parameter, axes, what));
            return Checks.Count - 1;
        }
    }

    /// <summary>Waits for the stream, and throws if an index of a call on it lay outside since the last check.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One did; the message says of which parameter and where.</exception>
    public static void Check(AcceleratorStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Synchronize();
        if (!OfStreams.TryGetValue(stream, out DeviceFaults? faults) || faults.Take() is not { } number)
            return;
        (string parameter, string axes, string what) = Checks[number];
        throw new ArgumentOutOfRangeException(
            parameter, $"The index at position {faults.positions[number]} (counted through {axes}) lies outside of {what}.");
    }

    /// <summary>Waits for the stream, and forgets what was noted.</summary>
    /// <returns>Whether anything was.</returns>
    internal static bool TakeAny(AcceleratorStream stream) => OfStreams.TryGetValue(stream, out DeviceFaults? faults) && faults.Take() is not null;

    internal static DeviceFaults Of(AcceleratorStream stream) => OfStreams.GetValue(stream, static key => new DeviceFaults(key));

    /// <summary>The number of a check that noted a position, if any did; all are cleared then.</summary>
    private int? Take()
    {
        int known;
        lock (Checks)
            known = Checks.Count;
        if (known == 0)
            return null;
        slots.View.BaseView.SubView(0, known).CopyToCPUUnsafeAsync(stream, ref positions[0], known);
        stream.Synchronize();
        int number = positions.AsSpan(0, known).IndexOfAnyExcept(int.MaxValue);
        if (number < 0)
            return null;
        Clear();
        return number;
    }

    private void Clear()
    {
        var none = new int[MostChecks];
        Array.Fill(none, int.MaxValue);
        slots.View.BaseView.CopyFromCPU(stream, none);
        stream.Synchronize();
    }
}
