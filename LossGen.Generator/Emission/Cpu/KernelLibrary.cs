using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>The kernels of a file. Passes that compute the same, as the first pass of value and gradient often do, share one.</summary>
internal sealed class KernelLibrary(LossDeclaration declaration, NodeNames names)
{
    private const string Placeholder = "KernelNameGoesHere";

    private readonly Dictionary<string, string> nameOfText = [];

    // A kernel has fields of the parameters' names, which cannot be its own.
    private readonly NameScope kernelNames = new(declaration.Parameters.Select(parameter => parameter.Name));

    public List<string> Texts { get; } = [];

    /// <summary>Adds a type beside the kernels, and gives its name.</summary>
    public string Add(string suffix, Func<string, string> write)
    {
        string name = Reserve(suffix);
        Texts.Add(write(name));
        return name;
    }

    /// <summary>A name for a type beside the kernels.</summary>
    public string Reserve(string suffix) => kernelNames.Unique(declaration.KernelStem + suffix);

    public IReadOnlyList<Kernel> Kernels(Companion companion)
    {
        var kernels = new List<Kernel>();
        IReadOnlyList<Pass> passes = companion.Schedule.Passes!.Passes;
        for (int i = 0; i < passes.Count; i++)
        {
            (Kernel kernel, string text) = KernelWriter.Write(Placeholder, passes[i], declaration, names);
            string name = Named(text, companion.KernelName + (passes.Count > 1 ? $"Pass{i + 1}" : ""));
            kernels.Add(kernel with { Name = name, TotalsName = kernel.TotalsName.Replace(Placeholder, name) });
        }

        return kernels;
    }

    /// <summary>The kernels of checks, and those of the loops.</summary>
    public IReadOnlyList<NestKernel> Nests(string firstPart, NestPlan plan, IReadOnlyList<TensorLayout> layouts)
    {
        var kernels = new List<NestKernel>();
        for (int i = 0; i < plan.Checks.Count + plan.Nests.Count; i++)
        {
            bool isCheck = i < plan.Checks.Count;
            Nest nest = isCheck ? plan.Checks[i] : plan.Nests[i - plan.Checks.Count];
            (NestKernel kernel, string text) = NestKernelWriter.Write(Placeholder, nest, layouts, names, declaration.Element);
            string name = Named(text, isCheck
                ? declaration.KernelStem + "Indices"
                : firstPart + (plan.Nests.Count > 1 ? $"Loop{i - plan.Checks.Count + 1}" : ""));
            kernels.Add(kernel with { Name = name, TotalsName = kernel.TotalsName.Replace(Placeholder, name) });
        }

        return kernels;
    }

    /// <summary>The totals of nests, for a backend that writes the loops itself.</summary>
    public IReadOnlyList<NestKernel> Totals(string firstPart, NestPlan plan, IReadOnlyList<TensorLayout> layouts)
    {
        var kernels = new List<NestKernel>();
        foreach (Nest nest in plan.Checks.Concat(plan.Nests))
        {
            (NestKernel kernel, string text) = NestKernelWriter.WriteTotals(Placeholder, nest, layouts, names, declaration.Element);
            kernels.Add(nest.Totals.Count == 0 ? kernel : kernel with { TotalsName = Named(text, firstPart + "Loop") + "Totals" });
        }

        return kernels;
    }

    private string Named(string text, string wanted)
    {
        if (!nameOfText.TryGetValue(text, out string? name))
        {
            name = kernelNames.Unique(wanted);
            nameOfText.Add(text, name);
            Texts.Add(text.Replace(Placeholder, name));
        }

        return name;
    }
}
