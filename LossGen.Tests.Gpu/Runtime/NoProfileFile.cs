using System.Runtime.CompilerServices;

namespace LossGen.Tests.Gpu.Runtime;

/// <summary>Tests run side by side, so that what they measure is no profile to keep for the user's programs.</summary>
internal static class NoProfileFile
{
    [ModuleInitializer]
    internal static void Set() => Environment.SetEnvironmentVariable("LOSSGEN_PROFILE", "none");
}
