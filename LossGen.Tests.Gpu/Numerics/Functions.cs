using LossGen.Gpu;

namespace LossGen.Tests.Gpu.Numerics;

/// <summary>A function of one number to run in a kernel.</summary>
internal interface IUnary
{
    static abstract float Of(float x);

    static abstract double Of(double x);
}

/// <summary>A function of two numbers to run in a kernel.</summary>
internal interface IBinary
{
    static abstract float Of(float x, float y);

    static abstract double Of(double x, double y);
}

/// <summary>The functions of formulas as type arguments of kernels.</summary>
internal static class Functions
{
    public readonly struct Abs : IUnary
    {
        public static float Of(float x) => DeviceMath.Abs(x);

        public static double Of(double x) => DeviceMath.Abs(x);
    }

    public readonly struct Sqrt : IUnary
    {
        public static float Of(float x) => DeviceMath.Sqrt(x);

        public static double Of(double x) => DeviceMath.Sqrt(x);
    }

    public readonly struct Floor : IUnary
    {
        public static float Of(float x) => DeviceMath.Floor(x);

        public static double Of(double x) => DeviceMath.Floor(x);
    }

    public readonly struct Ceiling : IUnary
    {
        public static float Of(float x) => DeviceMath.Ceiling(x);

        public static double Of(double x) => DeviceMath.Ceiling(x);
    }

    public readonly struct Round : IUnary
    {
        public static float Of(float x) => DeviceMath.Round(x);

        public static double Of(double x) => DeviceMath.Round(x);
    }

    public readonly struct Exp : IUnary
    {
        public static float Of(float x) => DeviceMath.Exp(x);

        public static double Of(double x) => DeviceMath.Exp(x);
    }

    public readonly struct Expm1 : IUnary
    {
        public static float Of(float x) => DeviceMath.Expm1(x);

        public static double Of(double x) => DeviceMath.Expm1(x);
    }

    public readonly struct Log : IUnary
    {
        public static float Of(float x) => DeviceMath.Log(x);

        public static double Of(double x) => DeviceMath.Log(x);
    }

    public readonly struct Log1p : IUnary
    {
        public static float Of(float x) => DeviceMath.Log1p(x);

        public static double Of(double x) => DeviceMath.Log1p(x);
    }

    /// <summary>Of the number or its reciprocal, whichever lies between 0 and 1.</summary>
    public readonly struct Log1pOfUnit : IUnary
    {
        public static float Of(float x) => DeviceMath.Log1pOfUnit(DeviceMath.Min(DeviceMath.Abs(x), 1 / DeviceMath.Abs(x)));

        public static double Of(double x) => DeviceMath.Log1pOfUnit(DeviceMath.Min(DeviceMath.Abs(x), 1 / DeviceMath.Abs(x)));
    }

    public readonly struct Log2 : IUnary
    {
        public static float Of(float x) => DeviceMath.Log2(x);

        public static double Of(double x) => DeviceMath.Log2(x);
    }

    public readonly struct Rsqrt : IUnary
    {
        public static float Of(float x) => DeviceMath.Rsqrt(x);

        public static double Of(double x) => DeviceMath.Rsqrt(x);
    }

    public readonly struct Cbrt : IUnary
    {
        public static float Of(float x) => DeviceMath.Cbrt(x);

        public static double Of(double x) => DeviceMath.Cbrt(x);
    }

    public readonly struct Sign : IUnary
    {
        public static float Of(float x) => DeviceMath.Sign(x);

        public static double Of(double x) => DeviceMath.Sign(x);
    }

    public readonly struct Sin : IUnary
    {
        public static float Of(float x) => DeviceMath.Sin(x);

        public static double Of(double x) => DeviceMath.Sin(x);
    }

    public readonly struct Cos : IUnary
    {
        public static float Of(float x) => DeviceMath.Cos(x);

        public static double Of(double x) => DeviceMath.Cos(x);
    }

    public readonly struct Tan : IUnary
    {
        public static float Of(float x) => DeviceMath.Tan(x);

        public static double Of(double x) => DeviceMath.Tan(x);
    }

