using System.Globalization;
using LossGen.Tests.Catalogue;
using LossGen.Tests.Codegen;
using LossGen.Tests.Oracle;

namespace LossGen.Tests;

/// <summary>
/// The entry of the test assembly, for tests that need a process of their own (<see cref="Harness.OwnProcess"/>). The runner of the tests does not
/// come here.
/// </summary>
internal static class Program
{
    /// <summary>What the process is to do.</summary>
    public const string CallKeyLosses = "call-key-losses", MeasureAllocation = "measure-allocation", ListInlining = "list-inlining", HuntFailures = "hunt";

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
            case [HuntFailures, string minutes]:
                Hunt.Print(TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture)));
                break;
            case [HuntFailures, string formula, string parameters]:
                Hunt.Print(new NestFormula(formula, parameters));
                break;
            default:
                throw new ArgumentException($"Use dotnet test. By itself the assembly takes {CallKeyLosses}, {MeasureAllocation}, {ListInlining} or {HuntFailures}.");
        }
    }
}
