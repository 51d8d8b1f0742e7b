using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LossGen.Tests.Codegen;

/// <summary>
/// The machine code of the innermost loops of the key losses, per width of registers: no checks of bounds, no calls but those out of line by design,
/// nothing on the stack in passes, and no more of anything than was approved. The loops of nests, those of cross-entropy, read
/// what is the same for a row from the stack where registers run out; their tables keep that from growing. After a change that was meant, rewrite the tables on a
/// machine with AVX-512 and read the difference: <c>LOSSGEN_APPROVE=1 dotnet test LossGen.Tests -c Release --filter LoopTests</c>.
/// </summary>
public sealed class LoopTests
{
    /// <summary>Another JIT of the same major version, which global.json allows, chooses a little differently.</summary>
    private const double Tolerance = 1.1;

    /// <summary>What loops call by design: the long functions of rows, block by block (OutOfLine), and the edge of a row, once.</summary>
    private static readonly string[] ByDesign = ["Edge:First", "Edge:Unaligned", "OutOfLine:ByValue", "OutOfLine:InPlace"];

    [SkippableTheory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    public async Task Loops_are_as_approved(int bits)
    {
        LoopRow[] rows = [.. (await Loops(bits)).Select(loop => LoopRow.Of(loop.Name, loop.Loop))];
        if (Environment.GetEnvironmentVariable("LOSSGEN_APPROVE") == "1")
            LoopTable.Write(bits, rows);
        IReadOnlyList<LoopRow> approved = LoopTable.Read(bits);
        Assert.Equal(approved.Select(row => row.Name), rows.Select(row => row.Name));
        Assert.Equal([], rows.Zip(approved, (row, old) => Worse(row, old)).OfType<string>());
    }

    [SkippableTheory]
    [InlineData(512)]
    [InlineData(256)]
    [InlineData(128)]
    public async Task Loops_check_no_bounds_call_nothing_and_spill_nothing(int bits)
    {
        foreach ((string name, MachineLoop loop) in await Loops(bits))
        {
            if (name.Contains(".Block.", StringComparison.Ordinal))
                Assert.Equal([], loop.Instructions.Where(instruction => instruction.IsOnStack || instruction.IsScalar).Select(instruction => $"{name}: {instruction}"));
            Assert.Equal([], loop.Calls.Where(called => !ByDesign.Contains(LoopRow.Short(called))).Select(called => $"{name} calls {called}"));
            Assert.Equal([], loop.Exits.Where(called => called.Contains("RNGCHK", StringComparison.Ordinal) || called.Contains("Throw", StringComparison.Ordinal))
                .Select(called => $"{name} may call {called}"));
        }
    }

    private static string? Worse(LoopRow row, LoopRow approved) =>
        row.Instructions > approved.Instructions * Tolerance || row.Bytes > approved.Bytes * Tolerance
        || row.OnStack > approved.OnStack * Tolerance || row.Scalar > approved.Scalar * Tolerance || row.Calls.Except(approved.Calls).Any()
            ? $"{row} was {approved}"
            : null;

    /// <summary>The loops of all kernels that compute with whole registers, by name.</summary>
    private static async Task<IReadOnlyList<(string Name, MachineLoop Loop)>> Loops(int bits)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64, "The tables are of Linux on x64.");
        Skip.If(typeof(KeyLosses).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }, "Debug code is not optimised.");
        Skip.IfNot(bits < 512 || Vector512.IsHardwareAccelerated, "There is no AVX-512 here.");
        Skip.IfNot(bits < 256 || Vector256.IsHardwareAccelerated, "There is no AVX2 here.");
        IReadOnlyList<MachineMethod> listed = await JitListing.OfWidth(bits);
        (string Name, MachineLoop Loop)[] loops =
        [
            .. listed.Where(method => method.Signature.Contains($"Lanes{bits}", StringComparison.Ordinal)).OrderBy(method => method.Name, StringComparer.Ordinal)
                .SelectMany(method => MachineLoop.Innermost(method).Where(IsOfRegisters).Select((loop, i) => ($"{method.Name}.{i + 1}", loop))),
        ];
        Assert.NotEmpty(loops);
        return loops;
    }

    private static bool IsOfRegisters(MachineLoop loop) => loop.Instructions.Any(instruction => instruction.IsPacked);
}
