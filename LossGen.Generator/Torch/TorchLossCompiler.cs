using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Emission.Torch;

namespace LossGen.Generator.Torch;

/// <summary>Compiles a loss of torch tensors: the losses of spans that stand behind it, and the step of autograd that runs them.</summary>
internal static class TorchLossCompiler
{
    public static CompiledLoss Compile(LossDeclaration declaration, CancellationToken cancel)
    {
        var diagnostics = new DiagnosticBag();
        TorchPlan? plan = null;
        LossCompiler.Guard(declaration, diagnostics, () => plan = TorchPlanner.Plan(declaration, diagnostics));
        if (plan is null)
            return LossCompiler.Stub(declaration) with { Diagnostics = diagnostics.Items.ToEquatableArray() };
        CompiledLoss inFloat = LossCompiler.Compile(plan.Single.Declaration, cancel);
        if (HasErrors(inFloat))
            return LossCompiler.Stub(declaration) with { Diagnostics = inFloat.Diagnostics };

        // What there is to say about the formula is the same for both, save what a double holds and a float does not.
        CompiledLoss inDouble = LossCompiler.Compile(plan.Double.Declaration, cancel);
        if (HasErrors(inDouble))
            return LossCompiler.Stub(declaration) with { Diagnostics = inDouble.Diagnostics };
        string? entry = null;
        LossCompiler.Guard(declaration, diagnostics, () => entry = TorchLossWriter.Write(declaration, plan, inFloat));
        return entry is null
            ? LossCompiler.Stub(declaration) with { Diagnostics = diagnostics.Items.ToEquatableArray() }
            : CompiledLoss.Of(declaration, entry + "\n" + inFloat.Source + "\n" + inDouble.Source) with { Diagnostics = inFloat.Diagnostics };
    }

    private static bool HasErrors(CompiledLoss loss) => loss.Diagnostics.Any(diagnostic => Rules.IsError(diagnostic.Id));
}
