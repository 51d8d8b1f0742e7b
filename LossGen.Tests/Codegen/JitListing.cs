using System.Diagnostics;
using System.Reflection;

namespace LossGen.Tests.Codegen;

/// <summary>What the JIT makes of the loops of <see cref="KeyLosses"/>, as it lists them itself in a process of their own.</summary>
internal static class JitListing
{
    /// <summary>A loop takes milliseconds to compile; a machine that does something else may need longer to start a process.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The optimised methods of the emitted kernels. They are compiled in full at the first call, whatever the tiers (AggressiveOptimization), so that
    /// no profile and no count of calls has a say in their code.
    /// </summary>
    /// <param name="bits">The width of the registers: the JIT is kept from wider ones.</param>
    public static IReadOnlyList<MachineMethod> OfWidth(int bits)
    {
        string file = Path.GetTempFileName();
        try
        {
            Run(bits, file);
            return [.. MachineMethod.Parse(File.ReadLines(file))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Run(int bits, string file)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet")
        {
            ArgumentList = { "exec", Assembly.GetExecutingAssembly().Location },
            RedirectStandardError = true,
            Environment =
            {
                ["DOTNET_JitStdOutFile"] = file,
                ["DOTNET_JitDisasm"] = "*LossGen.Emitted*:*",
                ["DOTNET_JitDisasmWithCodeBytes"] = "1",
            },
        };
        if (bits < 512)
        {
            // .NET 10 has one name for the family, .NET 9 another.
            start.Environment["DOTNET_EnableAVX512"] = "0";
            start.Environment["DOTNET_EnableAVX512F"] = "0";
        }

        if (bits < 256)
            start.Environment["DOTNET_EnableAVX"] = "0";
        using Process process = Process.Start(start)!;
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"The losses were not compiled within {Patience}.");
        }

        Assert.True(process.ExitCode == 0, process.StandardError.ReadToEnd());
    }
}
