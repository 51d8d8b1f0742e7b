using System.Reflection;
using LossGen.Losses;
using LossGen.Tests.Torch.Catalogue;
using LossGen.Torch;
using TorchSharp;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.OnTensors;

/// <summary>Tensors for a module of the catalogue, by the row that compares its loss with libtorch.</summary>
internal sealed class ModuleInputs
{
    /// <summary>Losses that libtorch has no function for, and so no row.</summary>
    private static readonly CatalogueRow[] Others =
    [
        new(typeof(ReinforcementLearning), nameof(ReinforcementLearning.PpoClip), Real("logProbability", "i"), Real("oldLogProbability", "i"), Real("advantage", "i")),
        new(typeof(Sequence), nameof(Sequence.SoftDtw), Real("prediction", "n i d"), Real("target", "n j d")),
    ];

    private readonly Type module;
    private readonly CatalogueRow row;

    public ModuleInputs(Type module)
    {
        this.module = module;
        row = RowOf(module) ?? throw new ArgumentException($"{module.Name} has no row.");
    }

    /// <summary>Gets the modules of the catalogue's losses.</summary>
    public static IEnumerable<Type> Modules => typeof(LossGen.Torch.Modules.MSELoss).Assembly.GetExportedTypes()
        .Where(type => type.GetCustomAttribute<TorchModuleAttribute>() is not null);

    /// <summary>Gets the reductions that the module has.</summary>
    public IEnumerable<nn.Reduction> Reductions => Constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(nn.Reduction))
        ? Enum.GetValues<nn.Reduction>().Where(reduction => CatalogueMethods.Of(row.Type, row.Name).Any(method => CatalogueMethods.ReductionOf(method) == Kind(reduction)))
        : [nn.Reduction.Mean];

    private ConstructorInfo Constructor => module.GetConstructors().Single();

    public static CatalogueRow? RowOf(Type module)
    {
        TorchModuleAttribute attribute = module.GetCustomAttribute<TorchModuleAttribute>()!;
        return CatalogueRows.All.Concat(Others).SingleOrDefault(row => row.Type == attribute.Losses && row.Name == attribute.Loss);
    }

    /// <summary>Draws the tensors in the order of the call; those that the loss has a gradient by require one.</summary>
    /// <param name="type">The element type.</param>
    /// <param name="scale">What numbers are multiplied by that can be any: with 0 they all tie.</param>
    public Tensor[] Draw(ScalarType type, double scale = 1)
    {
        var random = new Random(5);
        var extents = new Extents(Extents.AxesOf(row.Inputs).Select((axis, i) => (axis, 4 + (2 * i))));
        HashSet<string?> differentiated = [.. row.Type.GetMethods().Where(method => method.Name == row.Name + "WithGradient")
            .SelectMany(method => method.GetParameters()).Select(CatalogueMethods.Differentiated)];
        return [.. Forward().GetParameters().Select(parameter => Tensor(row.Inputs.Single(input => input.Name == parameter.Name)))];

        Tensor Tensor(CatalogueInput input)
        {
            double[] drawn = input.Draw(random, extents);
            Tensor numbers = tensor(input.IsReal ? Array.ConvertAll(drawn, number => scale * number) : drawn).reshape([.. extents.Of(input.Axes).Select(extent => (long)extent)]);
            return input.IsIndex ? numbers.to(ScalarType.Int64) : numbers.to(type).detach().requires_grad_(differentiated.Contains(input.Name));
        }
    }

    public Func<Tensor[], Tensor> Make(nn.Reduction reduction)
    {
        object made = Constructor.Invoke([.. Constructor.GetParameters().Select(parameter =>
            parameter.ParameterType == typeof(nn.Reduction) ? reduction : parameter.DefaultValue)]);
        return tensors => (Tensor)Forward().Invoke(made, [.. tensors])!;
    }

    private static CatalogueReduction Kind(nn.Reduction reduction) => reduction switch
    {
        nn.Reduction.None => CatalogueReduction.None,
        nn.Reduction.Sum => CatalogueReduction.Sum,
        _ => CatalogueReduction.Mean,
    };

    private MethodInfo Forward() => module.GetMethods().Single(method => method.Name == "forward" && method.DeclaringType == module);
}
