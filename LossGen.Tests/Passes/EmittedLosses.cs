using System.Reflection;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Passes;

internal delegate float Reduced(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

internal delegate float ReducedWithGradient(
    ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> gradP, float upstream = 1, bool accumulate = false);

internal delegate float ReducedWithTwoGradients(
    ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> gradP, Span<float> gradY, float upstream = 1, bool accumulate = false);

internal delegate void PerElement(ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> loss);

internal delegate void PerElementWithGradient(
    ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> loss, Span<float> gradP, float upstream = 1, bool accumulate = false);

internal delegate void PerElementWithGradientEach(
    ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> loss, Span<float> gradP, ReadOnlySpan<float> upstream,
    bool accumulate = false);

internal delegate float RowsWithGradient(ReadOnlySpan<float> z, ReadOnlySpan<int> y, Span<float> gradZ, float upstream = 1, bool accumulate = false);

internal delegate float Total(ReadOnlySpan<float> p);

internal delegate double DoubleTotal(ReadOnlySpan<double> p);

/// <summary>Losses that went through the generator, the compiler and the JIT, once for all tests.</summary>
internal static class EmittedLosses
{
    private const string Source = """
        using System;
        using LossGen;

        public static partial class Losses
        {
            [Loss("mean((p - y)^2)")]
            public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

            [Loss("mean((p - y)^2)")]
            public static partial float Both([Gradient] ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y);

            [Loss("-mean(y * log(sigmoid(p)) + (1 - y) * log(1 - sigmoid(p)))")]
            public static partial float Bce(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

            [Loss("1 - (2 * sum(p * y) + 1) / (sum(p) + sum(y) + 1)")]
            public static partial float Dice([Range(0, 1)] ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<float> y);

            [Loss("(p - y)^2")]
            public static partial void Squares(ReadOnlySpan<float> p, ReadOnlySpan<float> y, Span<float> loss);

            [Loss("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])")]
            public static partial float CrossEntropy([Gradient] ReadOnlySpan<float> z, ReadOnlySpan<int> y);

            [Loss("mean(p)")]
            public static partial float Mean(ReadOnlySpan<float> p);

            [Loss("sum(p)")]
            public static partial float Sum(ReadOnlySpan<float> p);

            [Loss("max(p)")]
            public static partial float Max(ReadOnlySpan<float> p);

            [Loss("min(p)")]
            public static partial float Min(ReadOnlySpan<float> p);

            [Loss("sum(p)")]
            public static partial double DoubleSum(ReadOnlySpan<double> p);
        }
        """;

    private static readonly Type Losses = GeneratorRun.Of(Source).Load().GetType("Losses")!;

    public static readonly Reduced Mse = Find<Reduced>("Mse"), Bce = Find<Reduced>("Bce"), Dice = Find<Reduced>("Dice");

    public static readonly ReducedWithGradient
        MseWithGradient = Find<ReducedWithGradient>("MseWithGradient"),
        BceWithGradient = Find<ReducedWithGradient>("BceWithGradient"),
        DiceWithGradient = Find<ReducedWithGradient>("DiceWithGradient");

    public static readonly ReducedWithTwoGradients BothWithGradient = Find<ReducedWithTwoGradients>("BothWithGradient");

    public static readonly PerElement Squares = Find<PerElement>("Squares");

    public static readonly PerElementWithGradient SquaresWithGradient = Find<PerElementWithGradient>("SquaresWithGradient");

    public static readonly PerElementWithGradientEach SquaresWithGradientEach = Find<PerElementWithGradientEach>("SquaresWithGradient");

    public static readonly RowsWithGradient CrossEntropyWithGradient = Find<RowsWithGradient>("CrossEntropyWithGradient");

    public static readonly Total Mean = Find<Total>("Mean"), Sum = Find<Total>("Sum"), Max = Find<Total>("Max"), Min = Find<Total>("Min");

    public static readonly DoubleTotal DoubleSum = Find<DoubleTotal>("DoubleSum");

    private static TDelegate Find<TDelegate>(string name)
        where TDelegate : Delegate
    {
        Type[] signature = [.. typeof(TDelegate).GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)];
        return Losses.GetMethod(name, BindingFlags.Public | BindingFlags.Static, signature)!.CreateDelegate<TDelegate>();
    }
}
