using System.Globalization;
using Spectre.Console;

namespace LossGen.Sample;

/// <summary>The course of a training: losses, and what is read, in rows that appear as it goes on.</summary>
public sealed class RecognitionTable
{
    /// <summary>Longer texts would tear the table apart.</summary>
    private const int LongestTruth = 16;

    private readonly SequenceData _data;

    /// <summary>Which of the sequences held out are shown.</summary>
    private readonly int[] _shown;

    /// <summary>How much is shown of a text: the truth in full, and of what is read, which is much at first, little more.</summary>
    private readonly int _letters;

    private readonly Table _table = new Table().RoundedBorder().Title("Learning to read: below each truth, what is read");

    private LiveDisplayContext? _live;

    /// <param name="data">The sequences.</param>
    /// <param name="most">How many of those held out are shown: the first of bearable length, as far as the console has room.</param>
    public RecognitionTable(SequenceData data, int most)
    {
        _data = data;
        _shown = [.. Enumerable.Range(0, data.Test.Length).OrderBy(i => data.Test[i].Labels.Length > LongestTruth).Take(most)];
        _letters = Math.Min(LongestTruth, _shown.Max(index => data.Test[index].Labels.Length) + 2);
        const int numbers = 53, borders = 4;
        _shown = [.. _shown.Take(Math.Max(1, (AnsiConsole.Profile.Width - numbers) / (_letters + borders)))];
        foreach (string column in new[] { "epoch", "loss", "loss,\nheld out", "label\nerror rate", "right as\na whole" })
            _table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        foreach (int index in _shown)
            _table.AddColumn(new TableColumn(Shown(data.Test[index].Labels)).NoWrap());
    }

    /// <summary>Shows the table while something adds to it; where the console cannot go back over it, at the end.</summary>
    public void Show(Action work)
    {
        if (AnsiConsole.Profile.Capabilities.Ansi)
        {
            AnsiConsole.Live(_table).Start(context =>
            {
                _live = context;
                work();
            });
        }
        else
        {
            work();
            AnsiConsole.Write(_table);
        }
    }

    public void Add(Epoch epoch)
    {
        Judgement test = epoch.Test;
        _table.AddRow(
        [
            Text(epoch.Number, "0"), Text(epoch.TrainLoss, "0.0000"), Text(test.Loss, "0.0000"), Text(test.LabelErrorRate, "0.0 %"),
            Text(test.ExactShare, "0.0 %"), .. _shown.Select(index => Read(index, test.Decoded[index])),
        ]);
        _live?.Refresh();
    }

    /// <summary>What is read, in green where it is right.</summary>
    private string Read(int index, int[] labels) =>
        labels.AsSpan().SequenceEqual(_data.Test[index].Labels) ? $"[green]{Shown(labels)}[/]" : Shown(labels);

    private string Shown(int[] labels) => Markup.Escape(_data.Text(labels, _letters));

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
