using ILGPU;
using LossGen.Numerics;

namespace LossGen.Tests.Gpu.Numerics;

/// <summary>A function of formulas: its kernels, what it is compared with, and how near the results must be.</summary>
internal sealed record MathCase(
    string Name,
    Func<double, double, double> Reference,
    Action<Index1D, ArrayView<float>, ArrayView<float>, ArrayView<float>> Single,
    Action<Index1D, ArrayView<double>, ArrayView<double>, ArrayView<double>> Double,
    double SingleUlps,
    double DoubleUlps)
{
    /// <summary>Next to its zeros below 0 the accuracy of the function is absolute.</summary>
    public bool IsAbsoluteBelowZero => Name is "Lgamma" or "Digamma" or "Trigamma";

    /// <summary>Every function, by name.</summary>
    public static IReadOnlyDictionary<string, MathCase> All { get; } = new MathCase[]
    {
        Unary<Functions.Abs>(ScalarMath.Abs, 0.5, 0),
        Unary<Functions.Sqrt>(ScalarMath.Sqrt, 0.5, 0),
        Unary<Functions.Floor>(ScalarMath.Floor, 0.5, 0),
        Unary<Functions.Ceiling>(ScalarMath.Ceiling, 0.5, 0),
        Unary<Functions.Round>(ScalarMath.Round, 0.5, 0),
        Unary<Functions.Exp>(ScalarMath.Exp, 2, 2),
        Unary<Functions.Expm1>(ScalarMath.Expm1, 2, 2),
        Unary<Functions.Log>(ScalarMath.Log, 2, 2),
        Unary<Functions.Log1p>(ScalarMath.Log1p, 2, 2),
        Unary<Functions.Log1pOfUnit>(x => ScalarMath.Log1p(ScalarMath.Min(ScalarMath.Abs(x), 1 / ScalarMath.Abs(x))), 3, 3), // 1 of the reciprocal
        Unary<Functions.Log2>(ScalarMath.Log2, 3, 3),
        Unary<Functions.Rsqrt>(ScalarMath.Rsqrt, 1.5, 1),
        Unary<Functions.Cbrt>(ScalarMath.Cbrt, 1, 4), // of which glibc owes 3
        Unary<Functions.Sign>(ScalarMath.Sign, 0, 0),
        Unary<Functions.Sin>(ScalarMath.Sin, 2, 2),
        Unary<Functions.Cos>(ScalarMath.Cos, 2, 2),
        Unary<Functions.Tan>(ScalarMath.Tan, 1, 4),
        Unary<Functions.Asin>(ScalarMath.Asin, 1, 4),
        Unary<Functions.Acos>(ScalarMath.Acos, 1, 4),
        Unary<Functions.Atan>(ScalarMath.Atan, 1, 3),
        Unary<Functions.Sinh>(ScalarMath.Sinh, 3, 3),
        Unary<Functions.Cosh>(ScalarMath.Cosh, 3, 3),
        Unary<Functions.Tanh>(ScalarMath.Tanh, 3, 3),
        Unary<Functions.LogCosh>(ScalarMath.LogCosh, 3, 4),
        Unary<Functions.Erf>(ScalarMath.Erf, 1, 4),
        Unary<Functions.Erfc>(ScalarMath.Erfc, 1, 4),
        Unary<Functions.Lgamma>(ScalarMath.Lgamma, 1, 8),
        Unary<Functions.Digamma>(ScalarMath.Digamma, 1, 8),
        Unary<Functions.Trigamma>(ScalarMath.Trigamma, 1, 8),
        Binary<Functions.Max>(ScalarMath.Max, 0.5, 0),
        Binary<Functions.Min>(ScalarMath.Min, 0.5, 0),
        Binary<Functions.Pow>(ScalarMath.Pow, 1, 2),
        Binary<Functions.Atan2>(ScalarMath.Atan2, 1, 4),
        Binary<Functions.XLogY>(ScalarMath.XLogY, 3, 3),
        Binary<Functions.TimesLog>(ScalarMath.TimesLog, 0.5, 0),
        Binary<Functions.XOverY>(ScalarMath.XOverY, 0.5, 0),
        Binary<Functions.MaxShare>(ScalarMath.MaxShare, 0, 0),
    }.ToDictionary(function => function.Name);

    private static MathCase Unary<F>(Func<double, double> reference, double singleUlps, double doubleUlps)
        where F : struct, IUnary =>
        new(typeof(F).Name, (x, _) => reference(x), Kernels.UnarySingle<F>, Kernels.UnaryDouble<F>, singleUlps, doubleUlps);

    private static MathCase Binary<F>(Func<double, double, double> reference, double singleUlps, double doubleUlps)
        where F : struct, IBinary =>
        new(typeof(F).Name, reference, Kernels.BinarySingle<F>, Kernels.BinaryDouble<F>, singleUlps, doubleUlps);
}
