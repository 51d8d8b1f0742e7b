using System.Globalization;
using LossGen.Losses;
using Spectre.Console;

namespace LossGen.Sample;

/// <summary>Trains a map into the plane and shows where the classes come to lie.</summary>
public static class EmbedCommand
{
    /// <summary>Runs it, and gives the pictures.</summary>
    public static IEnumerable<string> Run(LabelledData data, string folder)
    {
        (Embedding before, Embedding after) = TripletEmbedding.Run(data);
        string training = $"{TripletEmbedding.Steps} steps of gradient descent, each over new random triplets";
        AnsiConsole.WriteLine($"""
            {data.Title}: {data.Rows.Length} rows, {data.Rows[0].Length} columns, {data.Classes.Length} classes
            loss:  MetricLearning.{nameof(MetricLearning.Triplet)} of LossGen.Losses, margin {TripletEmbedding.Margin}
                   {FormulaText.OnLines(MetricLearning.TripletInfo.Formula)}
            model: a linear map of the standardised columns into the plane; {training}
            """);
        Table table = new Table().RoundedBorder().Title("The embedding");
        table.AddColumn("");
        table.AddColumn(new TableColumn("triplet loss").RightAligned());
        table.AddColumn(new TableColumn("nearest neighbour is of the same class").RightAligned());
        AddRow("random map", before);
        AddRow("after training", after);
        AnsiConsole.Write(table);
        return EmbeddingPlot.Save(folder, data, before, after);

        void AddRow(string name, Embedding embedding) => table.AddRow(
            name, embedding.Loss.ToString("0.0000", CultureInfo.InvariantCulture),
            embedding.Neighbours.ToString("0.0 %", CultureInfo.InvariantCulture));
    }
}
