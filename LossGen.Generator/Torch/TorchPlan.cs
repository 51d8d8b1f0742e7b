using LossGen.Generator.Declarations;

namespace LossGen.Generator.Torch;

/// <summary>A tensor of a loss of torch tensors.</summary>
/// <param name="Parameter">What it is to the losses of spans that stand behind it.</param>
/// <param name="Rank">How many indices it has; null where the formula gives it none, and its elements are taken one after the other.</param>
/// <param name="HasGradient">Whether the loss has a gradient by it.</param>
internal sealed record TorchTensor(ParameterModel Parameter, int? Rank, bool HasGradient);

/// <summary>Where an extent of the losses comes from: a dimension of a tensor, or an <c>int</c> parameter.</summary>
/// <param name="Tensor">Which tensor; -1 for a parameter.</param>
/// <param name="Dimension">Which of its dimensions.</param>
/// <param name="Scalar">The parameter.</param>
internal sealed record TorchExtent(int Tensor, int Dimension, string Scalar);

/// <summary>A loss of spans for one element type.</summary>
/// <param name="Owner">What its methods are called on, in full.</param>
/// <param name="Declaration">The loss.</param>
internal sealed record TorchForm(string Owner, LossDeclaration Declaration);

/// <summary>
/// What stands behind a loss of torch tensors: a loss of spans, once for float and once for double. The formula says how many dimensions each tensor
/// has and which tensors hold positions; the element type is known at run time.
/// </summary>
/// <param name="Single">The loss of floats.</param>
/// <param name="Double">The loss of doubles.</param>
/// <param name="Tensors">The tensors, in the order of the parameters.</param>
/// <param name="Shape">The shape of the losses; null where the loss is one number.</param>
/// <param name="Gradient">What torch can differentiate again; null where there is nothing.</param>
internal sealed record TorchPlan(
    TorchForm Single, TorchForm Double, IReadOnlyList<TorchTensor> Tensors, IReadOnlyList<TorchExtent>? Shape, TorchGradient? Gradient)
{
    /// <summary>The numbers that the user gives.</summary>
    public IEnumerable<ParameterModel> Options => Double.Declaration.Parameters.Where(parameter => parameter.IsScalar && IndexOf(parameter) < 0);

    public IEnumerable<ParameterModel> Metrics => Double.Declaration.Parameters.Where(parameter => parameter.Kind == ParameterKind.Metric);

    /// <summary>The place of a parameter among the tensors; -1 where it is none.</summary>
    public int IndexOf(ParameterModel parameter)
    {
        for (int i = 0; i < Tensors.Count; i++)
        {
            if (Tensors[i].Parameter.Name == parameter.Name)
                return i;
        }

        return -1;
    }
}
