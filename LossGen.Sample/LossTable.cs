using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace LossGen.Sample;

/// <summary>The table of the ten losses: values, gradients and speed.</summary>
public static class LossTable
{
    private const int TimedLength = 1_000_000;

    public static void Write()
    {
        Table table = new Table().RoundedBorder().ShowRowSeparators().Title("Ten losses, compiled from their formulas");
        table.AddColumn("loss");
        table.AddColumn(new TableColumn("value").RightAligned());
        table.AddColumn(new TableColumn("gradient[[0]]").RightAligned());
        table.AddColumn(new TableColumn("ns/element").RightAligned());
        table.AddColumn("formula");
        foreach (LossCase loss in LossCase.All)
        {
            (float[] p, float[] y) = LossCase.SmallInputs(loss.Inputs);
            float[] gradient = new float[p.Length];
            float value = loss.Run(p, y, gradient);
            table.AddRow(
                loss.Name, Text(value, "0.0000"), Text(gradient[0], "0.0000"), Text(Time(loss), "0.00"), Markup.Escape(loss.Formula));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"""
            value, gradient[0]: of three elements, p = z = (0.5, -1, 2) and y = (1, 0.5, -2) for regression, (1, 0, 1) for labels,
            (1, -1, 1) for Hinge, (1, 0, 4) for PoissonNll; SoftDice has p = (0.9, 0.2, 0.6), y = (1, 0, 1). Quantile has tau = 0.9.
            ns/element: loss and gradient of {TimedLength:N0} floats, median of many runs on a machine that may be busy; expect noise.
            """);
    }

    /// <summary>The median time of a call by the number of elements, in nanoseconds.</summary>
    private static double Time(LossCase loss)
    {
        (float[] p, float[] y) = LossCase.RandomInputs(loss.Inputs, TimedLength);
        float[] gradient = new float[TimedLength];
        // The JIT compiles a method well only after it has been called some thirty times and a while has passed.
        Stopwatch warmUp = Stopwatch.StartNew();
        for (int call = 0; call < 40 || warmUp.ElapsedMilliseconds < 300; call++)
            loss.Run(p, y, gradient);
        double[] times = new double[21];
        for (int run = 0; run < times.Length; run++)
        {
            long start = Stopwatch.GetTimestamp();
            loss.Run(p, y, gradient);
            times[run] = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        }

        return Statistics.Median(times) / TimedLength;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
