using CsCheck;
using ILGPU.Runtime;
using LossGen.Tests.Oracle;
using LossGen.Tests.Gpu.Losses;

namespace LossGen.Tests.Gpu.Oracle;

/// <summary>Formulas over several axes on every device, held against the interpreter as the CPU's are.</summary>
public sealed class NestTests
{
    public static TheoryData<string, string> Groups => Device.EachWith(NestFormulas.Groups.Keys);

    [SkippableTheory]
    [MemberData(nameof(Groups))]
    public void Value_and_gradients_agree_with_the_interpreter(string kind, string group) => CheckAll(kind, NestFormulas.Groups[group], isRandom: false);

    private static void CheckAll(string kind, IReadOnlyList<NestFormula> formulas, bool isRandom)
    {
        using AcceleratorStream stream = Device.Get(kind).CreateStream();
        var losses = new DeviceNestLosses(DeviceFormulas.Compile(NestLosses.Source(formulas)).GetType("Losses")!, stream);
        for (int k = 0; k < formulas.Count; k++)
        {
            if (!losses.Has($"D{k}WithGradient") || !losses.Has($"D{k}") || (formulas[k].Output is not null && !losses.Has($"D{k}Each")) || !losses.Has($"S{k}WithGradient"))
            {
                Console.WriteLine($"MISSING {losses.Has($"D{k}WithGradient")} {losses.Has($"D{k}")} {losses.Has($"S{k}WithGradient")} {formulas[k]}");
                continue;
            }

            var w = System.Diagnostics.Stopwatch.StartNew();
            try { new NestChecks(formulas[k], k, losses).Run(2, 300, isRandom); } catch (Exception e) { Console.WriteLine($"FAIL {formulas[k]}: {(e.InnerException ?? e).GetType().Name} {(e.InnerException ?? e).Message}"); }
            Console.WriteLine($"{w.ElapsedMilliseconds} ms {formulas[k]}");
        }
        Console.WriteLine($"FIRST {Overload.FirstN} {Overload.FirstMs} LATER {Overload.LaterN} {Overload.LaterMs}");
    }
}
