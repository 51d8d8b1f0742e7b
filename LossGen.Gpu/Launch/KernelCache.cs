using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>The compiled kernels of each accelerator, which go with it. The first call of a kernel compiles it.</summary>
internal static class KernelCache
{
    private static readonly ConditionalWeakTable<Accelerator, Kernels> OfAccelerators = [];

    /// <summary>How many kernels are compiled for an accelerator, and how long that took.</summary>
    public static (int Count, TimeSpan Time) Compiled(Accelerator accelerator) =>
        OfAccelerators.TryGetValue(accelerator, out Kernels? kernels) ? (kernels.Loaded.Count, kernels.Time) : default;

    /// <summary>What enqueues the kernel on a stream of the accelerator.</summary>
    public static Action<AcceleratorStream, KernelConfig, TCall> Get<TCall>(Accelerator accelerator, Action<TCall> kernel)
        where TCall : struct
    {
        Kernels kernels = OfAccelerators.GetValue(accelerator, static _ => new Kernels());
        return kernels.Loaded.TryGetValue(kernel, out Delegate? loaded)
            ? Unsafe.As<Action<AcceleratorStream, KernelConfig, TCall>>(loaded)
            : Load(accelerator, kernel, kernels);
    }

    /// <summary>Registers are shared out so that the largest group can be started, whatever the kernel.</summary>
    private static KernelSpecialization Specialization(Accelerator accelerator) =>
        accelerator.AcceleratorType == AcceleratorType.Cuda ? new KernelSpecialization(Device.LargestGroup, null) : KernelSpecialization.Empty;

    private static Action<AcceleratorStream, KernelConfig, TCall> Load<TCall>(Accelerator accelerator, Action<TCall> kernel, Kernels kernels)
        where TCall : struct
    {
        // ILGPU compiles one kernel at a time; without the lock two threads would compile this one twice.
        lock (kernels)
        {
            if (!kernels.Loaded.TryGetValue(kernel, out Delegate? loaded))
            {
                long start = Stopwatch.GetTimestamp();
                loaded = Compile(accelerator, kernel);
                kernels.Time += Stopwatch.GetElapsedTime(start);
                kernels.Loaded[kernel] = loaded;
            }

            return (Action<AcceleratorStream, KernelConfig, TCall>)loaded;
        }
    }

    private static Action<AcceleratorStream, KernelConfig, TCall> Compile<TCall>(Accelerator accelerator, Action<TCall> kernel)
        where TCall : struct
    {
        try
        {
            return accelerator.LoadKernel(kernel, Specialization(accelerator));
        }
        catch (Exception exception)
        {
            // Whatever it is: compilers of drivers fail in many ways.
            DeviceRegistry.GiveUp(accelerator.Context);
            throw DeviceFailure.Compiling(accelerator, $"{kernel.Method.DeclaringType?.Name}.{kernel.Method.Name}", exception);
        }
    }

    private sealed class Kernels
    {
        public ConcurrentDictionary<Delegate, Delegate> Loaded { get; } = new();

        public TimeSpan Time { get; set; }
    }
}
