namespace LossGen.Gpu;

/// <summary>How long a call takes on the CPU and on a device, by the rates of a profile.</summary>
internal readonly struct DispatchEstimate
{
    /// <summary>Below this a call stays on one thread of the CPU.</summary>
    private const double ParallelWork = 500_000;

    /// <summary>The steps of a recurrence that take as long as a kernel does however small it is.</summary>
    private const double StepsOfLaunch = 4;

    private readonly LossWork work;
    private readonly MachineProfile profile;
    private readonly bool liesOnDevice;

    public DispatchEstimate(in LossWork work, MachineProfile profile, bool liesOnDevice)
    {
        this.work = work;
        this.profile = profile;
        this.liesOnDevice = liesOnDevice;
    }

    /// <summary>Memory and arithmetic overlap: the slower one is what a call takes.</summary>
    public double Cpu => Math.Max(CpuMemory, CpuArithmetic) + (liesOnDevice ? Fetching : 0);

    public double Device => Math.Max(DeviceMemory, DeviceArithmetic) + Launching + (liesOnDevice ? 0 : Copying);

    private double CpuMemory => work.Bytes / profile.CpuBandwidth;

    private double CpuArithmetic => Arithmetic(profile.CpuOperations, profile.CpuDoubleOperations)
        * (work.Operations + work.DoubleOperations < ParallelWork ? profile.Processors : 1);

    private double DeviceMemory => work.Bytes / profile.DeviceBandwidth;

    private double DeviceArithmetic => Arithmetic(profile.DeviceOperations, profile.DeviceDoubleOperations);

    private double Copying => (work.Received / profile.HostToDevice) + (work.Returned / profile.DeviceToHost);

    /// <summary>Where the data lie on the device, the CPU would have to fetch them, and to send back what it wrote.</summary>
    private double Fetching => (work.Received / profile.DeviceToHost) + (work.Returned / profile.HostToDevice);

    private double Launching =>
        (liesOnDevice ? work.Kernels * profile.LaunchTime : profile.CallTime + ((work.Kernels - 1) * profile.LaunchTime)) + (work.Steps / StepsOfLaunch * profile.LaunchTime);

    public string Text(string device)
    {
        string choice = Cpu <= Device
            ? $"CPU: {ByteText.Time(Cpu)} against {ByteText.Time(Device)} on {device}"
            : $"{device}: {ByteText.Time(Device)} against {ByteText.Time(Cpu)} on the CPU";
        return $"""
            {choice}.
              CPU: {Moved(work.Bytes, profile.CpuBandwidth)} in memory; {Computed(CpuArithmetic)}{(liesOnDevice ? $"; {ByteText.Time(Fetching)} for copies from and to the device" : "")}; limited by {CpuLimit}.
              {device}: {(liesOnDevice ? "" : $"{Moved(work.Received, profile.HostToDevice)} to it; ")}{Moved(work.Bytes, profile.DeviceBandwidth)} in its memory; {Computed(DeviceArithmetic)}; {(liesOnDevice ? "" : $"{Moved(work.Returned, profile.DeviceToHost)} back; ")}{work.Kernels} kernels{(work.Steps > 0 ? $" with {ByteText.Count(work.Steps)} steps" : "")} {ByteText.Time(Launching)}; limited by {DeviceLimit}.
            """;
    }

    private string CpuLimit => liesOnDevice && Fetching > Math.Max(CpuMemory, CpuArithmetic) ? "the copies" : CpuMemory >= CpuArithmetic ? "memory" : "arithmetic";

    private string DeviceLimit
    {
        get
        {
            double copying = liesOnDevice ? 0 : Copying, largest = Math.Max(Math.Max(copying, Launching), Math.Max(DeviceMemory, DeviceArithmetic));
            return largest == copying ? "the copies" : largest == Launching ? "launching" : largest == DeviceMemory ? "memory" : "arithmetic";
        }
    }

    private double Arithmetic(double rate, double doubleRate) => (work.Operations / rate) + (work.DoubleOperations / doubleRate);

    private string Computed(double seconds) =>
        $"{ByteText.Count(work.Operations)} operations and {ByteText.Count(work.DoubleOperations)} in double = {ByteText.Time(seconds)}";

    private static string Moved(double bytes, double rate) => $"{ByteText.Bytes(bytes)} at {ByteText.Rate(rate)} = {ByteText.Time(bytes / rate)}";
}
