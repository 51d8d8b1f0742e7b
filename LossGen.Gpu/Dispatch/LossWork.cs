namespace LossGen.Gpu;

/// <summary>What a call of a loss has to do, as the generator counts it for the extents at hand.</summary>
/// <param name="Bytes">The bytes of tensors that are read and written where they lie, in all passes.</param>
/// <param name="Operations">The arithmetic in float, in additions; an exp counts as 20.</param>
/// <param name="DoubleOperations">The arithmetic in double: all of a loss in double, and the sums of one in float.</param>
/// <param name="Received">The bytes that the device has to be sent where the tensors lie on the host.</param>
/// <param name="Returned">The bytes that it has to send back.</param>
/// <param name="Kernels">The kernels that are enqueued.</param>
public readonly record struct LossWork(double Bytes, double Operations, double DoubleOperations, double Received, double Returned, int Kernels)
{
    /// <summary>The steps of recurrences within kernels, at each of which threads wait for one another.</summary>
    public double Steps { get; init; }
}
