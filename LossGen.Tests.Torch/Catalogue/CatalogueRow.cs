using static TorchSharp.torch;

namespace LossGen.Tests.Torch.Catalogue;

/// <summary>A loss of the catalogue, and the same in libtorch.</summary>
/// <param name="type">The class that has the loss.</param>
/// <param name="name">Its name.</param>
/// <param name="inputs">Its tensors.</param>
internal sealed class CatalogueRow(Type type, string name, params CatalogueInput[] inputs)
{
    public Type Type { get; } = type;

    public string Name { get; } = name;

    public IReadOnlyList<CatalogueInput> Inputs { get; } = inputs;

    /// <summary>Gets the loss of each element in libtorch; null where it has none.</summary>
    public Func<CatalogueArguments, Tensor>? Each { get; init; }

    /// <summary>Gets the mean in libtorch, where it is not the mean of <see cref="Each"/>.</summary>
    public Func<CatalogueArguments, Tensor>? Mean { get; init; }

    /// <summary>Gets the sum in libtorch, where it is not the sum of <see cref="Each"/>.</summary>
    public Func<CatalogueArguments, Tensor>? Sum { get; init; }

    /// <summary>Gets options besides the defaults.</summary>
    public IReadOnlyList<(string Name, double Value)> Options { get; init; } = [];

    /// <summary>Gets the largest magnitude of real inputs that the reference can be trusted with.</summary>
    public double Largest { get; init; } = 1e30;

    /// <summary>Gets the name with its class.</summary>
    public string FullName => $"{Type.Name}.{Name}";

    public Tensor Reference(CatalogueReduction reduction, CatalogueArguments arguments) => reduction switch
    {
        CatalogueReduction.None => Each!(arguments),
        CatalogueReduction.Sum => Sum is null ? Each!(arguments).sum() : Sum(arguments),
        _ => Mean is null ? Each!(arguments).mean() : Mean(arguments),
    };
}
