using System.Reflection;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using LossGen.Gpu;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Gpu.Oracle;

/// <summary>Compiles losses for devices.</summary>
internal static class DeviceFormulas
{
    /// <summary>The assembly of a project that references the GPU runtime.</summary>
    public static Assembly Compile(string source) =>
        GeneratorRun.OfReferencing(source, typeof(DeviceLaunch).Assembly, typeof(Context).Assembly, typeof(XMath).Assembly).LoadWithoutErrors();
}
