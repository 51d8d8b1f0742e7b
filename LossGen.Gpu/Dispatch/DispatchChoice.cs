namespace LossGen.Gpu;

/// <summary>Where a call of a loss is expected to be faster, and why.</summary>
public sealed record DispatchChoice
{
    /// <summary>Whether the call is left to the CPU.</summary>
    public required bool IsForCpu { get; init; }

    /// <summary>The device that the CPU was compared with; null where there is none.</summary>
    public required LossDevice? Device { get; init; }

    /// <summary>What the call has to do.</summary>
    public required LossWork Work { get; init; }

    /// <summary>The estimated time on the CPU; zero where there is nothing to compare with.</summary>
    public required TimeSpan CpuTime { get; init; }

    /// <summary>The estimated time on the device, with the copies; zero where there is none.</summary>
    public required TimeSpan DeviceTime { get; init; }

    /// <summary>The choice in words: what is moved and computed, at which rates, and which of them decides.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
