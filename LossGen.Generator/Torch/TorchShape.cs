using LossGen.Generator.Binding;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Torch;

/// <summary>Finds where the extents of a loss per element come from.</summary>
internal static class TorchShape
{
    public static IReadOnlyList<TorchExtent> Of(BoundFormula formula, IReadOnlyList<TorchTensor> tensors, DiagnosticBag diagnostics)
    {
        var shape = new List<TorchExtent>();
        foreach (Axis axis in formula.Result.Axes.Axes)
        {
            ExtentSource? source = formula.Extents.FirstOrDefault(candidate => candidate.Axis == axis.Extent && candidate is { Number: null, Others: null, Windows.Count: 0 });
            if (source is null)
                diagnostics.Report(Rules.TorchLoss, new TextRange(0, int.MaxValue), $"No dimension of a tensor has the extent of the result's axis '{axis.Name}'");
            else
                shape.Add(new TorchExtent(tensors.ToList().FindIndex(tensor => tensor.Parameter.Name == source.Parameter.Name), source.Dimension, source.Parameter.Name));
        }

        return shape;
    }
}
