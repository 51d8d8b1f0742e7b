using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using LossGen.Tests.Gpu.Catalogue;
using LossGen.Tests.Torch.Catalogue;

namespace LossGen.Benchmarks.CompileSpeed;

/// <summary>How long the first call of each loss of the catalogue takes, each in a process of its own: the JIT has most of it.</summary>
internal static class FirstCallBenchmark
{
    /// <summary>Small ones: what is measured is not the loss.</summary>
    private static readonly (int[] Several, int One) Sizes = ([7, 37, 3, 5, 2], 1003);

    /// <summary>The losses of floats, as value and as value and gradient.</summary>
    private static IEnumerable<(MethodInfo Loss, MethodInfo Method)> Methods =>
        from loss in CatalogueMethods.All
        where CatalogueMethods.HasElement<float>(loss) && CatalogueMethods.ReductionOf(loss) == CatalogueReduction.Mean
        from method in CatalogueMethods.CompanionsOf(loss).Where(companion => companion.Name == loss.Name + "WithGradient").Prepend(loss)
        select (loss, method);

    public static IEnumerable<Measurement> Run()
    {
        var times = Methods.Select((pair, i) => (pair.Method.Name, Milliseconds: InProcess(i), IsForward: pair.Loss == pair.Method)).ToArray();
        foreach ((string what, bool isForward) in new[] { ("value", true), ("value and gradient", false) })
        {
            (string Name, double Milliseconds, bool IsForward)[] sorted = [.. times.Where(time => time.IsForward == isForward).OrderBy(time => time.Milliseconds)];
            yield return new($"first call in a process, {what}: median of {sorted.Length}", "ms", sorted[sorted.Length / 2].Milliseconds);
            yield return new($"first call in a process, {what}: nine in ten within", "ms", sorted[sorted.Length * 9 / 10].Milliseconds);
            foreach ((string name, double milliseconds, bool _) in sorted.Reverse().Take(3))
                yield return new($"first call in a process, {what}: {name}, of the slowest", "ms", milliseconds);
        }
    }

    /// <summary>The process: calls one loss and prints the milliseconds.</summary>
    public static void Call(int index)
    {
        (MethodInfo loss, MethodInfo method) = Methods.ElementAt(index);
        var inputs = new LossInputs(loss, Sizes);
        Action call = CatalogueCall.Bind(method, inputs.Arguments(new Random(1)));
        RuntimeHelpers.PrepareDelegate(call);
        long start = Stopwatch.GetTimestamp();
        call();
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture));
    }

    private static double InProcess(int index)
    {
        string program = typeof(FirstCallBenchmark).Assembly.Location;
        string[] arguments = ["exec", program, CompileSpeedCommand.FirstCall, index.ToString(CultureInfo.InvariantCulture)];
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(output, CultureInfo.InvariantCulture);
    }
}
