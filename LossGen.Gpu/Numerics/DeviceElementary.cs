using LossGen.Numerics;

namespace LossGen.Gpu;

/// <summary>What the special functions are made of on a device.</summary>
public readonly struct DeviceElementary : IElementary
{
    /// <inheritdoc/>
    public static double Exp(double x) => DeviceMath.Exp(x);

    /// <inheritdoc/>
    public static double Log(double x) => DeviceMath.Log(x);

    /// <inheritdoc/>
    public static double Sin(double x) => DeviceMath.Sin(x);

    /// <inheritdoc/>
    public static double Tan(double x) => DeviceMath.Tan(x);

    /// <inheritdoc/>
    public static double Floor(double x) => DeviceMath.Floor(x);

    /// <inheritdoc/>
    public static double Ceiling(double x) => DeviceMath.Ceiling(x);

    /// <inheritdoc/>
    public static double Round(double x) => DeviceMath.Round(x);

    /// <inheritdoc/>
    public static double CopySign(double magnitude, double sign) => DeviceBits.CopySign(magnitude, sign);

    /// <inheritdoc/>
    public static double MultiplyAdd(double a, double b, double c) => (a * b) + c;
}
