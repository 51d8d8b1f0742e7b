using System.CommandLine;
using System.Globalization;

namespace LossGen.Benchmarks.Suite;

/// <summary>The command line of the suite.</summary>
internal static class SuiteCommand
{
    public static int Run(string[] arguments)
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "The elements of tensors of one axis.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1_000, 65_536, 1_000_000, 16_000_000],
        };
        var shapes = new Option<string[]>("--shapes")
        {
            Description = "Rows and columns of tensors of two axes, 1024x1000.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["65536x10", "1024x1000", "4096x32000", "512x128256"],
        };
        var filter = new Option<string?>("--filter") { Description = "Measures only losses whose names contain this." };
        var json = new Option<FileInfo?>("--json") { Description = "Writes what was measured to a file." };
        var plot = new Option<FileInfo?>("--plot") { Description = "Draws the fractions of the roofline, a PNG file." };
        sizes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int[]>()?.Any(size => size < 1) == true)
                result.AddError("--sizes must be positive.");
        });
        shapes.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string[]>()?.Any(shape => Parse(shape) is null) == true)
                result.AddError("--shapes are rows and columns, such as 1024x1000.");
        });
        var command = new RootCommand("The catalogue's losses, forward and with gradients, beside what memory allows, libtorch and TensorPrimitives.")
        {
            sizes, shapes, filter, json, plot,
        };
        command.SetAction(parsed =>
        {
            SuiteReport report = SuiteRun.Run(
                parsed.GetValue(sizes)!, [.. parsed.GetValue(shapes)!.Select(shape => Parse(shape)!.Value)], parsed.GetValue(filter), Console.Out);
            if (parsed.GetValue(json) is { } file)
                report.Write(file.FullName);
            if (parsed.GetValue(plot) is { } picture)
                SuitePlot.Save(report, picture.FullName);
        });
        return command.Parse(arguments).Invoke();
    }

    private static (int Rows, int Columns)? Parse(string shape) =>
        shape.Split('x') is [var rows, var columns]
            && int.TryParse(rows, NumberStyles.None, CultureInfo.InvariantCulture, out int first) && first > 0
            && int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out int second) && second > 0
            ? (first, second) : null;
}
