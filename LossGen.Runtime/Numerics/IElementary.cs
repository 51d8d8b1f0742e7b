namespace LossGen.Numerics;

/// <summary>
/// The functions of one double that the special functions are made of. A device has others than <see cref="Math"/>, and the special
/// functions are written once over either.
/// </summary>
public interface IElementary
{
    /// <summary>e to the power x.</summary>
    static abstract double Exp(double x);

    /// <summary>The natural logarithm.</summary>
    static abstract double Log(double x);

    /// <summary>The sine.</summary>
    static abstract double Sin(double x);

    /// <summary>The tangent.</summary>
    static abstract double Tan(double x);

    /// <summary>The largest integer not above x.</summary>
    static abstract double Floor(double x);

    /// <summary>The smallest integer not below x.</summary>
    static abstract double Ceiling(double x);

    /// <summary>The nearest integer, halves to even.</summary>
    static abstract double Round(double x);

    /// <summary>The magnitude of the first with the sign of the second.</summary>
    static abstract double CopySign(double magnitude, double sign);

    /// <summary>a * b + c, rounded once where the machine can.</summary>
    static abstract double MultiplyAdd(double a, double b, double c);
}

/// <summary>The functions of <see cref="Math"/>.</summary>
public readonly struct MachineMath : IElementary
{
    /// <inheritdoc/>
    public static double Exp(double x) => Math.Exp(x);

    /// <inheritdoc/>
    public static double Log(double x) => Math.Log(x);

    /// <inheritdoc/>
    public static double Sin(double x) => Math.Sin(x);

    /// <inheritdoc/>
    public static double Tan(double x) => Math.Tan(x);

    /// <inheritdoc/>
    public static double Floor(double x) => Math.Floor(x);

    /// <inheritdoc/>
    public static double Ceiling(double x) => Math.Ceiling(x);

    /// <inheritdoc/>
    public static double Round(double x) => Math.Round(x);

    /// <inheritdoc/>
    public static double CopySign(double magnitude, double sign) => Math.CopySign(magnitude, sign);

    /// <inheritdoc/>
    public static double MultiplyAdd(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c);
}
