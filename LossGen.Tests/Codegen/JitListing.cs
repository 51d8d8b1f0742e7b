using LossGen.Tests.Harness;

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
    public static async Task<IReadOnlyList<MachineMethod>> OfWidth(int bits)
    {
        string file = Path.GetTempFileName();
        try
        {
            await OwnProcess.Run(Patience, Environment(bits, file), Program.CallKeyLosses);
            return [.. MachineMethod.Parse(File.ReadLines(file))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Dictionary<string, string> Environment(int bits, string file)
    {
        var variables = new Dictionary<string, string>
        {
            ["DOTNET_JitStdOutFile"] = file,
            ["DOTNET_JitDisasm"] = "*LossGen.Emitted*:*",
            ["DOTNET_JitDisasmWithCodeBytes"] = "1",

            // Profiles decide how loops are laid out: the loops are those of .NET's own settings, whatever those of the tests are.
            ["DOTNET_TieredPGO"] = "1",
        };
        if (bits < 512)
        {
            // .NET 10 has one name for the family, .NET 9 another.
            variables["DOTNET_EnableAVX512"] = "0";
            variables["DOTNET_EnableAVX512F"] = "0";
        }

        if (bits < 256)
            variables["DOTNET_EnableAVX"] = "0";
        return variables;
    }
}
