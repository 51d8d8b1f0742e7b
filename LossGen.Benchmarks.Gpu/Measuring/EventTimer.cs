using System.Diagnostics;
using ILGPU.Runtime;

namespace LossGen.Benchmarks.Gpu.Measuring;

/// <summary>
/// Times what is enqueued on a stream by the device's own clock: events of CUDA, profiled markers of OpenCL. Before each sample a buffer larger than
/// the caches is written. So inputs come from memory, and the device is still busy while the host enqueues: what is timed is the device's work,
/// not the host's.
/// </summary>
internal sealed class EventTimer : IDisposable
{
    private const int FewestSamples = 7, WarmUpCalls = 3;
    private const double WarmUpSeconds = 0.2, SamplingSeconds = 3;
    private const int ComparedWrites = 50;
    private const long FlushedBytes = 256L << 20, FewestFlushedBytes = 4L << 20;

    private readonly MemoryBuffer1D<byte, ILGPU.Stride1D.Dense> flushed;
    private readonly int mostSamples;

    public EventTimer(AcceleratorStream stream, int mostSamples, int scale)
    {
        Stream = stream;
        this.mostSamples = mostSamples;
        flushed = stream.Accelerator.Allocate1D<byte>(Math.Max(FewestFlushedBytes, FlushedBytes / scale));
    }

    public AcceleratorStream Stream { get; }

    /// <summary>The time of what the action enqueues.</summary>
    public Timing Measure(Action enqueue)
    {
        double seconds = WarmUp(enqueue);
        int samples = Math.Max(FewestSamples, (int)Math.Min(mostSamples, SamplingSeconds / seconds));
        var milliseconds = new double[samples];
        for (int sample = 0; sample < samples; sample++)
            milliseconds[sample] = Sample(enqueue);
        return Timing.Of(milliseconds);
    }

    /// <summary>Milliseconds of some work by the device's clock and by the host's, which has to agree but for the launch.</summary>
    public (double Events, double Host) CompareClocks()
    {
        Sample(WriteRepeatedly);
        long start = Stopwatch.GetTimestamp();
        using ProfilingMarker first = Stream.AddProfilingMarker();
        WriteRepeatedly();
        using ProfilingMarker last = Stream.AddProfilingMarker();
        Stream.Synchronize();
        return (last.MeasureFrom(first).TotalMilliseconds, Stopwatch.GetElapsedTime(start).TotalMilliseconds);

        void WriteRepeatedly()
        {
            for (int i = 0; i < ComparedWrites; i++)
                flushed.MemSetToZero(Stream);
        }
    }

    public void Dispose() => flushed.Dispose();

    private double Sample(Action enqueue)
    {
        flushed.MemSetToZero(Stream);
        using ProfilingMarker start = Stream.AddProfilingMarker();
        enqueue();
        using ProfilingMarker end = Stream.AddProfilingMarker();
        Stream.Synchronize();
        return end.MeasureFrom(start).TotalMilliseconds;
    }

    /// <summary>Runs until kernels are compiled and clocks are up, and returns the seconds that a sample takes.</summary>
    private double WarmUp(Action enqueue)
    {
        Sample(enqueue);
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        while (calls < WarmUpCalls || Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds)
        {
            Sample(enqueue);
            calls++;
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
    }
}
