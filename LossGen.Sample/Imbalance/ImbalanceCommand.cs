using System.Globalization;
using Spectre.Console;

namespace LossGen.Sample;

/// <summary>Looks for a rare class under four losses.</summary>
public static class ImbalanceCommand
{
    private const int TrainCount = 2000, TestCount = 20_000;

    /// <summary>Runs it, and gives the pictures.</summary>
    public static IEnumerable<string> Run(string folder)
    {
        RareClass train = RareClass.Generate(TrainCount, seed: 1), test = RareClass.Generate(TestCount, seed: 2);
        RareClassifier[] classifiers = RareClassifier.Train(train, test);
        int rare = test.Labels.Count(label => label > 0);
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Linear classifiers of {TrainCount:N0} points, judged by {TestCount:N0} others of which {rare} are rare"));
        Table table = new Table().RoundedBorder().Title(
            string.Create(CultureInfo.InvariantCulture, $"Finding a class of {RareClass.Share:0 %}"));
        table.AddColumn("loss");
        foreach (string column in new[] { "found", "precision", "recall", "F1" })
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (RareClassifier classifier in classifiers)
        {
            table.AddRow(
                Markup.Escape(classifier.Name), classifier.Found.ToString(CultureInfo.InvariantCulture), Text(classifier.Precision),
                Text(classifier.Recall), Text(classifier.F1));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"""
            Cross-entropy and focal loss are those of LossGen.Losses; soft F1 is declared in the sample, in a line:
              {LossCase.FormulaOf(nameof(Losses.SoftF1))}
            """);
        RareClassifier careful = classifiers.MaxBy(classifier => classifier.Precision)!;
        RareClassifier eager = classifiers.MaxBy(classifier => classifier.Recall)!;
        RareClassifier balanced = classifiers.MaxBy(classifier => classifier.F1)!;
        AnsiConsole.WriteLine(
            $"What it shows: the loss decides which mistakes are made. '{careful.Name}' is right most often where it finds something,");
        AnsiConsole.WriteLine($"'{eager.Name}' misses least, and '{balanced.Name}' has the best balance of the two.");
        return ImbalancePlots.Save(folder, train, classifiers);

        static string Text(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
    }
}
