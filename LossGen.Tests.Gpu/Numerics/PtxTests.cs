using System.Reflection;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;

namespace LossGen.Tests.Gpu.Numerics;

/// <summary>What the functions are compiled to for NVIDIA's devices; no device is needed for that.</summary>
public class PtxTests
{
    private static readonly string[] Hot = ["Exp", "Expm1", "Log", "Log1p", "Tanh", "LogCosh", "Sqrt", "Rsqrt"];

    public static TheoryData<string> Cases() => [.. MathCase.All.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Functions_of_floats_compile(string function)
    {
        string assembly = Compile(MathCase.All[function].Single.Method);
        Assert.DoesNotContain(".extern .func", assembly);
        Assert.DoesNotContain(".local", assembly);
        if (Hot.Contains(function))
            Assert.DoesNotContain(".f64", assembly);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Functions_of_doubles_compile(string function)
    {
        string assembly = Compile(MathCase.All[function].Double.Method);
        Assert.DoesNotContain(".extern .func", assembly);
        Assert.DoesNotContain(".local", assembly);
    }

    private static string Compile(MethodInfo kernel)
    {
        // A context of its own: after a compilation that failed it would be of no use to others.
        using Context context = Context.Create(builder => builder.CPU().EnableAlgorithms());
        using var backend = new PTXBackend(context, CudaArchitecture.SM_90, CudaInstructionSet.ISA_80, null!);
        var compiled = (PTXCompiledKernel)backend.Compile(EntryPointDescription.FromImplicitlyGroupedKernel(kernel), default);
        return compiled.PTXAssembly;
    }
}
