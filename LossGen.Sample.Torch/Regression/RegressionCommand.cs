using System.Globalization;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Sample.Torch;

/// <summary>A loss by formula, and the same by torch's operations.</summary>
internal sealed record CurveCase(string Name, string Formula, Func<Tensor, Tensor, Tensor> ByFormula, string InTorch, Func<Tensor, Tensor, Tensor> ByTorch);

/// <summary>Trains one network under each loss, by formula and by torch's operations, and compares curves and times.</summary>
internal static class RegressionCommand
{
    private const int Points = 512;

    private static readonly CurveCase[] Cases =
    [
        new("Huber", CurveLosses.HuberInfo.Formula, (p, y) => CurveLosses.Huber(p, y, 0.5f), "nn.functional.huber_loss", (p, y) => nn.functional.huber_loss(p, y, 0.5)),
        new("Geman-McClure", CurveLosses.GemanMcClureInfo.Formula, (p, y) => CurveLosses.GemanMcClure(p, y), "square, add, div, mean", (p, y) =>
        {
            Tensor squared = (p - y).square();
            return (squared / (squared + 1)).mean();
        }),
    ];

    public static IEnumerable<string> Run(int steps, int seed, string folder)
    {
        random.manual_seed(seed);
        CurveData data = CurveData.Generate(Points);
        Table table = new Table().RoundedBorder().Title($"A network of 4 417 weights, {Points} points, {steps} steps: value and gradient by LossGen | by torch");
        foreach (string heading in new[] { "loss", "last value", "largest difference on the way", "ms per step", "ms for the loss of 1 M residuals", "mean error of the fit" })
            table.AddColumn(new TableColumn(heading).Centered());
        var runs = new List<(CurveCase Case, CurveTrained Ours, CurveTrained Theirs)>();
        foreach (CurveCase loss in Cases)
        {
            CurveTrained ours = CurveTraining.Run(data, loss.ByFormula, steps, seed), theirs = CurveTraining.Run(data, loss.ByTorch, steps, seed);
            runs.Add((loss, ours, theirs));
            table.AddRow(
                loss.Name, Both(ours.Losses[^1], theirs.Losses[^1], "0.00000"), Text(ours.Losses.Zip(theirs.Losses, (a, b) => Math.Abs(a - b)).Max(), "0.0e+0"),
                Both(ours.StepTime, theirs.StepTime, "0.00"), Both(CurveTraining.LossTime(loss.ByFormula), CurveTraining.LossTime(loss.ByTorch), "0.00"),
                Both(Error(ours.Fit), Error(theirs.Fit), "0.000"));
        }

        foreach (CurveCase loss in Cases)
            AnsiConsole.WriteLine($"{loss.Name}: {loss.Formula}; in torch: {loss.InTorch}");
        AnsiConsole.Write(table);
        return RegressionPlot.Save(folder, data, runs);
    }

    private static double Error(double[] fit) => fit.Zip(CurveTraining.Grid, (value, x) => Math.Abs(value - CurveData.Curve(x))).Average();

    private static string Both(double ours, double theirs, string format) => $"{Text(ours, format)} | {Text(theirs, format)}";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
