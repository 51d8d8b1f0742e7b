using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Numerics;
using LossGen.Simd;

namespace LossGen.Benchmarks.Accuracy;

/// <summary>A function of one number on lanes, and what it should be.</summary>
internal interface IUnary
{
    static abstract V Invoke<V, T>(V x)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    static abstract double Reference(double x);

    /// <summary>Whether the function is called with this argument; each is with 1.</summary>
    static virtual bool IsDefined(float x) => true;
}

/// <summary>A function of two numbers on lanes, and what it should be.</summary>
internal interface IBinary
{
    static abstract V Invoke<V>(V x, V y)
        where V : struct, ISimd<V, float>;

    static abstract double Reference(double x, double y);
}

/// <summary>The functions that lanes compute by themselves. In double, the references are accurate to a unit or two in the last place.</summary>
internal static class Functions
{
    internal readonly struct Exp : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Exp(x);

        public static double Reference(double x) => ScalarMath.Exp(x);
    }

    internal readonly struct Expm1 : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Expm1(x);

        public static double Reference(double x) => ScalarMath.Expm1(x);
    }

    internal readonly struct Log : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Log(x);

        public static double Reference(double x) => ScalarMath.Log(x);
    }

    internal readonly struct Log1p : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Log1p(x);

        public static double Reference(double x) => ScalarMath.Log1p(x);
    }

    internal readonly struct Log1pOfUnit : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Log1pOfUnit(x);

        public static double Reference(double x) => ScalarMath.Log1p(x);

        public static bool IsDefined(float x) => float.IsNaN(x) || (x >= 0 && x <= 1);
    }

    internal readonly struct Log2 : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Log2(x);

        public static double Reference(double x) => ScalarMath.Log2(x);
    }

    internal readonly struct Sqrt : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Sqrt(x);

        public static double Reference(double x) => ScalarMath.Sqrt(x);
    }

    internal readonly struct Rsqrt : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Rsqrt(x);

        public static double Reference(double x) => ScalarMath.Rsqrt(x);
    }

    internal readonly struct Cbrt : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Cbrt(x);

        public static double Reference(double x) => ScalarMath.Cbrt(x);
    }

    internal readonly struct Sin : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Sin(x);

        public static double Reference(double x) => ScalarMath.Sin(x);
    }

    internal readonly struct Cos : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Cos(x);

        public static double Reference(double x) => ScalarMath.Cos(x);
    }

    internal readonly struct Tan : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Tan(x);

        public static double Reference(double x) => ScalarMath.Tan(x);
    }

    internal readonly struct Asin : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Asin(x);

        public static double Reference(double x) => ScalarMath.Asin(x);
    }

    internal readonly struct Acos : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Acos(x);

        public static double Reference(double x) => ScalarMath.Acos(x);
    }

    internal readonly struct Atan : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Atan(x);

        public static double Reference(double x) => ScalarMath.Atan(x);
    }

    internal readonly struct Sinh : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Sinh(x);

        public static double Reference(double x) => ScalarMath.Sinh(x);
    }

    internal readonly struct Cosh : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Cosh(x);

        public static double Reference(double x) => ScalarMath.Cosh(x);
    }

    internal readonly struct Tanh : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Tanh(x);

        public static double Reference(double x) => ScalarMath.Tanh(x);
    }

    internal readonly struct LogCosh : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.LogCosh(x);

        public static double Reference(double x) => ScalarMath.LogCosh(x);
    }

    internal readonly struct Erf : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Erf(x);

        public static double Reference(double x) => ScalarMath.Erf(x);
    }

    internal readonly struct Erfc : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Erfc(x);

        public static double Reference(double x) => ScalarMath.Erfc(x);
    }

    internal readonly struct Lgamma : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Lgamma(x);

        public static double Reference(double x) => ScalarMath.Lgamma(x);
    }

    internal readonly struct Digamma : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Digamma(x);

        public static double Reference(double x) => ScalarMath.Digamma(x);
    }

    internal readonly struct Trigamma : IUnary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V, T>(V x)
            where V : struct, ISimd<V, T>
            where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Trigamma(x);

        public static double Reference(double x) => ScalarMath.Trigamma(x);
    }

    internal readonly struct Pow : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x, V y)
            where V : struct, ISimd<V, float> => V.Pow(x, y);

        public static double Reference(double x, double y) => ScalarMath.Pow(x, y);
    }

    internal readonly struct Atan2 : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x, V y)
            where V : struct, ISimd<V, float> => V.Atan2(x, y);

        public static double Reference(double x, double y) => ScalarMath.Atan2(x, y);
    }

    internal readonly struct XLogY : IBinary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Invoke<V>(V x, V y)
            where V : struct, ISimd<V, float> => V.XLogY(x, y);

        public static double Reference(double x, double y) => ScalarMath.XLogY(x, y);
    }
}
