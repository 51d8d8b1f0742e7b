using CsCheck;
using ILGPU.Runtime;
using LossGen.Tests.Oracle;

namespace LossGen.Tests.Gpu.Oracle;

/// <summary>Formulas over several axes, compiled by the real generator, on every device: held against the interpreter as the CPU's are.</summary>
public sealed class NestTests
{
    public static TheoryData<string, string> Groups => Device.EachWith(NestFormulas.Groups.Keys.Where(group => group != NestFormulas.Checkpoints));

    public static TheoryData<string, string> Narrow => Device.EachWith("rows", "outputs");

    public static TheoryData<string, string> Seeds => Device.EachWith("0003kQ7ZxNe2");

    [SkippableTheory]
    [MemberData(nameof(Groups))]
    public void Value_and_gradients_agree_with_the_interpreter(string kind, string group)
    {
        // Kernels take long to compile but on the CPU; there, in turn, threads meet slowly, and a barrier that one of them misses goes unnoticed.
        IReadOnlyList<NestFormula> all = [.. NestFormulas.Groups[group].Where(formula => formula.HasDevice)];
        CheckAll(Device.Get(kind, nameof(NestTests)), kind == "cpu" || group == NestFormulas.Recurrences ? all : [.. all.Where((_, k) => k % 8 == 0)], isRandom: false);
    }

    [SkippableTheory]
    [MemberData(nameof(Seeds))]
    public void Random_formulas_agree_with_the_interpreter(string kind, string seed)
    {
        Accelerator accelerator = Device.Get(kind, nameof(NestTests));
        RandomNests.Formula.Array[kind == "cpu" ? 15 : 3].Sample(formulas => CheckAll(accelerator, formulas, isRandom: true), seed: seed, iter: 1, threads: 1);
    }

    [SkippableTheory]
    [MemberData(nameof(Narrow))]
    public void Tensors_of_16_bits_give_what_floats_give(string kind, string group)
    {
        Accelerator accelerator = Device.Get(kind, nameof(NestTests));
        bool isSlow = accelerator.AcceleratorType == AcceleratorType.CPU;
        IReadOnlyList<NestFormula> formulas = [.. NestFormulas.Groups[group].Where((formula, k) => formula.HasDevice && k % (isSlow ? 2 : 6) == 0)];
        NestType[] types = [NestType.Half, NestType.BFloat16];
        Check(accelerator, formulas, (formula, k, losses) => new NarrowChecks(formula, k, losses).Run(1, isSlow ? 150 : 3000, types), [NestType.Single, .. types]);
    }

    private static void CheckAll(Accelerator accelerator, IReadOnlyList<NestFormula> formulas, bool isRandom)
    {
        bool isSlow = accelerator.AcceleratorType == AcceleratorType.CPU;
        Check(accelerator, formulas, (formula, k, losses) => new NestChecks(formula, k, losses).Run(isSlow ? 1 : 2, isSlow ? 150 : 4000, isRandom));
    }

    private static void Check(
        Accelerator accelerator, IReadOnlyList<NestFormula> formulas, Action<NestFormula, int, DeviceNestLosses> check, params NestType[] types)
    {
        using AcceleratorStream stream = accelerator.CreateStream();
        var losses = new DeviceNestLosses(DeviceFormulas.Compile(NestLosses.Source(formulas, types)).GetType("Losses")!, stream);
        NestFormulas.CheckEach(formulas, (formula, k) => check(formula, k, losses));
    }
}
