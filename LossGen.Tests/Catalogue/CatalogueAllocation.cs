using System.Reflection;
using LossGen.Tests.Gpu.Catalogue;
using LossGen.Tests.Torch.Catalogue;

namespace LossGen.Tests.Catalogue;

/// <summary>Counts what calls of the losses of the catalogue allocate, on all threads of the process.</summary>
internal static class CatalogueAllocation
{
    private const int WarmUps = 3, Calls = 3, Attempts = 20, Threads = 3;

    /// <summary>Extents of a loss along several axes, and along one: for one thread, and for many.</summary>
    private static readonly (int[] Several, int One)[] Sizes = [([7, 37, 3, 5, 2], 1003), ([320, 64, 12, 5, 2], 300_000)];

    /// <summary>Prints a line for each method of a task, forward or with derivatives, and each size: the bytes, and what was called.</summary>
    public static void Print(string task)
    {
        LossRuntime.MaxDegreeOfParallelism = Threads;
        foreach (MethodInfo loss in CatalogueMethods.All.Where(method => method.DeclaringType!.Name == task))
        {
            foreach ((int[] Several, int One) size in Sizes)
            {
                var inputs = new LossInputs(loss, size);
                foreach (MethodInfo method in CatalogueMethods.CompanionsOf(loss).Prepend(loss))
                    Console.WriteLine($"{Allocated(CatalogueCall.Bind(method, inputs.Arguments(new Random(1))))} {method} ({inputs})");
            }
        }
    }

    /// <summary>
    /// What some calls allocate, the least of several attempts: the queue of the thread pool, or the pool itself, grows now and then while the machine
    /// is busy.
    /// </summary>
    private static long Allocated(Action call)
    {
        for (int i = 0; i < WarmUps; i++)
            call();
        long least = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && least > 0; attempt++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Calls; i++)
                call();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        return least;
    }
}
