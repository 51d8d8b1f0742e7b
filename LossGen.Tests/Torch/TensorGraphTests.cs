using LossGen.Generator.Functions;
using LossGen.Torch;

namespace LossGen.Tests.Torch;

/// <summary>What emitted gradients call.</summary>
public class TensorGraphTests
{
    /// <summary>A function is spelled alike for lanes, devices and tensors; one that abbreviates is gone by then, and one of the lowering is not there yet.</summary>
    [Fact]
    public void Every_function_has_an_operation_of_torch()
    {
        HashSet<string> operations = [.. typeof(TensorGraph).GetMethods().Select(method => method.Name)];
        Assert.Empty(FunctionTable.All.Where(function => function is { Abbreviates: null, IsOfLowering: false }).Select(function => function.Spelling).Except(operations));
    }
}
