using LossGen.Losses;
using Spectre.Console;

namespace LossGen.Sample;

/// <summary>The characteristics of all losses of the catalogue, side by side.</summary>
public static class CompareCommand
{
    /// <param name="task">The task to keep to; all where there is none.</param>
    /// <exception cref="InputError">There is no such task.</exception>
    public static void Run(string? task)
    {
        IReadOnlyList<LossEntry> entries = task is null ? LossCatalogue.All : LossCatalogue.ForTask(Parse(task));
        Table table = new Table().RoundedBorder().Title($"{entries.Count} losses and what their formulas prove");
        // A word is not torn apart, whatever the width.
        foreach (string column in new[] { "loss", "robust", "smooth", "convex", "for\nclassification", "for\nregression" })
            table.AddColumn(new TableColumn(column).NoWrap());
        table.AddColumns("|gradient| ≤", "value", "where");
        LossTask? above = null;
        foreach (LossEntry entry in entries)
        {
            if (entry.Task != above)
            {
                above = entry.Task;
                table.AddRow($"[bold]{entry.Task}[/]");
            }

            LossInfo info = entry.Info;
            string[] cells =
            [
                "  " + entry.Name, Characteristics.Robust(info), Characteristics.Smooth(info), Characteristics.Convex(info),
                IsFor(entry, LossTask.Classification), IsFor(entry, LossTask.Regression), Characteristics.Bound(info),
                Characteristics.Range(info), info.Assumption,
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("""
            robust: the gradient of a term is bounded however far off a prediction is. smooth: derivatives of every order;
            once: a continuous gradient; kinks: the gradient jumps; steps: the loss jumps. |gradient| is that of one term.
            –: not proven, or not so.
            All of it is computed from the formulas, except what a loss is for, which the catalogue says.
            """);
    }

    private static string IsFor(LossEntry entry, LossTask task) => Characteristics.IsFor(entry, task) ? "yes" : "";

    private static LossTask Parse(string text)
    {
        string[] names = Enum.GetNames<LossTask>();
        string? name = names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        return name is not null ? Enum.Parse<LossTask>(name)
            : throw new InputError($"there is no task '{text}'{Suggestion.For(text, names)} (the tasks: {string.Join(", ", names)})");
    }
}