    public readonly struct Asin : IUnary
    {
        public static float Of(float x) => DeviceMath.Asin(x);

        public static double Of(double x) => DeviceMath.Asin(x);
    }

    public readonly struct Acos : IUnary
    {
        public static float Of(float x) => DeviceMath.Acos(x);

        public static double Of(double x) => DeviceMath.Acos(x);
    }

    public readonly struct Atan : IUnary
    {
        public static float Of(float x) => DeviceMath.Atan(x);

        public static double Of(double x) => DeviceMath.Atan(x);
    }

    public readonly struct Sinh : IUnary
    {
        public static float Of(float x) => DeviceMath.Sinh(x);

        public static double Of(double x) => DeviceMath.Sinh(x);
    }

    public readonly struct Cosh : IUnary
    {
        public static float Of(float x) => DeviceMath.Cosh(x);

        public static double Of(double x) => DeviceMath.Cosh(x);
    }

    public readonly struct Tanh : IUnary
    {
        public static float Of(float x) => DeviceMath.Tanh(x);

        public static double Of(double x) => DeviceMath.Tanh(x);
    }

    public readonly struct LogCosh : IUnary
    {
        public static float Of(float x) => DeviceMath.LogCosh(x);

        public static double Of(double x) => DeviceMath.LogCosh(x);
    }

    public readonly struct Erf : IUnary
    {
        public static float Of(float x) => DeviceMath.Erf(x);

        public static double Of(double x) => DeviceMath.Erf(x);
    }

    public readonly struct Erfc : IUnary
    {
        public static float Of(float x) => DeviceMath.Erfc(x);

        public static double Of(double x) => DeviceMath.Erfc(x);
    }

    public readonly struct Lgamma : IUnary
    {
        public static float Of(float x) => DeviceMath.Lgamma(x);

        public static double Of(double x) => DeviceMath.Lgamma(x);
    }

    public readonly struct Digamma : IUnary
    {
        public static float Of(float x) => DeviceMath.Digamma(x);

        public static double Of(double x) => DeviceMath.Digamma(x);
    }

    public readonly struct Trigamma : IUnary
    {
        public static float Of(float x) => DeviceMath.Trigamma(x);

        public static double Of(double x) => DeviceMath.Trigamma(x);
    }

    public readonly struct Max : IBinary
    {
        public static float Of(float x, float y) => DeviceMath.Max(x, y);

        public static double Of(double x, double y) => DeviceMath.Max(x, y);
    }

    public readonly struct Min : IBinary
    {
        public static float Of(float x, float y) => DeviceMath.Min(x, y);

        public static double Of(double x, double y) => DeviceMath.Min(x, y);
    }

    public readonly struct Pow : IBinary
    {
        public static float Of(float x, float y) => DeviceMath.Pow(x, y);

        public static double Of(double x, double y) => DeviceMath.Pow(x, y);
    }

    public readonly struct Atan2 : IBinary
    {
        public static float Of(float y, float x) => DeviceMath.Atan2(y, x);

        public static double Of(double y, double x) => DeviceMath.Atan2(y, x);
    }

    public readonly struct XLogY : IBinary
    {
        public static float Of(float x, float y) => DeviceMath.XLogY(x, y);

        public static double Of(double x, double y) => DeviceMath.XLogY(x, y);
    }

    public readonly struct TimesLog : IBinary
    {
        public static float Of(float x, float log) => DeviceMath.TimesLog(x, log);

        public static double Of(double x, double log) => DeviceMath.TimesLog(x, log);
    }

    public readonly struct XOverY : IBinary
    {
        public static float Of(float x, float y) => DeviceMath.XOverY(x, y);

        public static double Of(double x, double y) => DeviceMath.XOverY(x, y);
    }

    public readonly struct MaxShare : IBinary
    {
        public static float Of(float x, float y) => DeviceMath.MaxShare(x, y);

        public static double Of(double x, double y) => DeviceMath.MaxShare(x, y);
    }
}
