using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>
/// A device that losses run on: <c>MyLosses.Mse(device, p, y)</c> takes host arrays, <c>MyLosses.Mse(device.Stream, pView, yView, lossView)</c> views of
/// its memory. It is opened at its first use and holds the kernels and buffers that calls need until it is disposed. All members can be used by
/// several threads at a time.
/// </summary>
public sealed partial class LossDevice : IDisposable
{
    private readonly Lock opening = new(), readingFile = new(), measuring = new();
    private readonly ILGPU.Runtime.Device? offered;
    private readonly bool isOwner;
    private readonly HostCallPool calls;
    private Accelerator? accelerator;
    private AcceleratorStream? stream;
    private MachineProfile? profile;
    private bool isFileRead;
    private bool isDisposed;

    private LossDevice(LossDeviceKind kind, string name, long memory, ILGPU.Runtime.Device? offered, Accelerator? accelerator)
    {
        (Kind, Name, Memory) = (kind, name, memory);
        this.offered = offered;
        this.accelerator = accelerator;
        isOwner = accelerator is null;
        calls = new HostCallPool(this);
    }

    /// <summary>The name that the driver gives it.</summary>
    public string Name { get; }

    /// <summary>What it is driven by.</summary>
    public LossDeviceKind Kind { get; }

    /// <summary>Its memory in bytes; 0 for <see cref="Auto"/>.</summary>
    public long Memory { get; }

    /// <summary>
    /// Whether overloads for host spans wait for what the kernels found and throw where an index lies outside of its axis, as on the CPU. Without, such
    /// an element counts as 0; the call saves the way of some bytes from the device. True at first.
    /// </summary>
    public bool ChecksIndices { get; set; } = true;

    /// <summary>Whether it is <see cref="Auto"/>.</summary>
    public bool IsAuto => Kind == LossDeviceKind.Auto;

    /// <summary>The accelerator of ILGPU, opened if it is not yet.</summary>
    /// <exception cref="ObjectDisposedException">The device is disposed, or the accelerator that it was made of.</exception>
    /// <exception cref="InvalidOperationException">It is <see cref="Auto"/>, which is no device.</exception>
    /// <exception cref="LossDeviceException">The driver does not open it.</exception>
    public Accelerator Accelerator
    {
        get
        {
            Accelerator? open = Volatile.Read(ref accelerator);
            if (open is null || isDisposed || open.IsDisposed)
                open = Open();
            return open;
        }
    }

    /// <summary>A stream for calls with views. It is the device's own and goes with it.</summary>
    /// <inheritdoc cref="Accelerator" path="/exception"/>
    public AcceleratorStream Stream
    {
        get
        {
            Accelerator open = Accelerator;
            lock (opening)
                return stream ??= open.CreateStream();
        }
    }

    /// <summary>
    /// How fast the machine and the device are, which <see cref="LossDispatch"/> chooses by; of <see cref="Auto"/> that of the default device. It is measured
    /// when it is first asked for, unless an earlier program has left it in the user's file (LOSSGEN_PROFILE names another file, or "none"). Assign one
    /// to choose by other figures.
    /// </summary>
    /// <exception cref="LossDeviceException">The device failed, or there is none.</exception>
    public MachineProfile Profile
    {
        get
        {
            if (IsAuto)
                return Default.Profile;
            if (KnownProfile is { } known)
                return known;
            lock (measuring)
                return profile ??= Measure();
        }

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (IsAuto)
                Default.Profile = value;
            else
                Volatile.Write(ref profile, value);
        }
    }

    /// <summary>The kernels that are compiled for the device, and the time that this took.</summary>
    public (int Count, TimeSpan Time) CompiledKernels => Volatile.Read(ref accelerator) is { } open ? KernelCache.Compiled(open) : default;

    /// <summary>
    /// Compiles the kernels of a loss before they are needed: calls it once, with what is given, and says how long this took. The first call of a loss
    /// on a device compiles its kernels, whatever the sizes of its arguments; small ones suffice here.
    /// </summary>
    /// <param name="call">Calls the losses on the device that it is handed: <c>d => MyLosses.Mse(d, sample, sample)</c>.</param>
    /// <returns>The kernels that were compiled, the time of compiling them, and the time of the call with it.</returns>
    /// <exception cref="ArgumentNullException">There is no call.</exception>
    public Warmup Warmup(Action<LossDevice> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        (int count, TimeSpan time) = CompiledKernels;
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        call(this);
        TimeSpan total = System.Diagnostics.Stopwatch.GetElapsedTime(start);
        (int countAfter, TimeSpan timeAfter) = CompiledKernels;
        return new Warmup(countAfter - count, timeAfter - time, total);
    }

    /// <summary>Frees its kernels and buffers, and closes the accelerator unless the user made it. <see cref="All"/> offers the device again.</summary>
    public void Dispose()
    {
        if (IsAuto)
            return;
        lock (opening)
        {
            if (isDisposed)
                return;
            isDisposed = true;
            if (accelerator is { IsDisposed: false } open)
            {
                calls.Dispose();
                Quietly(() => stream?.Dispose());
                if (isOwner)
                    Quietly(open.Dispose);
            }
        }

        DeviceRegistry.Forget(this, offered);
    }

    /// <summary>The name, what it is driven by, and its memory.</summary>
    public override string ToString() => Kind switch
    {
        LossDeviceKind.Auto => Name,
        LossDeviceKind.Emulator => $"{Name} ({Kind})",
        _ => $"{Name} ({Kind}, {ByteText.Bytes(Memory)})",
    };

    internal HostCallPool Calls => calls;

    /// <summary>The profile, where it was measured, assigned or kept in the file; null where it would have to be measured.</summary>
    internal MachineProfile? KnownProfile
    {
        get
        {
            if (Volatile.Read(ref profile) is { } known)
                return known;
            lock (readingFile)
            {
                if (!isFileRead)
                    Interlocked.CompareExchange(ref profile, ProfileFile.Read(Name), null);
                isFileRead = true;
                return profile;
            }
        }
    }

    /// <summary>Frees something of a device that may be lost: what its driver has to say about that helps nobody.</summary>
    internal static void Quietly(Action free)
    {
        try
        {
            free();
        }
        catch (Exception exception) when (DeviceFailure.IsOne(exception) || exception is ObjectDisposedException)
        {
        }
    }

    private MachineProfile Measure()
    {
        MachineProfile measured = MachineProfile.Measure(this);
        ProfileFile.Write(measured);
        return measured;
    }

    private Accelerator Open()
    {
        if (IsAuto)
            throw new InvalidOperationException("LossDevice.Auto chooses for each call; it has no accelerator of its own. Use LossDevice.Default.");
        lock (opening)
        {
            ObjectDisposedException.ThrowIf(isDisposed || accelerator is { IsDisposed: true }, this);
            try
            {
                return accelerator ??= DeviceRegistry.Open(offered!);
            }
            catch (Exception exception) when (DeviceFailure.IsOne(exception))
            {
                throw new LossDeviceException(LossDeviceError.DeviceLost, $"'{Name}' cannot be opened: {exception.Message}", exception);
            }
        }
    }
}

/// <summary>What the first call of a loss on a device took.</summary>
/// <param name="Kernels">The kernels that were compiled; 0 where all were known.</param>
/// <param name="Compiling">The time of compiling them.</param>
/// <param name="Total">The time of the call, with it.</param>
public readonly record struct Warmup(int Kernels, TimeSpan Compiling, TimeSpan Total);
