using Xunit.Abstractions;

namespace LossGen.Tests.Gpu.Runner;

/// <summary>Counts what xunit reports, and prints what failed.</summary>
internal sealed class TestMessages : Xunit.LongLivedMarshalByRefObject, IMessageSink, IDisposable
{
    private readonly List<ITestCase> cases = [];

    public IReadOnlyList<ITestCase> Cases => cases;

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public int Skipped { get; private set; }

    /// <summary>Set once all tests have been found, or have run.</summary>
    public ManualResetEventSlim Finished { get; } = new();

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestCaseDiscoveryMessage discovered:
                cases.Add(discovered.TestCase);
                break;
            case ITestPassed:
                Passed++;
                break;
            case ITestSkipped:
                Skipped++;
                break;
            case ITestFailed failed:
                Fail(failed.Test.DisplayName, failed);
                break;
            // Of a class, a collection or the assembly, outside of any test.
            case IFailureInformation failed:
                Fail(message.GetType().Name, failed);
                break;
            case IDiagnosticMessage diagnostic:
                Console.WriteLine(diagnostic.Message);
                break;
            case IDiscoveryCompleteMessage or ITestAssemblyFinished:
                Finished.Set();
                break;
        }

        return true;
    }

    public void Dispose() => Finished.Dispose();

    private void Fail(string name, IFailureInformation failure)
    {
        Failed++;
        Console.WriteLine($"FAILED {name}");
        for (int level = 0; level < failure.Messages.Length; level++)
            Console.WriteLine($"{failure.ExceptionTypes[level]}: {failure.Messages[level]}{Environment.NewLine}{failure.StackTraces[level]}");
    }
}
