using LossGen.Losses;
using Spectre.Console;

namespace LossGen.Sample;

/// <summary>Answers a use case with losses of the catalogue.</summary>
public static class ChooseCommand
{
    private const int Most = 8;

    /// <exception cref="InputError">The catalogue knows none of the words.</exception>
    public static void Run(string useCase)
    {
        IReadOnlyList<LossSuggestion> suggestions = LossCatalogue.For(useCase);
        if (suggestions.Count == 0)
        {
            throw new InputError(
                $"the catalogue has no loss for '{CsvText.Shown(useCase)}'; ask for instance for 'imbalanced segmentation', " +
                "'regression with outliers', 'face recognition' or 'gan'");
        }

        Table table = new Table().RoundedBorder().ShowRowSeparators().Title(Markup.Escape($"Losses for \"{useCase}\", best first"));
        table.AddColumn(new TableColumn("loss").NoWrap());
        table.AddColumns("why", "when not", "computed properties");
        foreach (LossSuggestion suggestion in suggestions.Take(Most))
        {
            LossEntry entry = suggestion.Entry;
            table.AddRow(
                Markup.Escape($"{entry.Task}.{entry.Name}"), Markup.Escape(suggestion.Reason), Markup.Escape(entry.WhenNot),
                Markup.Escape(Characteristics.Of(entry.Info)));
        }

        AnsiConsole.Write(table);
        if (suggestions.Count > Most)
            AnsiConsole.WriteLine($"{suggestions.Count - Most} more fit less well: LossCatalogue.For(\"{useCase}\") has them all.");
    }
}
