using System.Numerics;
using ILGPU;
using ILGPU.Runtime;
using Xunit.Abstractions;

namespace LossGen.Tests.Gpu.Numerics;

/// <summary>Every function of formulas on every device against the CPU's, over all kinds of arguments.</summary>
public class DeviceMathTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (string kind in Device.Kinds)
        {
            foreach (string name in MathCase.All.Keys)
                cases.Add(kind, name);
        }

        return cases;
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Floats_are_as_accurate_as_on_the_CPU(string device, string function)
    {
        MathCase tested = MathCase.All[function];
        Compare(device, tested, tested.Single, tested.SingleUlps);
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Doubles_are_as_accurate_as_on_the_CPU(string device, string function)
    {
        MathCase tested = MathCase.All[function];
        Compare(device, tested, tested.Double, tested.DoubleUlps);
    }

    private void Compare<T>(
        string device,
        MathCase tested,
        Action<Index1D, ArrayView<T>, ArrayView<T>, ArrayView<T>> kernel,
        double bound)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        Accelerator accelerator = Device.Get(device);
        (T[] x, T[] y) = Arguments.Of<T>();
        T[] actual = Kernels.Launch(accelerator, x, y, kernel);
        double worst = 0;
        string where = "";

        for (int i = 0; i < x.Length; i++)
        {
            double expected = tested.Reference(double.CreateTruncating(x[i]), double.CreateTruncating(y[i]));
            double distance = Distance(expected, actual[i], tested.IsAbsoluteBelowZero && T.IsNegative(x[i]));
            if (distance > worst)
            {
                worst = distance;
                where = $"{tested.Name}({x[i]:R}, {y[i]:R}): expected {expected:R}, got {actual[i]:R}";
            }
        }

        output.WriteLine($"ACCURACY {device} {typeof(T).Name} {tested.Name} {worst:F2} {where}");
        Assert.True(worst <= bound, $"{worst:F2} ulp: {where}");
    }

    /// <summary>In units in the last place; NaN, infinities and the sign of 0 must agree.</summary>
    private static double Distance<T>(double expected, T actual, bool isAbsolute)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T rounded = T.CreateTruncating(expected);
        if (T.IsNaN(rounded))
            return T.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (rounded == actual)
            return T.IsNegative(rounded) != T.IsNegative(actual) ? double.PositiveInfinity : Relative(expected, actual, rounded);
        if (T.IsInfinity(rounded) || T.IsNaN(actual))
            return double.PositiveInfinity;
        if (isAbsolute && T.Abs(rounded) < T.One)
            rounded = T.One;
        return Relative(expected, actual, rounded);
    }

    private static double Relative<T>(double expected, T actual, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(scale))
            return 0;
        T magnitude = T.Abs(scale);
        T above = T.BitIncrement(magnitude);
        double unit = double.CreateTruncating(T.IsFinite(above) ? above - magnitude : magnitude - T.BitDecrement(magnitude));
        return Math.Abs(double.CreateTruncating(actual) - expected) / unit;
    }
}
