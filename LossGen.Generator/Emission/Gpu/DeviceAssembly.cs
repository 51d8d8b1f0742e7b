using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Emission.Gpu.Nests;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>Writes the overloads of a method for views and for a device, where the backend compiles it, and the kernels that they enqueue.</summary>
internal sealed class DeviceAssembly(LossDeclaration declaration, BoundFormula formula, KernelLibrary library, NodeNames names, CodeWriter code)
{
    /// <summary>ILGPU has views of up to three dimensions; beyond, a <c>TensorView</c> takes their place.</summary>
    public const int LargestViewRank = 3;

    public void Write(Companion companion)
    {
        if (!Compiles(companion))
            return;
        code.Line();
        string suffix = companion.KernelName.Substring(declaration.KernelStem.Length) + "OnDevice";
        if (companion.Axis is not null)
        {
            IReadOnlyList<Kernel> kernels = library.Kernels(companion);
            var call = DeviceCall.Of(library.Reserve(suffix), declaration, companion, kernels);
            library.Texts.Add(DeviceKernelWriter.Write(call, declaration, companion, kernels, names));
            new DevicePassMethodWriter(declaration, companion, formula, kernels, call, code).Write();
        }
        else
        {
            NestPlan plan = DevicePairSplit.Apply(companion.Schedule.Device!);
            IReadOnlyList<TensorLayout> layouts = Layouts.With(Layouts.Of(declaration, formula, companion), plan, declaration.Element);
            string name = library.Reserve(suffix);
            var call = DeviceNestCall.Of(name, declaration, companion, plan, library.Totals(name, plan, layouts), layouts, names);
            var dense = Dense(companion, suffix);
            if (dense is null || layouts.Any(layout => layout.IsTensorSpan))
                library.Texts.Add(DeviceNestKernelWriter.Write(call, declaration, plan, companion, names));
            new DeviceNestMethodWriter(declaration, companion, formula, call, plan.BeforeChecks, code) { Dense = dense }.Write();
        }

        code.Line();
        new DeviceHostMethodWriter(declaration, companion, formula, code).Write();
    }

    /// <summary>What is enqueued where all tensors are dense, and their axes can be joined into one.</summary>
    private (DeviceCall Call, IReadOnlyList<Kernel> Kernels)? Dense(Companion companion, string suffix)
    {
        if (companion.Schedule is not { Passes: { Passes.Count: > 0 }, Collapsed.Dimensions.Count: > 0 })
            return null;
        IReadOnlyList<Kernel> kernels = library.Kernels(companion);
        var call = DeviceCall.Of(library.Reserve("Dense" + suffix), declaration, companion, kernels);
        library.Texts.Add(DeviceKernelWriter.Write(call, declaration, companion, kernels, names));
        return (call, kernels);
    }

    private bool Compiles(Companion companion) =>
        declaration.HasDevice && companion.Inputs(declaration).Count > 0
        && (companion.Axis is not null ? companion.Schedule.Passes!.Passes.Count > 0 : companion.Schedule.Device is { Nests.Count: > 0 });

    /// <summary>The dimensions of a tensor.</summary>
    public static int Rank(ParameterModel parameter, BoundFormula formula) =>
        formula.Shapes.TryGetValue(parameter.Name, out IReadOnlyList<Axis>? shape) ? shape.Count
        : formula.Metrics.TryGetValue(parameter.Name, out Node? metric) ? metric.Axes.Count
        : formula.Result.Axes.Count;
}
