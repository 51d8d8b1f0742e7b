using LossGen.Tests.Catalogue;
using LossGen.Tests.Codegen;

namespace LossGen.Tests;

/// <summary>
/// The entry of the test assembly, for tests that need a process of their own (<see cref="Harness.OwnProcess"/>). The runner of the tests does not
/// come here.
/// </summary>
internal static class Program
{
    /// <summary>What the process is to do.</summary>
    public const string CallKeyLosses = "call-key-losses", MeasureAllocation = "measure-allocation", ListInlining = "list-inlining";

    private static void Main(string[] arguments)
    {
        switch (arguments)
        {
            case [CallKeyLosses]:
                KeyLosses.CallAll();
                break;
            case [MeasureAllocation, string task]:
                CatalogueAllocation.Print(task);
                break;
            case [ListInlining]:
                InliningListing.Print();
                break;
            default:
                throw new ArgumentException($"Use dotnet test. By itself the assembly takes {CallKeyLosses}, {MeasureAllocation} or {ListInlining}.");
        }
    }
}
