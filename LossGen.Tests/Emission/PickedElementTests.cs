using LossGen.Tests.Harness;

namespace LossGen.Tests.Emission;

/// <summary>
/// Elements that are picked by numbers and scalars alone are read once per call, outside of all loops. The harness compiles with checked
/// arithmetic, in which an index below 0 must not overflow.
/// </summary>
public sealed class PickedElementTests
{
    [Theory]
    [InlineData("mean(x) + 2 * x[1]", 2, 1, 6.5, "0.25, 2.25, 0.25, 0.25")]
    [InlineData("x[k] * x[last]", 0, 3, 4, "4, 0, 0, 1")]
    [InlineData("x[0] + (x[k] ?? 10)", 9, 0, 11, "1, 0, 0, 0")]
    [InlineData("x[0] + (x[k - 1] ?? 10)", 1, 0, 2, "2, 0, 0, 0")]
    [InlineData("sum[i](x[i] * x[k]) + last", 1, 0, 20, "2, 12, 2, 2")]
    [InlineData("sum[i]((x[i - 1] ?? 0) * x[i])", 0, 0, 20, "2, 4, 6, 3")]
    [InlineData("sum[i]((x[i - k] ?? 0) * x[i])", 3, 0, 4, "4, 0, 0, 1")]
    [InlineData("sum[i]((x[k - i] ?? 0) * x[i])", 1, 0, 4, "4, 2, 0, 0")]
    public void Values_and_gradients_are_right(string formula, int k, int last, double value, string gradient)
    {
        object result = Call(formula, k, last)!;
        Assert.Equal(FormattableString.Invariant($"{value}: {gradient}"), result);
    }

    [Theory]
    [InlineData("mean(x) + x[k]", 4)]
    [InlineData("mean(x) + x[k]", -1)]
    [InlineData("mean(x) + x[5]", 0)]
    public void An_index_outside_is_an_exception(string formula, int k)
    {
        Exception thrown = Assert.Throws<System.Reflection.TargetInvocationException>(() => Call(formula, k, 0));
        Assert.IsType<ArgumentOutOfRangeException>(thrown.InnerException);
    }

    [Theory]
    [InlineData("sum[i](x[i] * x[y[i]])", 4, 19, "10, 1, 6, 2")]
    [InlineData("sum[i | i >= 1](i * x[y[i]] * x[i - 1])", 4, 22, "11, 6, 7, 0")]
    [InlineData("sum[t | t >= 1](t * x[t - 1, y[t]])", 16, 42, "1, 0, 0, 0, 0, 0, 2, 0, 3, 0, 0, 0, 0, 0, 0, 0")]
    [InlineData("sum[i, j](x[j, y[i]] * x[j, i])", 16, 1428, "10, 1, 6, 2, 22, 5, 14, 10, 34, 9, 22, 18, 46, 13, 30, 26")]
    [InlineData("sum[i, j](x[i, j] * x[j, y[i]])", 16, 1146, "22, 8, 21, 17, 21, 5, 19, 15, 25, 7, 22, 18, 25, 5, 21, 17")]
    [InlineData("sum[i, j](x[i, j] * (x[j + 1, i - 1] ?? 0))", 16, 948, "0, 0, 0, 0, 10, 18, 26, 0, 12, 20, 28, 0, 14, 22, 30, 0")]
    public void An_element_that_is_picked_collects_its_gradient(string formula, int length, double value, string gradient)
    {
        string parameters = formula.Contains("i, j]", StringComparison.Ordinal) ? ", int j" : "", arguments = parameters.Length > 0 ? ", 4" : "";
        object? result = GeneratorRun.Of($$"""
            using System;
            using System.Linq;
            using LossGen;

            public static partial class Losses
            {
            #pragma warning disable LOSSGEN050
                [Loss("{{formula}}")]
                public static partial float Loss(ReadOnlySpan<float> x, ReadOnlySpan<int> y{{parameters}});

                public static string Call()
                {
                    float[] x = [.. Enumerable.Range(1, {{length}}).Select(i => (float)i)], gradient = new float[{{length}}];
                    float value = LossWithGradient(x, [3, 0, 2, 0]{{arguments}}, gradient);
                    return FormattableString.Invariant($"{value}: {string.Join(", ", gradient)}");
                }
            }
            """).Load().GetType("Losses")!.GetMethod("Call")!.Invoke(null, []);
        Assert.Equal(FormattableString.Invariant($"{value}: {gradient}"), result);
    }

    private static object? Call(string formula, int k, int last) => GeneratorRun.Of($$"""
        using System;
        using LossGen;

        public static partial class Losses
        {
        #pragma warning disable LOSSGEN050
            [Loss("{{formula}}")]
            public static partial float Loss(ReadOnlySpan<float> x, int k, int last);

            public static string Call(int k, int last)
            {
                float[] gradient = new float[4];
                float value = LossWithGradient([1, 2, 3, 4], k, last, gradient);
                return FormattableString.Invariant($"{value}: {string.Join(", ", gradient)}");
            }
        }
        """).Load().GetType("Losses")!.GetMethod("Call")!.Invoke(null, [k, last]);
}
