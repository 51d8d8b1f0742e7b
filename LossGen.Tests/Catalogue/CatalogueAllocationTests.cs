using System.Globalization;
using System.Reflection;
using LossGen.Tests.Gpu.Catalogue;
using LossGen.Tests.Passes;
using LossGen.Tests.Torch.Catalogue;

namespace LossGen.Tests.Catalogue;

/// <summary>
/// After its first calls no loss of the catalogue allocates, forward or with derivatives, whatever the size, neither on the calling thread nor on
/// those that help it.
/// </summary>
[Collection(nameof(RuntimeSettings))]
public sealed class CatalogueAllocationTests
{
    private const int WarmUps = 3, Calls = 3, Attempts = 20;

    /// <summary>Extents of a loss along several axes, and along one: for one thread, and for many.</summary>
    private static readonly (int[] Several, int One)[] Sizes = [([7, 37, 3, 5, 2], 1003), ([384, 96, 12, 5, 2], 300_000)];

    public static TheoryData<string> Names => [.. CatalogueMethods.All.Select(FullName).Distinct()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Calls_allocate_nothing(string name) => RuntimeSettings.WithThreads(3, () =>
    {
        foreach (MethodInfo loss in CatalogueMethods.All.Where(method => FullName(method) == name))
        {
            foreach ((int[] Several, int One) size in Sizes)
            {
                var inputs = new LossInputs(loss, size);
                foreach (MethodInfo method in CatalogueMethods.CompanionsOf(loss).Prepend(loss))
                {
                    (long here, long anywhere) = Allocated(CatalogueCall.Bind(method, Arguments(inputs)));
                    Assert.True(here == 0 && anywhere == 0, $"{method} ({inputs}): {here} bytes on the calling thread, {anywhere} on all");
                }
            }
        }
    });

    private static string FullName(MethodInfo method) =>
        $"{method.DeclaringType!.Name}.{(method.Name.EndsWith("Sum", StringComparison.Ordinal) ? method.Name[..^3] : method.Name)}";

    /// <summary>
    /// What a few calls allocate, the least of several attempts: the queue of the thread pool grows now and then while the machine is busy,
    /// and so does what the runner of the tests keeps.
    /// </summary>
    private static (long Here, long Anywhere) Allocated(Action call)
    {
        for (int i = 0; i < WarmUps; i++)
            call();
        (long Here, long Anywhere) least = (long.MaxValue, long.MaxValue);
        for (int attempt = 0; attempt < Attempts && least != (0, 0); attempt++)
        {
            long here = GC.GetAllocatedBytesForCurrentThread(), anywhere = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Calls; i++)
                call();
            anywhere = GC.GetTotalAllocatedBytes(precise: true) - anywhere;
            here = GC.GetAllocatedBytesForCurrentThread() - here;
            least = (Math.Min(least.Here, here), Math.Min(least.Anywhere, anywhere));
        }

        return least;
    }

    private static Func<ParameterInfo, object> Arguments(LossInputs inputs)
    {
        var random = new Random(1);
        return parameter =>
        {
            (string name, Type type) = (parameter.Name!, parameter.ParameterType);
            if (!type.IsGenericType)
            {
                return name switch
                {
                    "upstream" => Convert.ChangeType(1, type, CultureInfo.InvariantCulture),
                    "accumulate" => false,
                    _ => inputs.Scalar(name),
                };
            }

            int[] lengths = inputs.Lengths(CatalogueMethods.Differentiated(parameter) ?? name);
            bool isDrawn = type.Name.StartsWith("ReadOnly", StringComparison.Ordinal) && name != "upstream";
            return LossInputs.Shaped(
                type, isDrawn ? inputs.Draw(name, random) : Array.CreateInstance(type.GetGenericArguments()[0], lengths.Aggregate(1, (product, length) => product * length)), lengths);
        };
    }
}
