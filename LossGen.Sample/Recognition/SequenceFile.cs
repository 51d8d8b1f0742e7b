using System.Globalization;
using CsvHelper;

namespace LossGen.Sample;

/// <summary>Reads sequences from CSV files.</summary>
/// <remarks>
/// A header line, then a row for each step: first the name of the sequence, then columns of numbers, its features, and last its label, a
/// text of which every character is a symbol. The steps of a sequence follow each other. Its label stands in its first row; in the others
/// it is repeated or left out.
/// </remarks>
public static class SequenceFile
{
    private const int MostSymbols = 200;

    /// <exception cref="InputError">There is no such file, or its content will not do.</exception>
    public static SequenceData Load(string path) => CsvText.ReadFile(path, reader => Read(reader, path));

    /// <exception cref="InputError">The content will not do.</exception>
    public static SequenceData Read(TextReader reader, string source) => CsvText.Read(reader, source, csv =>
    {
        string[] header = csv.HeaderRecord!;
        if (header.Length < 3)
        {
            throw new InputError(
                $"{source} has {header.Length} column{(header.Length == 1 ? "" : "s")}; there must be the name of the sequence, numbers "
                + "and, last, its label");
        }

        List<Rows> sequences = ReadRows(csv, header, source);
        if (sequences.Count < SequenceData.TestShare)
        {
            throw new InputError(
                $"{source} has too few sequences, {sequences.Count}; at least {SequenceData.TestShare} are needed, one to be held out");
        }

        string[] symbols = [SequenceData.Blank, .. sequences.SelectMany(item => item.Symbols).Distinct().Order(StringComparer.Ordinal)];
        if (symbols.Length - 1 > MostSymbols)
            throw new InputError($"{source}: the labels have {symbols.Length - 1} symbols; at most {MostSymbols} are handled here");
        return SequenceData.Split(
            Path.GetFileName(source), symbols, header[1..^1], [.. sequences.Select(item => item.Indexed(symbols))]);
    });

    private static List<Rows> ReadRows(CsvReader csv, string[] header, string source)
    {
        List<Rows> sequences = [];
        HashSet<string> names = [];
        while (csv.Read())
        {
            string place = $"{source}, line {csv.Parser.RawRow}";
            if (csv.Parser.Count != header.Length)
                throw new InputError($"{place}: {csv.Parser.Count} values, where the header has {header.Length} columns");
            string name = csv.GetField(0)!, label = csv.GetField(header.Length - 1)!;
            if (name.Length == 0)
                throw new InputError($"{place}, column '{CsvText.Shown(header[0])}': no name of a sequence");
            if (sequences.Count == 0 || sequences[^1].Name != name)
            {
                if (!names.Add(name))
                    throw new InputError($"{place}: sequence '{CsvText.Shown(name)}' goes on behind another; keep its steps together");
                sequences.Add(Begin(name, label, place, header[^1]));
            }
            else if (label.Length > 0 && label != sequences[^1].Label)
            {
                throw new InputError(
                    $"{place}: the label '{CsvText.Shown(label)}' is another than '{CsvText.Shown(sequences[^1].Label)}', that of the "
                    + $"first row of sequence '{CsvText.Shown(name)}'");
            }

            sequences[^1].Steps.Add(
                [.. header[1..^1].Select((column, index) => CsvText.Number(csv, index + 1, column, source))]);
        }

        return sequences;
    }

    private static Rows Begin(string name, string label, string place, string column)
    {
        string cell = $"{place}, column '{CsvText.Shown(column)}'";
        if (label.Length == 0)
            throw new InputError($"{cell}: no label in the first row of sequence '{CsvText.Shown(name)}'");
        if (label.Any(char.IsControl))
            throw new InputError($"{cell}: a label with a line break or another control character");
        return new(name, label, place, []);
    }

    /// <summary>The rows of a sequence.</summary>
    private sealed record Rows(string Name, string Label, string Place, List<double[]> Steps)
    {
        /// <summary>What a reader takes for a character, which may be several of .NET's.</summary>
        public string[] Symbols
        {
            get
            {
                int[] starts = StringInfo.ParseCombiningCharacters(Label);
                return [.. starts.Select((start, i) => Label[start..(i + 1 < starts.Length ? starts[i + 1] : Label.Length)])];
            }
        }

        public RawSequence Indexed(string[] symbols)
        {
            int[] labels = [.. Symbols.Select(symbol => Array.IndexOf(symbols, symbol, 1))];
            int needed = LabelledSequence.StepsNeeded(labels);
            return needed <= Steps.Count ? new($"sequence {CsvText.Shown(Name)}", [.. Steps], labels) : throw new InputError(
                $"{Place}: sequence '{CsvText.Shown(Name)}' has {Steps.Count} step{(Steps.Count == 1 ? "" : "s")}, but its label "
                + $"'{CsvText.Shown(Label)}' needs {needed}: one for each symbol, and one between equal ones");
        }
    }
}
