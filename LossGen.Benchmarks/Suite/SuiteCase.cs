using System.Reflection;
using LossGen.Tests.Torch.Catalogue;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Benchmarks.Suite;

/// <summary>A loss of the catalogue with inputs of some size: its method and companion, and the same in libtorch.</summary>
internal sealed class SuiteCase : IDisposable
{
    private readonly CatalogueRow row;
    private readonly CatalogueArguments arguments;
    private readonly List<string> differentiated;
    private readonly MethodInfo forward, companion;

    private SuiteCase(CatalogueRow row, MethodInfo forward, MethodInfo companion, Extents extents)
    {
        (this.row, this.forward, this.companion) = (row, forward, companion);
        differentiated = [.. companion.GetParameters().Select(CatalogueMethods.Differentiated).Where(name => name is not null).Select(name => name!)];
        arguments = CatalogueArguments.Draw<float>(row, forward, extents, new Random(1), number => number, [], ScalarType.Float32);
        foreach (CatalogueInput input in row.Inputs.Where(input => !input.IsIndex && !differentiated.Contains(input.Name)))
            arguments[input.Name].requires_grad_(false);
        InputBytes = row.Inputs.Sum(input => 4L * extents.Count(input.Axes));
        OutputBytes = differentiated.Sum(name => 4L * arguments[name].numel());
        Own = CatalogueCall.Bind(forward, Argument);
        OwnWithGradient = CatalogueCall.Bind(companion, Argument);
    }

    public string Name => row.FullName;

    /// <summary>The tensors that are read, in bytes.</summary>
    public long InputBytes { get; }

    /// <summary>The gradients, in bytes.</summary>
    public long OutputBytes { get; }

    public Action Own { get; }

    public Action OwnWithGradient { get; }

    /// <summary>Inputs by name, for other peers.</summary>
    public CatalogueArguments Arguments => arguments;

    /// <summary>The loss of floats that reduces to a number, with inputs of the extents; null where it has none.</summary>
    public static SuiteCase? TryCreate(CatalogueRow row, Extents extents)
    {
        MethodInfo? forward = CatalogueMethods.Of(row.Type, row.Name)
            .FirstOrDefault(method => CatalogueMethods.ReductionOf(method) == CatalogueReduction.Mean && CatalogueMethods.HasElement<float>(method));
        MethodInfo? companion = forward is null ? null
            : CatalogueMethods.CompanionsOf(forward).FirstOrDefault(method => method.Name.EndsWith("WithGradient", StringComparison.Ordinal));
        return forward is null || companion is null ? null : new SuiteCase(row, forward, companion, extents);
    }

    public void Libtorch()
    {
        using IDisposable scope = NewDisposeScope();
        using IDisposable without = no_grad();
        row.Reference(CatalogueReduction.Mean, arguments);
    }

    public void LibtorchWithGradient()
    {
        using IDisposable scope = NewDisposeScope();
        row.Reference(CatalogueReduction.Mean, arguments).backward();
        foreach (string name in differentiated)
            arguments[name].grad = null;
    }

    public void Dispose()
    {
        foreach (CatalogueInput input in row.Inputs)
            arguments[input.Name].Dispose();
    }

    private object Argument(ParameterInfo parameter)
    {
        string? of = CatalogueMethods.Differentiated(parameter);
        return arguments.Shaped<float>(parameter, parameter.Name switch
        {
            "upstream" => 1f,
            "accumulate" => false,
            _ when of is not null => new float[arguments[of].numel()],
            _ => arguments.Value(parameter.Name!),
        });
    }
}
