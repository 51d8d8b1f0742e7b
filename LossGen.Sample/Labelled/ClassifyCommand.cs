using System.Globalization;
using Spectre.Console;

namespace LossGen.Sample;

/// <summary>Trains a classifier and shows what it takes for what.</summary>
public static class ClassifyCommand
{
    /// <summary>Runs it, and gives the pictures.</summary>
    public static IEnumerable<string> Run(LabelledData data, string folder)
    {
        Trained trained = SoftmaxClassifier.Run(data);
        string training = $"{SoftmaxClassifier.Steps} steps of gradient descent, rate {Text(SoftmaxClassifier.Rate)}";
        string seen = $"{trained.Train} rows trained on: {Percent(trained.TrainAccuracy)}";
        string unseen = $"{data.Rows.Length - trained.Train} held out: {Percent(trained.TestAccuracy)}";
        AnsiConsole.WriteLine($"""
            {data.Title}: {data.Rows.Length} rows, {data.Rows[0].Length} columns, {data.Classes.Length} classes
            loss:  {LossCase.FormulaOf(nameof(Losses.SoftmaxCrossEntropy))}
            model: scores linear in the standardised columns; {training}
            cross-entropy before: {Text(trained.LossBefore)}, after: {Text(trained.LossAfter)}
            accuracy of the {seen}; of the {unseen}
            """);
        AnsiConsole.Write(Table(data.Classes, trained.Confusion));
        return ConfusionPlot.Save(folder, data, trained);
    }

    private static Table Table(string[] classes, int[,] confusion)
    {
        Table table = new Table().RoundedBorder().Title("Rows held out");
        table.AddColumn("is \\ taken for");
        foreach (string name in classes)
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());
        table.AddColumn(new TableColumn("recall").RightAligned());
        int[] indices = [.. Enumerable.Range(0, classes.Length)];
        foreach (int row in indices)
        {
            table.AddRow(
            [
                Markup.Escape(classes[row]), .. indices.Select(column => confusion[row, column].ToString(CultureInfo.InvariantCulture)),
                Share(confusion[row, row], indices.Sum(column => confusion[row, column])),
            ]);
        }

        table.AddRow(
            ["precision", .. indices.Select(column => Share(confusion[column, column], indices.Sum(row => confusion[row, column]))), ""]);
        return table;
    }

    private static string Share(int part, int whole) => whole == 0 ? "–" : Percent((double)part / whole);

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
