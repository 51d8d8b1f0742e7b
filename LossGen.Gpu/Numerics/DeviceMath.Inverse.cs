namespace LossGen.Gpu;

public static partial class DeviceMath
{
    private const double HalfPiRest = 6.123233995736766036e-17; // pi/2 less its rounded value

    /// <summary>The angle in [-pi/2, pi/2] whose sine is x; NaN outside [-1, 1].</summary>
    public static double Asin(double x) => Atan(x / Math.Sqrt((1 - x) * (1 + x)));

    /// <summary>The angle in [0, pi] whose cosine is x; NaN outside [-1, 1].</summary>
    public static double Acos(double x) => 2 * Atan(Math.Sqrt((1 - x) / (1 + x)));

    /// <summary>The angle in [-pi/2, pi/2] whose tangent is x.</summary>
    public static double Atan(double x)
    {
        const double eighth = 0.41421356237309504880; // tan(pi/8)

        double magnitude = Math.Abs(x);

        // atan(x) = pi/4 + atan((x - 1) / (x + 1)) = pi/2 + atan(-1 / x)
        double quarters = magnitude <= eighth ? 0 : magnitude <= 1 / eighth ? 0.5 : 1;
        double t = magnitude <= eighth ? magnitude : magnitude <= 1 / eighth ? (magnitude - 1) / (magnitude + 1) : -1 / magnitude;
        double square = t * t;
        double rest = (t * square * AtanTail(square)) - (quarters * HalfPiRest);
        return DeviceBits.CopySign((quarters * (Math.PI / 2)) - (rest - t), x);
    }

    /// <summary>The angle of the point (x, y).</summary>
    public static double Atan2(double y, double x)
    {
        double height = Math.Abs(y);
        double width = Math.Abs(x);

        // Equal ones include 0 and infinity, which have no quotient.
        double angle = Atan(height == 0 ? 0 : height == width ? 1 : height / width);
        if (DeviceBits.IsNegative(x))
            angle = Math.PI - (angle - (2 * HalfPiRest));
        return double.IsNaN(x) || double.IsNaN(y) ? x + y : DeviceBits.CopySign(angle, y);
    }

    /// <summary>(t - atan(t)) / t^3 in t^2, for t up to tan(pi/8): the coefficients of fdlibm's s_atan.c (Sun Microsystems, 1993).</summary>
    private static double AtanTail(double square)
    {
        double tail = 1.62858201153657823623e-02;
        tail = (tail * square) - 3.65315727442169155270e-02;
        tail = (tail * square) + 4.97687799461593236017e-02;
        tail = (tail * square) - 5.83357013379057348645e-02;
        tail = (tail * square) + 6.66107313738753120669e-02;
        tail = (tail * square) - 7.69187620504482999495e-02;
        tail = (tail * square) + 9.09088713343650656196e-02;
        tail = (tail * square) - 1.11111104054623557880e-01;
        tail = (tail * square) + 1.42857142725034663711e-01;
        tail = (tail * square) - 1.99999999998764832476e-01;
        return (tail * square) + 3.33333333333329318027e-01;
    }
}
