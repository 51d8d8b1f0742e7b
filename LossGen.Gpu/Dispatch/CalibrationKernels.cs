using System.Numerics;
using ILGPU;

namespace LossGen.Gpu;

/// <summary>The kernels that a device is measured with: they move and compute as those of losses do.</summary>
internal static class CalibrationKernels
{
    /// <summary>The exponentials that each thread of <see cref="Exponentials"/> computes.</summary>
    public const int Rounds = 64;

    /// <summary>What an exponential counts as, as in the generator's table of functions.</summary>
    public const int OperationsOfExp = 20;

    public struct Copying
    {
        public ArrayView<float> From;
        public ArrayView<float> To;
    }

    public struct Computing<T>
        where T : unmanaged
    {
        public ArrayView<T> Values;
    }

    public static void Copy(Copying call)
    {
        for (long quad = Device.FirstPosition; quad < call.From.Length / 4; quad += Device.Positions)
            Device.StoreQuad(call.To, 4 * quad, Device.LoadQuad(call.From, 4 * quad), accumulates: false);
    }

    public static void Exponentials(Computing<float> call)
    {
        for (long position = Device.FirstPosition; position < call.Values.Length; position += Device.Positions)
        {
            float value = call.Values[position];
            for (int round = 0; round < Rounds; round++)
                value = DeviceMath.Exp(-value);
            call.Values[position] = value;
        }
    }

    public static void DoubleExponentials(Computing<double> call)
    {
        for (long position = Device.FirstPosition; position < call.Values.Length; position += Device.Positions)
        {
            double value = call.Values[position];
            for (int round = 0; round < Rounds; round++)
                value = DeviceMath.Exp(-value);
            call.Values[position] = value;
        }
    }
}
