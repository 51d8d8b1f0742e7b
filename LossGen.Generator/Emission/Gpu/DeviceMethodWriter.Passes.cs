using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>Writes how passes over all elements are enqueued.</summary>
internal abstract partial class DeviceMethodWriter
{
    /// <summary>Writes the launch of passes over so many elements.</summary>
    /// <param name="call">The names of what is enqueued.</param>
    /// <param name="kernels">The passes.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="size">The extent of an axis, where several are joined.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="loss">The parameter that takes the loss.</param>
    protected void WritePasses(DeviceCall call, IReadOnlyList<Kernel> kernels, string count, Func<Axis, string> size, string stream, string loss)
    {
        string launch = Scope.Unique("launch"), grid = Scope.Unique("grid"), arguments = Scope.Unique("call");
        Code.Line($"using var {launch} = global::LossGen.Gpu.DeviceLaunch.Begin({stream});");
        Code.Line($"global::LossGen.Gpu.DeviceGrid {grid} = {launch}.Elements({count});");
        Code.Open($"var {arguments} = new {Kernels}{call.Name}");
        foreach (KeyValuePair<string, (string Field, ElementType Type)> tensor in call.Tensors)
            Code.Line($"{tensor.Value.Field} = {Flat(tensor.Key)},");
        foreach (KeyValuePair<string, DeviceScalar> scalar in call.Scalars)
            Code.Line($"{scalar.Value.Field} = {Identifiers.Escape(scalar.Key)},");
        foreach (KeyValuePair<string, (string Field, ElementType Type)> result in call.Results)
            Code.Line($"{result.Value.Field} = {Identifiers.Escape(result.Key.Length == 0 ? loss : result.Key)},");
        Code.Line($"{DeviceCall.Count} = {count},");
        foreach (KeyValuePair<Axis, string> extent in call.Sizes)
            Code.Line($"{extent.Value} = {size(extent.Key)},");
        string aligned = string.Join(" && ", call.Tensors.Keys.Select(tensor => $"{launch}.IsAligned({Flat(tensor)})"));
        Code.Line($"{DeviceCall.Quads} = global::LossGen.Gpu.DeviceLaunch.Quads({count}, {aligned}),");
        if (!Companion.IsDeclared)
            Code.Line($"{DeviceCall.Accumulate} = {Companion.Accumulate} ? 1 : 0,");
        for (int i = 0; i < kernels.Count; i++)
        {
            if (call.Totals[i] is { } totals)
                Code.Line($"{totals} = {launch}.Totals<{Kernels}{kernels[i].TotalsName}>({grid}),");
        }

        Code.Close(";");
        for (int i = 0; i < kernels.Count; i++)
        {
            Code.Line($"{launch}.Run({DeviceExchange.Forms($"{Kernels}{call.Name}.{DeviceCall.PassName(i)}")}, {arguments}, {grid});");
            if (call.Totals[i] is { } totals)
                Code.Line($"{launch}.Combine({arguments}.{totals});");
        }

        if (call.Results.Count > 0)
            Code.Line($"{launch}.Single({Kernels}{call.Name}.Results, {arguments});");
    }
}
