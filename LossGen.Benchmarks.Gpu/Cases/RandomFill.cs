using ILGPU;
using ILGPU.Runtime;
using LossGen.Benchmarks.Gpu.Measuring;
using OnDevice = LossGen.Gpu.Device;

namespace LossGen.Benchmarks.Gpu.Cases;

/// <summary>Random numbers, made on the device and the same on every device. Zeros would be quicker to compute with than what training sees.</summary>
internal static class RandomFill
{
    private const int MostGroups = 4096;

    public static void Floats(AcceleratorStream stream, ArrayView<float> target, Input input, int seed)
    {
        (float low, float high) = input switch
        {
            Input.Logits => (-4f, 4f),
            Input.Embeddings => (-0.1f, 0.1f),
            _ => (0f, 1f),
        };
        var fill = stream.Accelerator.LoadKernel<ArrayView<float>, float, float, int, int>(FillFloats);
        fill(stream, Grids.Of(stream.Accelerator, target.Length, MostGroups), target, low, high, input == Input.Binary ? 1 : 0, seed);
    }

    public static void Labels(AcceleratorStream stream, ArrayView<int> target, int classes)
    {
        var fill = stream.Accelerator.LoadKernel<ArrayView<int>, int>(FillLabels);
        fill(stream, Grids.Of(stream.Accelerator, target.Length, MostGroups), target, classes);
    }

    private static void FillFloats(ArrayView<float> target, float low, float high, int isBinary, int seed)
    {
        for (long i = OnDevice.FirstPosition; i < target.Length; i += OnDevice.Positions)
        {
            // The upper 24 bits are exact in a float.
            float uniform = (Hash(i, seed) >> 8) * (1f / (1 << 24));
            target[i] = isBinary == 0 ? low + ((high - low) * uniform) : uniform < 0.5f ? 0f : 1f;
        }
    }

    private static void FillLabels(ArrayView<int> target, int classes)
    {
        for (long i = OnDevice.FirstPosition; i < target.Length; i += OnDevice.Positions)
            target[i] = (int)(Hash(i, seed: 0) % (uint)classes);
    }

    /// <summary>Bits that look random, of the position alone (the finaliser of MurmurHash3).</summary>
    private static uint Hash(long position, int seed)
    {
        uint bits = (uint)position + ((uint)seed * 0x9E3779B9u);
        bits = (bits ^ (bits >> 16)) * 0x85EBCA6Bu;
        bits = (bits ^ (bits >> 13)) * 0xC2B2AE35u;
        return bits ^ (bits >> 16);
    }
}
