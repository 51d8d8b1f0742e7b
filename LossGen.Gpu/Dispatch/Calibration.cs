using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>Measures a device: copies, a kernel that only moves memory, and kernels that only compute. The shortest of some runs counts.</summary>
internal sealed unsafe class Calibration(LossDevice device) : IDisposable
{
    private const int Launches = 16, FewestElements = 4096;

    /// <summary>What a kernel has to take for its launch to be little of it.</summary>
    private const double WorthMeasuring = 2e-3;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(0.03);

    private readonly AcceleratorStream stream = device.Accelerator.CreateStream();
    private readonly StagedMemory first = new(device.Accelerator), second = new(device.Accelerator);

    // The emulator takes seconds for what others do in a millisecond.
    private readonly int bytes = device.Kind == LossDeviceKind.Emulator ? 64 * 1024 : 64 * 1024 * 1024;

    public MachineProfile Run()
    {
        try
        {
            first.Reserve(stream, bytes);
            second.Reserve(stream, bytes);
            double call = CallTime();
            return new MachineProfile
            {
                Device = device.Name,
                Processors = Environment.ProcessorCount,
                CpuBandwidth = CpuCalibration.Bandwidth(),
                CpuOperations = CpuCalibration.Operations<float>(),
                CpuDoubleOperations = CpuCalibration.Operations<double>(),
                HostToDevice = HostToDevice(),
                DeviceToHost = DeviceToHost(),
                DeviceBandwidth = 2.0 * bytes / Kernel(CalibrationKernels.Copy, new CalibrationKernels.Copying { From = Floats(first, bytes), To = Floats(second, bytes) }, bytes / 16),
                DeviceOperations = Operations<float>(CalibrationKernels.Exponentials, sizeof(float)),
                DeviceDoubleOperations = Operations<double>(CalibrationKernels.DoubleExponentials, sizeof(double)),
                CallTime = call,
                LaunchTime = LaunchTime(),
            };
        }
        catch (Exception exception) when (DeviceFailure.IsOne(exception))
        {
            throw DeviceFailure.Of(device.Accelerator, exception);
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        LossDevice.Quietly(stream.Dispose);
    }

    private CalibrationKernels.Copying Smallest => new() { From = Floats(first, 4 * sizeof(float)), To = Floats(second, 4 * sizeof(float)) };

    private static ArrayView<float> Floats(StagedMemory memory, long bytes) => memory.View<float>(bytes / sizeof(float));

    private double HostToDevice()
    {
        var host = new byte[bytes];
        return bytes / Shortest(() =>
        {
            fixed (byte* source = host)
                first.Upload(stream, source, bytes);
            stream.Synchronize();
        });
    }

    private double DeviceToHost()
    {
        var host = new byte[bytes];
        return bytes / Shortest(() =>
        {
            first.Fetch(stream, bytes);
            stream.Synchronize();
            fixed (byte* target = host)
                first.Read(target, bytes);
        });
    }

    private double CallTime()
    {
        return Shortest(() =>
        {
            float value = 1;
            first.Upload(stream, (byte*)&value, sizeof(float));
            second.Upload(stream, (byte*)&value, sizeof(float));
            Enqueue(CalibrationKernels.Copy, Smallest, 1);
            first.Fetch(stream, sizeof(float));
            second.Fetch(stream, sizeof(float));
            stream.Synchronize();
        });
    }

    private double LaunchTime() => Shortest(() =>
    {
        for (int launch = 0; launch < Launches; launch++)
            Enqueue(CalibrationKernels.Copy, Smallest, 1);
        stream.Synchronize();
    }) / Launches;

    /// <summary>With as many elements as fill the device; slow ones would take minutes for what a GPU does in a millisecond.</summary>
    private double Operations<T>(Action<CalibrationKernels.Computing<T>> kernel, int size)
        where T : unmanaged
    {
        long count = FewestElements;
        double seconds = Kernel(count);
        while (seconds < WorthMeasuring && count * 4 * size <= bytes)
        {
            count *= 4;
            seconds = Kernel(count);
        }

        return (double)count * CalibrationKernels.Rounds * CalibrationKernels.OperationsOfExp / seconds;

        double Kernel(long elements) => this.Kernel(kernel, new CalibrationKernels.Computing<T> { Values = first.View<T>(elements) }, elements);
    }

    private double Kernel<TCall>(Action<TCall> kernel, TCall call, long elements)
        where TCall : struct => Shortest(() =>
        {
            Enqueue(kernel, call, elements);
            stream.Synchronize();
        });

    private void Enqueue<TCall>(Action<TCall> kernel, TCall call, long elements)
        where TCall : struct
    {
        using var launch = DeviceLaunch.Begin(stream);
        launch.Run(kernel, call, launch.Elements(elements));
    }

    /// <summary>The seconds of the shortest run after one that compiles and allocates.</summary>
    private static double Shortest(Action run)
    {
        run();
        return Timing.Shortest(Settling, run);
    }
}
