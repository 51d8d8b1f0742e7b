using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>The kernels of a file. Passes that compute the same, as the first pass of value and gradient often do, share one.</summary>
internal sealed class KernelLibrary(LossDeclaration declaration, NodeNames names)
{
    /// <summary>The namespace of what emitted methods run.</summary>
    public const string Space = "LossGen.Emitted";

    private const string Placeholder = "KernelNameGoesHere";

    private readonly Dictionary<string, string> nameOfText = [];

    // A kernel has fields of the parameters' names, which cannot be its own.
    private readonly NameScope kernelNames = new(declaration.Parameters.Select(parameter => parameter.Name));

    public List<string> Texts { get; } = [];

    /// <summary>What stands before the name of a kernel elsewhere.</summary>
    public static string Prefix(LossDeclaration declaration) => $"global::{Space}.{LossFiles.KernelClass(declaration)}.";

    /// <summary>
    /// Writes the kernels into a class of their own. Types that are local to the file would need no name that nobody else has, but the compiler hashes
    /// the file's name for each use of one of their members, which took it a seventh of the time (Roslyn's <c>FileIdentifier</c>). What stands behind a loss
    /// of torch tensors has such a name, since its own class is local to the file.
    /// </summary>
    public void Write(CodeWriter code)
    {
        code.Open($"namespace {Space}");
        foreach (string name in new[]
        {
            "System", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "LossGen.Nests", "LossGen.Passes", "LossGen.Simd",
        })
            code.Line($"using {name};");
        code.Line();
        code.Line("/// <summary>The loops of a loss, which its methods run.</summary>");
        code.Line(MethodHeader.GeneratedCode);
        code.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        code.Open($"{(declaration.IsBehindTorch ? "file" : "internal")} static class {LossFiles.KernelClass(declaration)}");
        for (int i = 0; i < Texts.Count; i++)
        {
            if (i > 0)
                code.Line();
            code.Lines(Texts[i]);
        }

        code.Close();
        code.Close();
    }

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
