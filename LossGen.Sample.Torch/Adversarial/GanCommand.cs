using System.Globalization;
using Spectre.Console;

namespace LossGen.Sample.Torch;

/// <summary>Trains a generator under each adversarial loss of the catalogue.</summary>
internal static class GanCommand
{
    public static IEnumerable<string> Run(int steps, int seed, string folder)
    {
        Table table = new Table().RoundedBorder().Title($"Eight Gaussians on a circle, {steps} steps of the generator");
        foreach (string heading in new[] { "objective", "Gaussians found", "samples near one", "ms per step" })
            table.AddColumn(new TableColumn(heading).Centered());
        var trained = new List<GanTrained>();
        foreach (GanObjective objective in GanObjective.All())
        {
            GanTrained run = GanTraining.Run(objective, steps, seed);
            trained.Add(run);
            (int found, double near) = RingOfGaussians.Judge(run.Course[^1].Samples);
            table.AddRow(
                objective.Name, $"{found} of {RingOfGaussians.Modes}", near.ToString("0 %", CultureInfo.InvariantCulture),
                run.StepTime.ToString("0.0", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
        return GanPlot.Save(folder, trained);
    }
}
