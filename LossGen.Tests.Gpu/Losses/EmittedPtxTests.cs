using System.Reflection;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using LossGen.Gpu;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>What becomes of the emitted kernels on NVIDIA's devices, as far as that is seen without one.</summary>
public class EmittedPtxTests
{
    public static TheoryData<string, string> All()
    {
        var kernels = new TheoryData<string, string>();
        foreach (MethodInfo kernel in Kernels())
            kernels.Add(kernel.DeclaringType!.FullName!, kernel.Name);
        return kernels;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Kernels_keep_to_registers_and_call_nothing_unresolved(string type, string name)
    {
        string ptx = Compile(Kernels().Single(kernel => kernel.DeclaringType!.FullName == type && kernel.Name == name));
        string loss = Short(type);
        Assert.DoesNotContain(".local", ptx, StringComparison.Ordinal);
        Assert.DoesNotContain(".extern .func", ptx, StringComparison.Ordinal);
        if (loss.StartsWith("Mse", StringComparison.Ordinal) && name == "Pass1")
            Assert.Contains("ld.v4.f32", ptx, StringComparison.Ordinal);
        if (loss.StartsWith("MseWithGradient", StringComparison.Ordinal) && name == "Pass1")
            Assert.Contains("st.v4.f32", ptx, StringComparison.Ordinal);
        if (loss.StartsWith("InfoNce", StringComparison.Ordinal) && name.StartsWith("Loop", StringComparison.Ordinal))
            AssertIsTiled(ptx);
    }

    /// <summary>The sums of 4 rows with 4 columns, of what lies in shared memory.</summary>
    private static void AssertIsTiled(string ptx)
    {
        Assert.Contains("ld.shared.f64", ptx, StringComparison.Ordinal);
        Assert.True(ptx.Split("add.f64").Length + ptx.Split("fma.rn.f64").Length > 16, "a tile has 16 sums");
    }

    private static IEnumerable<MethodInfo> Kernels() => typeof(Declared).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("OnDevice", StringComparison.Ordinal) && type.Namespace == "LossGen.Emitted")
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Select(kernel => kernel.IsGenericMethod ? kernel.MakeGenericMethod(typeof(Shuffles)) : kernel);

    /// <summary>The name of the kernels without the class around them.</summary>
    private static string Short(string type) => type[(type.LastIndexOf('+') + 1)..];

    private static string Compile(MethodInfo kernel)
    {
        using Context context = Context.Create(builder => builder.EnableAlgorithms());
        using var backend = new PTXBackend(context, CudaArchitecture.SM_90, CudaInstructionSet.ISA_80, null!);
        return ((PTXCompiledKernel)backend.Compile(EntryPointDescription.FromExplicitlyGroupedKernel(kernel), new KernelSpecialization(512, null))).PTXAssembly;
    }
}
