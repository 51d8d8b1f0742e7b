using System.Globalization;
using System.Reflection;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Emission;

/// <summary>A loss whose formula has errors has all its methods, so that its callers compile and the errors are the only ones.</summary>
public sealed class StubTests
{
    [Theory]
    [InlineData("float", "ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y, [Gradient] float w = 1",
        "L(a, a); LWithGradient(a, a, a, out float g); LWithGradientAndHessian(a, a, a, out g, a, out g, 2, upstream: 3, accumulate: true)")]
    [InlineData("void", "ReadOnlySpan<double> p, Span<double> loss",
        "L(d, d); LWithGradient(d, d, d); LWithGradient(d, d, d, d); LWithGradientAndHessian(d, d, d, d); LWithGradientAndHessian(d, d, d, d, d)")]
    [InlineData("float", "ReadOnlySpan<int> @class", "L(i)")]
    public void Callers_compile(string returns, string parameters, string calls)
    {
        var run = GeneratorRun.Of($$"""
            using System;
            using LossGen;

            /// <summary>Losses.</summary>
            public static partial class C
            {
                /// <summary>A loss.</summary>
                [Loss("missing", Hessian = true)]
                public static partial {{returns}} L({{parameters}});

                [Loss("missing")]
                public static partial {{returns}} Undocumented({{parameters}});

                internal static void Call(float[] a, double[] d, int[] i) { {{calls}}; }
            }
            """);
        Assert.Null(run.Exception);
        Assert.All(run.Diagnostics, d => Assert.Equal("LOSSGEN030", d.Id));
        Assert.Equal(2, run.Files.Count);
        Assert.True(run.CompilerDiagnostics.Count == 0, string.Join("\n", run.CompilerDiagnostics));
        MethodInfo call = run.Load().GetType("C")!.GetMethod("Call", BindingFlags.NonPublic | BindingFlags.Static)!;
        var thrown = Assert.Throws<TargetInvocationException>(() => call.Invoke(null, [new float[1], new double[1], new int[1]]));
        Assert.Equal("The formula of 'L' has errors.", Assert.IsType<InvalidOperationException>(thrown.InnerException).Message);
    }

    [Fact]
    public void A_constant_that_two_losses_share_is_underlined_once_and_both_are_named()
    {
        var run = GeneratorRun.Of("""
            using System;
            using LossGen;

            public static partial class C
            {
                private const string Formula = "mean(p - z)";
                [Loss(Formula)] public static partial float First(ReadOnlySpan<float> p);
                [Loss(Formula)] public static partial float Second(ReadOnlySpan<float> p);
                [Loss(Formula)] public static partial float Third(ReadOnlySpan<float> p, ReadOnlySpan<float> z);
            }
            """);
        var found = Assert.Single(run.Diagnostics);
        Assert.Contains("'z'", found.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(
            ["First", "Second"], found.AdditionalLocations.Select(place => place.SourceTree!.GetText().ToString(place.SourceSpan)));
    }
}
