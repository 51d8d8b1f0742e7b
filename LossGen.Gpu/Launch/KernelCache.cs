using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>The compiled kernels of each accelerator, which go with it. The first call of a kernel compiles it.</summary>
internal static class KernelCache
{
    private static readonly ConditionalWeakTable<Accelerator, ConcurrentDictionary<Delegate, Delegate>> OfAccelerators = [];

    /// <summary>What enqueues the kernel on a stream of the accelerator.</summary>
    public static Action<AcceleratorStream, KernelConfig, TCall> Get<TCall>(Accelerator accelerator, Action<TCall> kernel)
        where TCall : struct
    {
        ConcurrentDictionary<Delegate, Delegate> kernels = OfAccelerators.GetValue(accelerator, static _ => new ConcurrentDictionary<Delegate, Delegate>());
        return kernels.TryGetValue(kernel, out Delegate? loaded)
            ? Unsafe.As<Action<AcceleratorStream, KernelConfig, TCall>>(loaded)
            : Load(accelerator, kernel, kernels);
    }

    /// <summary>Registers are shared out so that the largest group can be started, whatever the kernel.</summary>
    private static KernelSpecialization Specialization(Accelerator accelerator) =>
        accelerator.AcceleratorType == AcceleratorType.Cuda ? new KernelSpecialization(Device.LargestGroup, null) : KernelSpecialization.Empty;

    private static Action<AcceleratorStream, KernelConfig, TCall> Load<TCall>(
        Accelerator accelerator, Action<TCall> kernel, ConcurrentDictionary<Delegate, Delegate> kernels)
        where TCall : struct
    {
        // ILGPU compiles one kernel at a time; without the lock two threads would compile this one twice.
        lock (kernels)
        {
            if (!kernels.TryGetValue(kernel, out Delegate? loaded))
                kernels[kernel] = loaded = accelerator.LoadKernel(kernel, Specialization(accelerator));
            return (Action<AcceleratorStream, KernelConfig, TCall>)loaded;
        }
    }
}
