using System.Diagnostics;
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace LossGen.Tests.Gpu.Runner;

/// <summary>
/// Runs the tests of LossGen.Tests.Gpu in this process, for machines with a GPU but without an SDK: dotnet test needs one. An argument chooses the tests
/// whose names contain it, as 'kind: "cuda"'.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        string filter = arguments is [{ } only] ? only : "";
        var tests = Assembly.Load("LossGen.Tests.Gpu");
        using var diagnostics = new TestMessages();
        using var framework = new XunitTestFramework(diagnostics);
        var options = new DefaultOptions();

        using var found = new TestMessages();
        using ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(tests));
        discoverer.Find(includeSourceInformation: false, found, options);
        found.Finished.Wait();

        using var run = new TestMessages();
        long start = Stopwatch.GetTimestamp();
        using ITestFrameworkExecutor executor = framework.GetExecutor(tests.GetName());
        executor.RunTests(found.Cases.Where(test => test.DisplayName.Contains(filter, StringComparison.OrdinalIgnoreCase)), run, options);
        run.Finished.Wait();

        Console.WriteLine($"Failed: {run.Failed}, Passed: {run.Passed}, Skipped: {run.Skipped}, {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        return run.Failed == 0 && run.Passed > 0 ? 0 : 1;
    }
}
