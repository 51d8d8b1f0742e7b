using System.Numerics;
using LossGen.Numerics;
using LossGen.Simd;

namespace LossGen.Tests.Simd;

/// <summary>The functions by name, over lanes and on one double.</summary>
internal static class Functions
{
    public static readonly string[] Unary =
    [
        "Abs", "Sqrt", "Floor", "Ceiling", "Round", "Exp", "Expm1", "Log", "Log1p", "Log2", "Rsqrt", "Cbrt", "Sign", "Sin", "Cos", "Tan",
        "Asin", "Acos", "Atan", "Sinh", "Cosh", "Tanh", "LogCosh", "Erf", "Erfc", "Lgamma", "Digamma", "Trigamma",
    ];

    public static readonly string[] Binary = ["Max", "Min", "Pow", "Atan2", "XLogY", "TimesLog", "XOverY", "MaxShare"];

    public static V Apply<V, T>(string function, V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => function switch
        {
            "Abs" => V.Abs(x),
            "Sqrt" => V.Sqrt(x),
            "Floor" => V.Floor(x),
            "Ceiling" => V.Ceiling(x),
            "Round" => V.Round(x),
            "Exp" => V.Exp(x),
            "Expm1" => V.Expm1(x),
            "Log" => V.Log(x),
            "Log1p" => V.Log1p(x),
            "Log1pOfUnit" => V.Log1pOfUnit(x),
            "Log2" => V.Log2(x),
            "Rsqrt" => V.Rsqrt(x),
            "Cbrt" => V.Cbrt(x),
            "Sign" => V.Sign(x),
            "Sin" => V.Sin(x),
            "Cos" => V.Cos(x),
            "Tan" => V.Tan(x),
            "Asin" => V.Asin(x),
            "Acos" => V.Acos(x),
            "Atan" => V.Atan(x),
            "Sinh" => V.Sinh(x),
            "Cosh" => V.Cosh(x),
            "Tanh" => V.Tanh(x),
            "LogCosh" => V.LogCosh(x),
            "Erf" => V.Erf(x),
            "Erfc" => V.Erfc(x),
            "Lgamma" => V.Lgamma(x),
            "Digamma" => V.Digamma(x),
            "Trigamma" => V.Trigamma(x),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
        };

    public static double Apply(string function, double x) => function switch
    {
        "Abs" => ScalarMath.Abs(x),
        "Sqrt" => ScalarMath.Sqrt(x),
        "Floor" => ScalarMath.Floor(x),
        "Ceiling" => ScalarMath.Ceiling(x),
        "Round" => ScalarMath.Round(x),
        "Exp" => ScalarMath.Exp(x),
        "Expm1" => ScalarMath.Expm1(x),
        "Log" => ScalarMath.Log(x),
        "Log1p" => ScalarMath.Log1p(x),
        "Log1pOfUnit" => ScalarMath.Log1pOfUnit(x),
        "Log2" => ScalarMath.Log2(x),
        "Rsqrt" => ScalarMath.Rsqrt(x),
        "Cbrt" => ScalarMath.Cbrt(x),
        "Sign" => ScalarMath.Sign(x),
        "Sin" => ScalarMath.Sin(x),
        "Cos" => ScalarMath.Cos(x),
        "Tan" => ScalarMath.Tan(x),
        "Asin" => ScalarMath.Asin(x),
        "Acos" => ScalarMath.Acos(x),
        "Atan" => ScalarMath.Atan(x),
        "Sinh" => ScalarMath.Sinh(x),
        "Cosh" => ScalarMath.Cosh(x),
        "Tanh" => ScalarMath.Tanh(x),
        "LogCosh" => ScalarMath.LogCosh(x),
        "Erf" => ScalarMath.Erf(x),
        "Erfc" => ScalarMath.Erfc(x),
        "Lgamma" => ScalarMath.Lgamma(x),
        "Digamma" => ScalarMath.Digamma(x),
        "Trigamma" => ScalarMath.Trigamma(x),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
    };

    public static V Apply<V, T>(string function, V x, V y)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => function switch
        {
            "Max" => V.Max(x, y),
            "Min" => V.Min(x, y),
            "Pow" => V.Pow(x, y),
            "Atan2" => V.Atan2(x, y),
            "XLogY" => V.XLogY(x, y),
            "TimesLog" => V.TimesLog(x, y),
            "XOverY" => V.XOverY(x, y),
            "MaxShare" => V.MaxShare(x, y),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
        };

    public static double Apply(string function, double x, double y) => function switch
    {
        "Max" => ScalarMath.Max(x, y),
        "Min" => ScalarMath.Min(x, y),
        "Pow" => ScalarMath.Pow(x, y),
        "Atan2" => ScalarMath.Atan2(x, y),
        "XLogY" => ScalarMath.XLogY(x, y),
        "TimesLog" => ScalarMath.TimesLog(x, y),
        "XOverY" => ScalarMath.XOverY(x, y),
        "MaxShare" => ScalarMath.MaxShare(x, y),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, null),
    };

    /// <summary>The function over an array, register by register.</summary>
    public static T[] Map<V, T>(string function, T[] xs)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] padded = Pad<V, T>(xs);
        T[] result = new T[padded.Length];

        for (int i = 0; i < padded.Length; i += V.Count)
            V.Store(ref result[0], i, Apply<V, T>(function, V.Load(in padded[0], i)));

        return result[..xs.Length];
    }

    /// <summary>The function over two arrays, register by register.</summary>
    public static T[] Map<V, T>(string function, T[] xs, T[] ys)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] left = Pad<V, T>(xs);
        T[] right = Pad<V, T>(ys);
        T[] result = new T[left.Length];

        for (int i = 0; i < left.Length; i += V.Count)
            V.Store(ref result[0], i, Apply<V, T>(function, V.Load(in left[0], i), V.Load(in right[0], i)));

        return result[..xs.Length];
    }

    private static T[] Pad<V, T>(T[] xs)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] padded = new T[(xs.Length + V.Count - 1) / V.Count * V.Count];
        xs.CopyTo(padded, 0);
        return padded;
    }
}
