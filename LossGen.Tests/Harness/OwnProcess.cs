using System.Diagnostics;
using System.Reflection;

namespace LossGen.Tests.Harness;

/// <summary>Runs a part of this assembly in a process of its own, where nothing of the host of the tests is in the way.</summary>
internal static class OwnProcess
{
    /// <param name="patience">How long to wait for it.</param>
    /// <param name="environment">Further variables of its environment.</param>
    /// <param name="arguments">What <see cref="Program"/> is to do.</param>
    /// <returns>The lines that it prints.</returns>
    public static async Task<IReadOnlyList<string>> Run(TimeSpan patience, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        bool isHosted = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(isHosted ? Environment.ProcessPath! : "dotnet", ["exec", Assembly.GetExecutingAssembly().Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token), error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            Assert.True(process.ExitCode == 0, await error);
            return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', arguments)} took longer than {patience}.");
        }
    }
}
