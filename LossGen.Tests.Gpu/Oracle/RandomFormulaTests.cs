using CsCheck;
using ILGPU.Runtime;
using LossGen.Tests.Oracle;

namespace LossGen.Tests.Gpu.Oracle;

/// <summary>
/// Random formulas over one axis, compiled by the real generator and run on every device, against the interpreter of the formula as written and
/// its central differences, and on special values against the CPU.
/// </summary>
public sealed class RandomFormulaTests
{
    private const double Inf = double.PositiveInfinity, NaN = double.NaN;

    private static readonly int[] Lengths = [1, 3, 4, 5, 31, 32, 33, 255, 257, 3001];

    public static TheoryData<string, string> Seeds => Device.EachWith("0002ZDOAFwg4");

    [SkippableTheory]
    [MemberData(nameof(Seeds))]
    public void Value_and_gradient_agree_with_the_interpreter(string kind, string seed)
    {
        Accelerator accelerator = Device.Get(kind, nameof(RandomFormulaTests));
        RandomFormulas.Scalar.Array[kind == "cpu" ? 12 : 4].Sample(formulas => CheckAll(accelerator, formulas), seed: seed, iter: 1, threads: 1);
    }

    private static void CheckAll(Accelerator accelerator, string[] formulas)
    {
        using AcceleratorStream stream = accelerator.CreateStream();
        Type losses = DeviceFormulas.Compile(FormulaLosses.Source(formulas)).GetType("Losses")!;
        var onDevice = new DeviceFormulaLosses(losses, stream);
        var onCpu = new FormulaLosses(losses);
        var failures = new List<string>();
        for (int k = 0; k < formulas.Length; k++)
        {
            try
            {
                new FormulaChecks(formulas[k], k, onDevice).Run(accelerator.AcceleratorType == AcceleratorType.CPU ? Lengths[..^1] : Lengths);
                CheckSpecialValues(onCpu, onDevice, k);
            }
            catch (Exception exception)
            {
                failures.Add($"{formulas[k]}: {exception.GetType().Name} {exception.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    /// <summary>Infinite, huge and tiny numbers, zeros of both signs and NaN: one of them among others, or all.</summary>
    private static void CheckSpecialValues(FormulaLosses onCpu, DeviceFormulaLosses onDevice, int k)
    {
        foreach (double special in new[] { Inf, -Inf, NaN, 1e30, -1e30, 1e-30, 1e-40, 0, -0.0 })
        {
            foreach (string name in new[] { "D" + k, "S" + k })
            {
                double[] p = [0.5, special, -1.25, 2], y = [1, -0.5, special, 0.25], all = [special, special, special];
                AssertClose(onCpu.WithGradient(name, p, y, 1.25, 1, null), onDevice.WithGradient(name, p, y, 1.25, 1, null), name, special);
                AssertClose(onCpu.WithGradient(name, all, all, 1.25, 1, null), onDevice.WithGradient(name, all, all, 1.25, 1, null), name, special);
            }
        }
    }

    private static void AssertClose(FormulaResults expected, FormulaResults actual, string name, double special)
    {
        double tolerance = name[0] == 'D' ? 1e-12 : 1e-4;
        double[] wanted = [expected.Value, .. expected.GradP, .. expected.GradY, expected.GradS], got = [actual.Value, .. actual.GradP, .. actual.GradY, actual.GradS];
        for (int i = 0; i < wanted.Length; i++)
        {
            Assert.True(
                wanted[i].Equals(got[i]) || Math.Abs(wanted[i] - got[i]) <= tolerance * (1 + Math.Abs(wanted[i])),
                $"{name} of {special}: number {i} of value and gradient is {got[i]:R}, and {wanted[i]:R} on the CPU");
        }
    }
}
