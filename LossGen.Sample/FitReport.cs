using System.Globalization;
using Spectre.Console;

namespace LossGen.Sample;

/// <summary>Fits the points under four losses and says on the console what came out.</summary>
public static class FitReport
{
    /// <summary>Huber's delta in robust standard deviations of y.</summary>
    public const float Delta = 0.25f;

    private static readonly (string Name, LossWithGradient Loss)[] Losses =
    [
        ("MSE", (p, y, gradient) => Sample.Losses.MseWithGradient(p, y, gradient)),
        ("MAE", (p, y, gradient) => Sample.Losses.MaeWithGradient(p, y, gradient)),
        ("Huber", (p, y, gradient) => Sample.Losses.HuberWithGradient(p, y, gradient, delta: Delta)),
        ("log-cosh", (p, y, gradient) => Sample.Losses.LogCoshWithGradient(p, y, gradient)),
    ];

    /// <summary>Fits all four, with a progress bar.</summary>
    public static Fit[] Run(DataSet data)
    {
        List<Fit> fits = [];
        AnsiConsole.Progress().AutoClear(true).Start(progress =>
        {
            foreach ((string name, LossWithGradient loss) in Losses)
            {
                ProgressTask task = progress.AddTask($"fitting under {name}", maxValue: LineFit.Steps(data));
                fits.Add(LineFit.Run(name, data, loss, () => task.Increment(1)));
            }
        });
        return [.. fits];
    }

    public static void Write(DataSet data, Fit[] fits)
    {
        (double[] cleanX, double[] cleanY) = data.Clean();
        bool hasSuspects = cleanX.Length < data.X.Length;
        Table table = new Table().RoundedBorder().Title(
            Markup.Escape($"{data.Title}: one line under four losses\nx: {data.XLabel}; y: {data.YLabel}"));
        table.AddColumn("loss");
        string[] columns =
        [
            "slope", "intercept", $"y at x = {Text(data.PredictAt)}",
            hasSuspects ? "median |error|, clean points" : "median |error|", "loss before", "loss after",
        ];
        foreach (string column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        foreach (Fit fit in fits)
            AddRow(fit.Loss, fit.Line, Text(fit.Before), Text(fit.After));
        if (hasSuspects)
            AddRow("least squares, clean points", Line.LeastSquares(cleanX, cleanY), "", "");
        AnsiConsole.Write(table);
        if (hasSuspects)
        {
            AnsiConsole.WriteLine(
                $"Suspect: {data.X.Length - cleanX.Length} of {data.X.Length} points ({data.SuspectReason}). The losses see all points.");
        }

        AnsiConsole.WriteLine($"Losses are those of the scaled points; Huber's delta is {Text(Delta)} robust deviations of y.");
        WriteCheck(data, fits);
        WriteMeaning(data, fits);

        void AddRow(string name, Line line, string before, string after) => table.AddRow(
            Markup.Escape(name), Text(line.Slope), Text(line.Intercept), Text(line.At(data.PredictAt)),
            Text(line.MedianError(cleanX, cleanY)), before, after);
    }

    private static void WriteCheck(DataSet data, Fit[] fits)
    {
        Line exact = Line.LeastSquares(data.X, data.Y), descended = fits[0].Line;
        string slope = Difference(descended.Slope, exact.Slope), intercept = Difference(descended.Intercept, exact.Intercept);
        AnsiConsole.WriteLine(
            $"Check: closed-form least squares gives slope {Text(exact.Slope)} and intercept {Text(exact.Intercept)};");
        AnsiConsole.WriteLine($"       descent under MSE differs by {slope} and {intercept}.");

        static string Difference(double a, double b) => Math.Abs(a - b).ToString("0.0e+0", CultureInfo.InvariantCulture);
    }

    private static void WriteMeaning(DataSet data, Fit[] fits)
    {
        (double[] x, double[] y) = data.Clean();
        double squared = fits[0].Line.MedianError(x, y);
        Fit best = fits.MinBy(fit => fit.Line.MedianError(x, y))!;
        double least = best.Line.MedianError(x, y);
        bool hasSuspects = x.Length < data.X.Length;
        string which = hasSuspects ? "clean points" : "points";
        string median = $"Half of the {which} lie within {Text(least)} of the {best.Loss} line, against {Text(squared)} for MSE.";
        // Half as much again is a difference that a reader sees in the picture.
        string meaning = !hasSuspects ? "no point stands out, so no outlier decides the line."
            : squared > 1.5 * least ? "squaring lets the farthest points decide the line."
            : "the losses nearly agree; the suspect points do not decide the line.";
        AnsiConsole.WriteLine($"What it shows: {meaning} {median}");
        if (data.Remark != "")
            AnsiConsole.WriteLine(data.Remark);
    }

    private static string Text(double value) => value.ToString(
        value == 0 || Math.Abs(value) is >= 1e-3 and < 1e7 ? "0.####" : "0.###e+0", CultureInfo.InvariantCulture);
}
