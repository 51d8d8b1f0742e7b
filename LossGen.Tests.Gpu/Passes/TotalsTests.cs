using ILGPU;
using ILGPU.Runtime;
using LossGen.Gpu;
using LossGen.Nests;
using LossGen.Passes;
using LossGen.Tests.Gpu.Numerics;

namespace LossGen.Tests.Gpu.Passes;

/// <summary>The totals of passes and nests give in a kernel what they give on the CPU.</summary>
public class TotalsTests
{
    public static TheoryData<string, double[]> Cases()
    {
        var cases = new TheoryData<string, double[]>();
        foreach (string kind in Device.Kinds)
        {
            cases.Add(kind, [1, 1e100, 1, -1e100, 0.5]);
            cases.Add(kind, [-3, -1e-3, -700, -0.25, 2]);
            cases.Add(kind, [1, double.NaN, 3]);
            cases.Add(kind, [1, double.PositiveInfinity, 3]);
            cases.Add(kind, [double.NegativeInfinity, double.NegativeInfinity]);
        }

        return cases;
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Totals_are_those_of_the_CPU(string device, double[] values)
    {
        double[] input = [values.Length, .. values, .. new double[16]];

        double[] actual = Kernels.Launch(Device.Get(device), input, input, Sum);

        double[] expected = OnCpu(values);
        for (int i = 0; i < expected.Length; i++)
        {
            // The exponentials may differ in the last digit.
            if (double.IsFinite(expected[i]))
                Assert.Equal(expected[i], actual[i], Math.Abs(expected[i]) * 1e-15);
            else
                Assert.Equal(expected[i], actual[i]);
        }
    }

    private static double[] OnCpu(double[] values)
    {
        SumTotal sum = default, later = default;
        MaxTotal max = default;
        MinTotal min = default;
        ProductTotal product = default;
        var online = new OnlineSum();

        foreach (double value in values)
        {
            sum.Add(value);
            later.Add(value);
            max.Add(value);
            min.Add(value);
            product.Add(value);
            double shift = online.Raise(value);
            online.Add(Math.Exp(value - shift));
        }

        sum.Add(in later);
        return [sum.Value, max.Value, max.Shift, min.Value, product.Value, online.Shift, online.Sum];
    }

    /// <summary>The first thread adds up everything: x[0] is the number of values that follow.</summary>
    private static void Sum(Index1D i, ArrayView<double> x, ArrayView<double> y, ArrayView<double> result)
    {
        if (i != 0)
            return;

        SumTotal sum = default, later = default;
        MaxTotal max = default;
        MinTotal min = default;
        ProductTotal product = default;
        var online = new OnlineSum();

        for (int k = 1; k <= (int)x[0]; k++)
        {
            double value = x[k];
            sum.Add(value);
            later.Add(value);
            max.Add(value);
            min.Add(value);
            product.Add(value);
            double shift = online.Raise<DeviceElementary>(value);
            online.Add(DeviceMath.Exp(value - shift));
        }

        sum.Add(in later);
        result[0] = sum.Value;
        result[1] = max.Value;
        result[2] = max.Shift;
        result[3] = min.Value;
        result[4] = product.Value;
        result[5] = online.Shift;
        result[6] = online.Sum;
    }
}
