namespace LossGen.Gpu;

/// <summary>
/// Chooses between the CPU and a device for calls with <see cref="LossDevice.Auto"/>, and says why. What a call moves and computes is known when the
/// loss is compiled, up to its extents; how fast the machine does so is measured (<see cref="MachineProfile"/>).
/// </summary>
public static class LossDispatch
{
    /// <summary>The share of a device's memory that a call may ask for.</summary>
    private const double UsableMemory = 0.8;

    /// <summary>Additions that a thread of the CPU makes before a device has answered at all.</summary>
    private const double SmallWork = 100_000;

    [ThreadStatic]
    private static Explanation? explaining;

    /// <summary>Says where a call would run, without making it.</summary>
    /// <param name="call">Calls a loss with the device that it is handed: <c>auto => MyLosses.InfoNce(auto, a, b)</c>. It ends where the loss would begin.</param>
    /// <param name="device">The device to compare with; the default one where it is left out.</param>
    /// <exception cref="ArgumentNullException">There is no call.</exception>
    /// <exception cref="ArgumentException">It does not call a loss with the device.</exception>
    public static DispatchChoice Explain(Action<LossDevice> call, LossDevice? device = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        Explanation? outer = explaining;
        var explanation = new Explanation(Real(device));
        explaining = explanation;
        try
        {
            call(LossDevice.Auto);
        }
        catch (Explained)
        {
        }
        finally
        {
            explaining = outer;
        }

        return explanation.Choice ?? throw new ArgumentException("The call is to call a loss with the device that it is handed.", nameof(call));
    }

    /// <summary>
    /// Says where a loss along one axis would run. For a loss over several axes this is an upper bound of what is moved, since each position of the
    /// innermost loops is counted as if it had elements of its own: <see cref="Explain(Action{LossDevice}, LossDevice?)"/> counts extents.
    /// </summary>
    /// <param name="info">The loss: <c>MyLosses.MseInfo</c>.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="withGradient">Whether it is the gradient that is wanted.</param>
    /// <param name="device">The device to compare with; the default one where it is left out.</param>
    /// <param name="liesOnDevice">Whether the tensors lie in the memory of the device already.</param>
    /// <exception cref="ArgumentNullException">There is no loss.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static DispatchChoice Explain(LossInfo info, long count, bool withGradient = false, LossDevice? device = null, bool liesOnDevice = false)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        LossCost cost = withGradient ? info.GradientCost : info.Cost;
        double elements = count;
        var work = new LossWork(
            elements * cost.BytesPerElement, elements * cost.WorkPerElement, elements * cost.DoubleWorkPerElement, elements * cost.ReadPerElement,
            elements * cost.WrittenPerElement, KernelsOf(cost.Passes));
        return Choose(work, Real(device), liesOnDevice);
    }

    /// <summary>Whether an emitted overload leaves its call to the CPU; called by emitted code.</summary>
    /// <exception cref="ArgumentNullException">There is no device.</exception>
    public static bool PrefersCpu(LossDevice device, in LossWork work)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (!device.IsAuto)
            return false;
        if (explaining is { } explanation)
        {
            explanation.Choice = Choose(work, explanation.Device, liesOnDevice: false);
            throw new Explained();
        }

        // Measuring takes seconds: it is done for calls only whose answer depends on it.
        if (Real(null) is not { } actual || !Fits(work, actual) || (actual.KnownProfile is null && IsPlainlyForCpu(work)))
            return true;
        var estimate = new DispatchEstimate(work, actual.Profile, liesOnDevice: false);
        return estimate.Cpu <= estimate.Device;
    }

    /// <summary>Small calls, and those with less than an addition for each byte that would be copied: the CPU is done sooner than the copies.</summary>
    private static bool IsPlainlyForCpu(in LossWork work)
    {
        double operations = work.Operations + work.DoubleOperations;
        return operations < SmallWork || operations <= work.Received + work.Returned;
    }

    /// <summary>A pass, what adds up its totals, and what forms the results.</summary>
    private static int KernelsOf(int passes) => (2 * passes) + 1;

    private static LossDevice? Real(LossDevice? device) =>
        device is { IsAuto: false } ? device : LossDevice.TryGetDefault(out LossDevice? known) ? known : null;

    private static bool Fits(in LossWork work, LossDevice device) => work.Received + work.Returned <= UsableMemory * device.Memory;

    private static DispatchChoice Choose(in LossWork work, LossDevice? device, bool liesOnDevice)
    {
        if (device is null)
            return WithoutComparison(work, null, "CPU: this machine has no device of CUDA or OpenCL.");
        if (!Fits(work, device))
        {
            return WithoutComparison(
                work, device, $"CPU: {ByteText.Bytes(work.Received + work.Returned)} of tensors do not fit the {ByteText.Bytes(device.Memory)} of {device.Name}.");
        }

        var estimate = new DispatchEstimate(work, device.Profile, liesOnDevice);
        return new DispatchChoice
        {
            IsForCpu = estimate.Cpu <= estimate.Device,
            Device = device,
            Work = work,
            CpuTime = TimeSpan.FromSeconds(estimate.Cpu),
            DeviceTime = TimeSpan.FromSeconds(estimate.Device),
            Text = estimate.Text(device.Name),
        };
    }

    private static DispatchChoice WithoutComparison(in LossWork work, LossDevice? device, string text) => new()
    {
        IsForCpu = true,
        Device = device,
        Work = work,
        CpuTime = default,
        DeviceTime = default,
        Text = text,
    };

    private sealed class Explanation(LossDevice? device)
    {
        public LossDevice? Device => device;

        public DispatchChoice? Choice { get; set; }
    }

    /// <summary>Ends a call that was only to be explained.</summary>
    private sealed class Explained : Exception;
}
