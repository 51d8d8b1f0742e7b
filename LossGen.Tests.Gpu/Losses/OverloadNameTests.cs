using System.Reflection;
using LossGen.Tests.Gpu.Oracle;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>Overloads for views have names that C# can tell apart.</summary>
public class OverloadNameTests
{
    [Fact]
    public void A_loss_per_element_beside_one_that_reduces_is_called_Each()
    {
        Assembly assembly = DeviceFormulas.Compile("""
            using System; using LossGen;
            public static partial class Losses
            {
                [Loss("mean(abs(p - y))")]
                public static partial float Error(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

                [Loss("abs(p - y)")]
                public static partial void Error(ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> loss);

                [Loss("abs(p - y)")]
                public static partial void Errors(ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> loss);
            }
            """);
        Type losses = assembly.GetType("Losses")!;
        foreach ((string name, int count) in new[] { ("Error", 1), ("ErrorWithGradient", 1), ("ErrorEach", 1), ("ErrorEachWithGradient", 2), ("Errors", 1), ("ErrorsEach", 0) })
            Assert.Equal((name, count), (name, Overload.All(losses, name).Count()));
    }
}
