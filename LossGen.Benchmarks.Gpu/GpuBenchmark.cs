using System.Globalization;
using ILGPU;
using ILGPU.Runtime;
using LossGen.Benchmarks.Gpu.Cases;
using LossGen.Benchmarks.Gpu.Measuring;
using LossGen.Benchmarks.Gpu.Reporting;

namespace LossGen.Benchmarks.Gpu;

/// <summary>Verifies and times each loss beside a copy of as many bytes.</summary>
internal sealed class GpuBenchmark : IDisposable
{
    private readonly GpuOptions options;
    private readonly AcceleratorStream stream;
    private readonly EventTimer timer;
    private readonly CopyBandwidth copies;
    private readonly Lazy<double> operationsPerSecond;

    private GpuBenchmark(GpuOptions options, Accelerator accelerator)
    {
        this.options = options;
        stream = accelerator.CreateStream();
        timer = new(stream, options.Samples, options.Scale);
        copies = new(timer);
        operationsPerSecond = new(() => ArithmeticPeak.OperationsPerSecond(timer, options.Scale));
    }

    public static int Run(GpuOptions options)
    {
        (string kind, Accelerator? accelerator) = Open(options.Device);
        if (accelerator is null)
        {
            Console.Error.WriteLine($"This machine has no device of kind {kind} that ILGPU can use. --device cpu --scale 4096 tries the program without one.");
            return 1;
        }

        using var benchmark = new GpuBenchmark(options, accelerator);
        return benchmark.Run(kind) ? 0 : 1;
    }

    public void Dispose()
    {
        timer.Dispose();
        stream.Dispose();
    }

    private static (string Kind, Accelerator? Accelerator) Open(string? kind)
    {
        if (kind is not null)
            return (kind, Devices.Open(kind));
        foreach (string candidate in (string[])["cuda", "opencl"])
        {
            if (Devices.Open(candidate) is { } accelerator)
                return (candidate, accelerator);
        }

        return ("cuda or opencl", null);
    }

    /// <summary>Measures all, and says whether all were right.</summary>
    private bool Run(string kind)
    {
        DateTimeOffset date = DateTimeOffset.UtcNow;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{stream.Accelerator.Name} ({kind}), {date:yyyy-MM-dd}; float; sizes divided by {options.Scale}; medians of at most {options.Samples}"));
        (double events, double host) = timer.CompareClocks();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The same work took {events:F2} ms by events, {host:F2} ms by the host's clock."));
        Console.WriteLine();
        Table.WriteHead();

        bool right = true;
        var results = new List<Result>();
        foreach (LossCase lossCase in Cases())
        {
            right &= TryMeasure(lossCase, results);

            // After each loss, so that a run that is cut short leaves what it has measured.
            Write(smallCall: null);
        }

        if (operationsPerSecond.IsValueCreated)
            Table.WriteArithmetic(operationsPerSecond.Value);

        // At the end, since it compiles kernels whose first call is measured.
        CallCost cost = CallCost.Measure(stream);
        Table.WriteCallCost(cost);
        Write(cost);
        return right;

        void Write(CallCost? smallCall)
        {
            double? operations = operationsPerSecond.IsValueCreated ? operationsPerSecond.Value : null;
            if (options.Json is { } file)
                new Report(date, stream.Accelerator.Name, kind, options.Scale, operations, smallCall, results).Write(file.FullName);
        }
    }

    private IEnumerable<LossCase> Cases() => LossCases.All
        .Where(lossCase => options.Filter is null || lossCase.Loss.Contains(options.Filter, StringComparison.OrdinalIgnoreCase))
        .Select(lossCase => lossCase with { Shape = lossCase.Shape.DividedBy(options.Scale) });

    /// <summary>What does not compile for the device, or does not fit it, must not keep the others from being measured.</summary>
    private bool TryMeasure(LossCase lossCase, List<Result> results)
    {
        try
        {
            return Measure(lossCase, results);
        }
        catch (Exception exception) when (exception is AcceleratorException or InternalCompilerException or ArgumentException)
        {
            Console.Error.WriteLine($"{lossCase.Loss} {lossCase.Shape}: {exception.Message}");
            return false;
        }
    }

    /// <summary>Measures a loss forward and with its gradient; not at all, if the device does not compute what the CPU does.</summary>
    private bool Measure(LossCase lossCase, List<Result> results)
    {
        Shape verified = options.VerifiesAll ? lossCase.Shape : lossCase.Shape.Slice();
        Verification verification = Verification.Of(stream, lossCase, verified);
        if (!verification.Passed)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{lossCase.Loss}: the device's numbers are not the CPU's (relative distance {verification.Error:E1} at {verified}); not timed."));
            return false;
        }

        // The copies first: their buffers and those of the loss need not fit the device together.
        Timing copy = copies.Measure(lossCase.Bytes(gradient: false));
        Timing? gradientCopy = lossCase.WithGradient is null ? null : copies.Measure(lossCase.Bytes(gradient: true));
        bool compiledBefore = results.Any(result => result.Loss == lossCase.Loss);
        using var tensors = new DeviceTensors(stream, lossCase, lossCase.Shape);
        Add(Result.Forward, lossCase.Forward, copy, verification.ForwardFirstCall);
        if (gradientCopy is not null)
            Add(Result.WithGradient, lossCase.WithGradient!, gradientCopy, verification.GradientFirstCall);
        return true;

        void Add(string direction, Action<DeviceTensors> call, Timing copy, double firstCall)
        {
            bool gradient = direction == Result.WithGradient;
            Timing time = timer.Measure(() => call(tensors));
            double operations = lossCase.Operations(gradient);
            double roofline = operations == 0 ? copy.Median : Math.Max(copy.Median, 1000 * operations / operationsPerSecond.Value);
            var result = new Result(
                lossCase.Loss, lossCase.Shape.Rows, lossCase.Shape.Columns, direction, lossCase.Bytes(gradient), operations, time, copy, roofline, compiledBefore ? null : firstCall, verification.Error);
            results.Add(result);
            Table.WriteRow(result);
        }
    }
}
