using CsCheck;
using ILGPU.Runtime;
using LossGen.Tests.Oracle;

namespace LossGen.Tests.Gpu.Oracle;

/// <summary>
/// Random formulas over one axis, compiled by the real generator and run on every device, against the interpreter of the formula as written and
/// its central differences.
/// </summary>
public sealed class RandomFormulaTests
{
    private const int FormulasPerBatch = 10;

    private static readonly int[] Lengths = [1, 3, 4, 5, 31, 32, 33, 255, 257, 3001];

    public static TheoryData<string, string> Batches => Device.EachWith("0002ZDOAFwg4");

    [SkippableTheory]
    [MemberData(nameof(Batches))]
    public void Value_and_gradient_agree_with_the_interpreter(string kind, string seed)
    {
        Accelerator accelerator = Device.Get(kind);
        RandomFormulas.Scalar.Array[FormulasPerBatch].Sample(formulas => CheckBatch(accelerator, formulas), seed: seed, iter: 1, threads: 1);
    }

    private static void CheckBatch(Accelerator accelerator, string[] formulas)
    {
        using AcceleratorStream stream = accelerator.CreateStream();
        var losses = new DeviceFormulaLosses(DeviceFormulas.Compile(FormulaLosses.Source(formulas)).GetType("Losses")!, stream);
        for (int k = 0; k < formulas.Length; k++)
        {
            var w = System.Diagnostics.Stopwatch.StartNew();
            try { new FormulaChecks(formulas[k], k, losses).Run(Lengths); } catch (Exception e) { Console.WriteLine($"FAIL {formulas[k]}: {e}"); }
            Console.WriteLine($"{w.ElapsedMilliseconds} ms {formulas[k]}");
        }
    }
}
