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

    private DeviceFaults(AcceleratorStream stream)
    {
        slots = stream.Accelerator.Allocate1D<int>(MostChecks);
        Clear(stream);
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
        if (!OfStreams.TryGetValue(stream, out DeviceFaults? faults))
            return;
        int[] positions = faults.slots.View.BaseView.GetAsArray(stream);
        int number = Array.FindIndex(positions, position => position != int.MaxValue);
        if (number < 0)
            return;
        faults.Clear(stream);
        (string parameter, string axes, string what) = Checks[number];
        throw new ArgumentOutOfRangeException(
            parameter, $"The index at position {positions[number]} (counted through {axes}) lies outside of {what}.");
    }

    internal static DeviceFaults Of(AcceleratorStream stream) => OfStreams.GetValue(stream, static key => new DeviceFaults(key));

    private void Clear(AcceleratorStream stream)
    {
        var none = new int[MostChecks];
        Array.Fill(none, int.MaxValue);
        slots.View.BaseView.CopyFromCPU(stream, none);
        stream.Synchronize();
    }
}
