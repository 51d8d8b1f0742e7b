using System.Runtime.CompilerServices;
using ILGPU.Util;

namespace LossGen.Gpu;

// What devices have built in loses NaN (Max, Min) or is long (Floor, Ceiling, Round), as ILGPU spells it.
public static partial class DeviceMath
{
    /// <summary>The nearest integer, halves to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float x)
    {
        const float integral = 8388608; // from here on there are no fractions

        float magnitude = Math.Abs(x);
        return Utilities.Select(magnitude < integral, DeviceBits.CopySign(magnitude + integral - integral, x), x);
    }

    /// <summary>The largest integer not above x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Floor(float x)
    {
        float near = Round(x);
        return Utilities.Select(near > x, near - 1, near);
    }

    /// <summary>The smallest integer not below x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Ceiling(float x)
    {
        float near = Round(x);
        return Utilities.Select(near < x, DeviceBits.CopySign(near + 1, x), near);
    }

    /// <summary>The larger one; NaN where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float x, float y)
    {
        float larger = Utilities.Select((x > y) | ((x == y) & !DeviceBits.IsNegative(x)), x, y);
        return Utilities.Select(float.IsNaN(x) | float.IsNaN(y), x + y, larger);
    }

    /// <summary>The smaller one; NaN where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float x, float y)
    {
        float smaller = Utilities.Select((x < y) | ((x == y) & DeviceBits.IsNegative(x)), x, y);
        return Utilities.Select(float.IsNaN(x) | float.IsNaN(y), x + y, smaller);
    }

    /// <summary>The nearest integer, halves to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Round(double x)
    {
        const double integral = 4503599627370496; // from here on there are no fractions

        double magnitude = Math.Abs(x);
        return Utilities.Select(magnitude < integral, DeviceBits.CopySign(magnitude + integral - integral, x), x);
    }

    /// <summary>The largest integer not above x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Floor(double x)
    {
        double near = Round(x);
        return Utilities.Select(near > x, near - 1, near);
    }

    /// <summary>The smallest integer not below x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Ceiling(double x)
    {
        double near = Round(x);
        return Utilities.Select(near < x, DeviceBits.CopySign(near + 1, x), near);
    }

    /// <summary>The larger one; NaN where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(double x, double y)
    {
        double larger = Utilities.Select((x > y) | ((x == y) & !DeviceBits.IsNegative(x)), x, y);
        return Utilities.Select(double.IsNaN(x) | double.IsNaN(y), x + y, larger);
    }

    /// <summary>The smaller one; NaN where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(double x, double y)
    {
        double smaller = Utilities.Select((x < y) | ((x == y) & DeviceBits.IsNegative(x)), x, y);
        return Utilities.Select(double.IsNaN(x) | double.IsNaN(y), x + y, smaller);
    }
}
