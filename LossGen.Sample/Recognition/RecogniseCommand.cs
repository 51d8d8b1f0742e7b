using System.Globalization;
using LossGen.Losses;
using Spectre.Console;

namespace LossGen.Sample;

/// <summary>Trains a recogniser of sequences that nobody has aligned, and shows what it reads and how it aligns them.</summary>
public static class RecogniseCommand
{
    /// <summary>How many sequences the table shows.</summary>
    private const int MostShown = 4;

    private const int MostLetters = 20;

    /// <summary>Runs it, and gives the pictures.</summary>
    public static IEnumerable<string> Run(SequenceData data, int epochs, int seed, string folder)
    {
        Random random = new(seed);
        Recogniser recogniser = new(data.Features.Length, data.Symbols.Length, random);
        string training = $"{epochs} epochs of Adam, batches of {Training.BatchSize}";
        AnsiConsole.WriteLine($"""
            {data.Title}: {data.Train.Length} sequences to learn from, {data.Test.Length} held out
            features of a step: {data.Features.Length}; symbols: {data.Symbols.Length - 1}, and the blank
            loss:  Sequence.{nameof(Sequence.CtcWithLogits)} of LossGen.Losses
            model: a hidden layer of {Recogniser.Hidden} units that see {Recogniser.Context} steps before and behind each; {training}
            """);
        LabelledSequence aligned = Telling(data.Test);
        Reading before = Reading.Of(recogniser, aligned);
        List<Epoch> course = Train(recogniser, data, epochs, random);
        Reading after = Reading.Of(recogniser, aligned);
        Report(course[^1].Test);
        WriteAlignment(data, before, after);
        return LearningPlot.Save(folder, data, course).Concat(AlignmentPlot.Save(folder, data, before, after));
    }

    /// <summary>A sequence whose lattice can be read: of about five labels, two equal ones side by side if there is such a one.</summary>
    private static LabelledSequence Telling(LabelledSequence[] sequences) => sequences
        .OrderBy(item => Math.Abs(item.Labels.Length - 5))
        .ThenBy(item => LabelledSequence.StepsNeeded(item.Labels) == item.Labels.Length)
        .First();

    private static List<Epoch> Train(Recogniser recogniser, SequenceData data, int epochs, Random random)
    {
        List<Epoch> course = [];
        RecognitionTable table = new(data, MostShown);
        table.Show(() =>
        {
            foreach (Epoch epoch in Training.Run(recogniser, data, epochs, random))
            {
                course.Add(epoch);
                if (epoch.Number <= 3 || epoch.Number == epochs || epoch.Number % Math.Max(1, epochs / 10) == 0)
                    table.Add(epoch);
            }
        });
        return course;
    }

    private static void Report(Judgement test) => AnsiConsole.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        label error rate of those held out: {test.LabelErrorRate:0.0 %} ({test.Mistakes} of {test.Labels} to insert, delete or replace)
        right as a whole: {test.ExactShare:0.0 %} ({test.Exact} of {test.Decoded.Length})
        """));

    private static void WriteAlignment(SequenceData data, Reading before, Reading after)
    {
        Table table = new Table().RoundedBorder().Title(
            Markup.Escape($"The alignments of {before.Sequence.Name}, {data.Text(before.Sequence.Labels, MostLetters)}"));
        table.AddColumn("");
        foreach (string column in new[] { "read as", "CTC loss", "minus log-partition", "share of the best alignment" })
            table.AddColumn(new TableColumn(column).RightAligned());
        AddRow("before training", before);
        AddRow("after training", after);
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"""
            The lattice is a formula too, declared in the sample over the scores e of its states s:
                   {FormulaText.OnLines(LossCase.FormulaOf(nameof(Losses.AlignmentLogPartition)))}
            Its gradient by e is the posterior probability of each node; with max in place of logsumexp it is the best alignment.
            """);

        void AddRow(string name, Reading reading) => table.AddRow(
            name, Markup.Escape(data.Text(reading.Decoded, MostLetters)), reading.Loss.ToString("0.0000", CultureInfo.InvariantCulture),
            (-reading.Lattice.LogProbability).ToString("0.0000", CultureInfo.InvariantCulture),
            reading.Lattice.BestShare.ToString("0.0 %", CultureInfo.InvariantCulture));
    }
}
