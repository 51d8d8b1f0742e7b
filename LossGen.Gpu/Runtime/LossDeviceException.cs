namespace LossGen.Gpu;

/// <summary>What kept a device from doing its work.</summary>
public enum LossDeviceError
{
    /// <summary>The machine has no such device.</summary>
    NoDevice,

    /// <summary>The memory of the device does not suffice. The device can be used on: smaller calls may fit.</summary>
    OutOfMemory,

    /// <summary>The device does not answer any more. It is to be disposed of; <see cref="LossDevice.All"/> then offers it anew.</summary>
    DeviceLost,

    /// <summary>The driver does not compile a kernel. The device is to be disposed of, since ILGPU compiles nothing reliably afterwards.</summary>
    CompilationFailed,

    /// <summary>Anything else that the driver reports.</summary>
    Failed,
}

/// <summary>
/// A device is missing, or failed. Outputs of overloads for spans are as they were before the call; what the message says to do suffices to go on.
/// </summary>
public sealed class LossDeviceException : Exception
{
    /// <summary>Makes an exception of no particular error.</summary>
    public LossDeviceException()
        : this("A device failed.")
    {
    }

    /// <summary>Makes an exception of no particular error.</summary>
    /// <param name="message">What happened.</param>
    public LossDeviceException(string message)
        : this(message, null)
    {
    }

    /// <summary>Makes an exception of no particular error.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What the driver said.</param>
    public LossDeviceException(string message, Exception? innerException)
        : this(LossDeviceError.Failed, message, innerException)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="message">The same in words, and what to do.</param>
    /// <param name="innerException">What the driver said.</param>
    public LossDeviceException(LossDeviceError error, string message, Exception? innerException = null)
        : base(message, innerException) =>
        Error = error;

    /// <summary>What happened.</summary>
    public LossDeviceError Error { get; }
}
