using ILGPU;
using ILGPU.Runtime;
using LossGen.Gpu;
using LossGen.Nests;

namespace LossGen.Tests.Gpu.Passes;

/// <summary>The memory that the kernels of a call pass values in.</summary>
public class ScratchTests
{
    public static TheoryData<string> Kinds => [.. Device.Kinds];

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void Views_of_elements_of_any_size_lie_apart(string kind)
    {
        using AcceleratorStream stream = Device.Get(kind).CreateStream();
        using var launch = DeviceLaunch.Begin(stream);
        double[] numbers = [.. Enumerable.Range(0, 32).Select(i => i + 1.0)];
        var sums = new OnlineSum[7];

        // 256 bytes, and then elements of 24.
        ArrayView<double> first = launch.Scratch<double>(numbers.Length);
        ArrayView<OnlineSum> between = launch.Scratch<OnlineSum>(sums.Length);
        ArrayView<double> last = launch.Scratch<double>(numbers.Length);
        first.CopyFromCPU(stream, numbers);
        last.CopyFromCPU(stream, numbers);
        between.CopyFromCPU(stream, sums);
        stream.Synchronize();

        Assert.Equal(numbers, first.GetAsArray(stream));
        Assert.Equal(numbers, last.GetAsArray(stream));
    }
}
