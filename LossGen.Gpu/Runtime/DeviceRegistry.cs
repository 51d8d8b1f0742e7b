using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace LossGen.Gpu;

/// <summary>The one context of ILGPU in which devices are opened, and the devices that it offers.</summary>
internal static class DeviceRegistry
{
    private static readonly Lock Changing = new();
    private static Context? context;
    private static LossDevice[]? all;

    public static IReadOnlyList<LossDevice> All
    {
        get
        {
            lock (Changing)
                return all ??= [.. Offered().Select(LossDevice.Of)];
        }
    }

    public static Accelerator Open(ILGPU.Runtime.Device device)
    {
        lock (Changing)
        {
            // The device may be one of a context that was given up.
            Context current = Current();
            return Offered().First(candidate => candidate.Equals(device)).CreateAccelerator(current);
        }
    }

    /// <summary>Puts a fresh device in the place of one that was disposed.</summary>
    public static void Forget(LossDevice device, ILGPU.Runtime.Device? offered)
    {
        lock (Changing)
        {
            int place = all is null ? -1 : Array.IndexOf(all, device);
            if (place < 0)
                return;

            // Lists that were handed out stay as they are.
            all = [.. all!];
            all[place] = LossDevice.Of(offered!);
        }
    }

    /// <summary>Gives the context up: after a compilation that failed ILGPU does not compile others reliably. Devices that are open stay so.</summary>
    public static void GiveUp(Context failed)
    {
        lock (Changing)
        {
            if (ReferenceEquals(failed, context))
                context = null;
        }
    }

    private static Context Current() => context ??= Context.Create(builder => builder.DefaultCPU().Cuda().OpenCL().EnableAlgorithms());

    /// <summary>The best first.</summary>
    private static IEnumerable<ILGPU.Runtime.Device> Offered() => Current().Devices
        .OrderBy(device => device.AcceleratorType switch { AcceleratorType.Cuda => 0, AcceleratorType.OpenCL => 1, _ => 2 })
        .ThenBy(device => device is CLDevice { DeviceType: not CLDeviceType.CL_DEVICE_TYPE_GPU } ? 1 : 0)
        .ThenByDescending(device => device.MemorySize);
}
