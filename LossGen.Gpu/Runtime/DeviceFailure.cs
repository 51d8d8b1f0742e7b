using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace LossGen.Gpu;

/// <summary>Turns what ILGPU and drivers throw into what a user can act on.</summary>
internal static class DeviceFailure
{
    /// <summary>Whether the exception says that the device failed, and not that an argument was wrong.</summary>
    public static bool IsOne(Exception exception) =>
        exception is AcceleratorException or InternalCompilerException or NotSupportedException or OutOfMemoryException or AccessViolationException
        || (exception is AggregateException all && all.InnerExceptions.Any(IsOne));

    /// <summary>Of memory that was asked for.</summary>
    public static LossDeviceException Allocating(Accelerator accelerator, long bytes, Exception exception) =>
        ErrorOf(exception) is LossDeviceError.DeviceLost
            ? Of(accelerator, exception)
            : new LossDeviceException(
                LossDeviceError.OutOfMemory,
                $"'{accelerator.Name}' has no room for {ByteText.Bytes(bytes)} more; its memory is {ByteText.Bytes(accelerator.MemorySize)}, which other programs and "
                + "buffers share. Free buffers, or call the loss for fewer elements.",
                exception);

    /// <summary>Of a kernel that was to be compiled.</summary>
    public static LossDeviceException Compiling(Accelerator accelerator, string kernel, Exception exception) => new(
        LossDeviceError.CompilationFailed,
        $"'{accelerator.Name}' cannot run the kernel {kernel}: {Reason(exception)} Dispose of the device, and call the overload for spans without a device.",
        exception);

    /// <summary>Of anything else.</summary>
    public static LossDeviceException Of(Accelerator accelerator, Exception exception)
    {
        LossDeviceError error = ErrorOf(exception);
        return new LossDeviceException(error, $"'{accelerator.Name}' {Words(error)} ({Reason(exception)})", exception);
    }

    private static string Words(LossDeviceError error) => error switch
    {
        LossDeviceError.OutOfMemory => "is out of memory. Free buffers, or call the loss for fewer elements.",
        LossDeviceError.DeviceLost => "is lost: dispose of the device and ask for it again; what lay in its memory is gone.",
        _ => "failed.",
    };

    private static string Reason(Exception exception) => exception switch
    {
        AggregateException { InnerException: { } inner } => Reason(inner),
        CudaException cuda => cuda.Error + ".",
        CLException openCL => openCL.Error + ".",
        _ => exception.Message.TrimEnd('.') + ".",
    };

    private static LossDeviceError ErrorOf(Exception exception) => exception switch
    {
        AggregateException { InnerException: { } inner } => ErrorOf(inner),
        OutOfMemoryException => LossDeviceError.OutOfMemory,
        CudaException cuda => ErrorOf(cuda.Error),
        CLException openCL => ErrorOf(openCL.Error),
        _ => LossDeviceError.Failed,
    };

    /// <summary>After any of the errors of a running kernel the CUDA context answers nothing else.</summary>
    private static LossDeviceError ErrorOf(string cuda) => cuda switch
    {
        nameof(CudaError.CUDA_ERROR_OUT_OF_MEMORY) => LossDeviceError.OutOfMemory,
        nameof(CudaError.CUDA_ERROR_ILLEGAL_ADDRESS) or nameof(CudaError.CUDA_ERROR_LAUNCH_FAILED) or nameof(CudaError.CUDA_ERROR_LAUNCH_TIMEOUT)
            or nameof(CudaError.CUDA_ERROR_ECC_UNCORRECTABLE) or nameof(CudaError.CUDA_ERROR_NVLINK_UNCORRECTABLE)
            or nameof(CudaError.CUDA_ERROR_HARDWARE_STACK_ERROR) or nameof(CudaError.CUDA_ERROR_ILLEGAL_INSTRUCTION)
            or nameof(CudaError.CUDA_ERROR_MISALIGNED_ADDRESS) or nameof(CudaError.CUDA_ERROR_INVALID_ADDRESS_SPACE)
            or nameof(CudaError.CUDA_ERROR_INVALID_PC) or nameof(CudaError.CUDA_ERROR_ASSERT) or nameof(CudaError.CUDA_ERROR_CONTEXT_IS_DESTROYED)
            or nameof(CudaError.CUDA_ERROR_INVALID_CONTEXT) or nameof(CudaError.CUDA_ERROR_DEINITIALIZED)
            or nameof(CudaError.CUDA_ERROR_UNKNOWN) => LossDeviceError.DeviceLost,
        _ => LossDeviceError.Failed,
    };

    private static LossDeviceError ErrorOf(CLError openCL) => openCL switch
    {
        CLError.CL_MEM_OBJECT_ALLOCATION_FAILURE or CLError.CL_OUT_OF_HOST_MEMORY or CLError.CL_OUT_OF_RESOURCES or CLError.CL_INVALID_BUFFER_SIZE =>
            LossDeviceError.OutOfMemory,
        CLError.CL_DEVICE_NOT_AVAILABLE or CLError.CL_INVALID_CONTEXT or CLError.CL_INVALID_COMMAND_QUEUE => LossDeviceError.DeviceLost,
        _ => LossDeviceError.Failed,
    };
}
