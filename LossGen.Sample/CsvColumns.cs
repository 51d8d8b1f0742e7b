using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace LossGen.Sample;

/// <summary>Two columns of numbers out of a CSV text with a header line.</summary>
public sealed record CsvColumns(double[] X, double[] Y)
{
    /// <summary>Larger numbers could not be squared and summed.</summary>
    private const double Largest = 1e100;

    /// <exception cref="InputError">There is no such file, or its content will not do.</exception>
    public static CsvColumns ReadFile(string path, string x, string y)
    {
        if (Directory.Exists(path))
            throw new InputError($"'{path}' is a folder, not a CSV file");
        if (!File.Exists(path))
            throw new InputError($"there is no file '{path}'");
        try
        {
            using StreamReader reader = new(path);
            return Read(reader, path, x, y);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputError($"cannot read '{path}': {error.Message}");
        }
    }

    /// <param name="reader">The text.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="x">The name of the first column.</param>
    /// <param name="y">The name of the second column.</param>
    /// <exception cref="InputError">The content will not do.</exception>
    public static CsvColumns Read(TextReader reader, string source, string x, string y)
    {
        using CsvReader csv = new(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        try
        {
            if (!csv.Read() || !csv.ReadHeader())
                throw new InputError($"{source} is empty");
            string[] header = csv.HeaderRecord!;
            int xIndex = Find(header, x, source), yIndex = Find(header, y, source);
            List<double> xs = [], ys = [];
            while (csv.Read())
            {
                xs.Add(Number(csv, xIndex, x, source));
                ys.Add(Number(csv, yIndex, y, source));
            }

            return Check(new([.. xs], [.. ys]), source, x);
        }
        catch (CsvHelperException)
        {
            // CsvHelper's own message runs over many lines.
            throw new InputError($"{source}, line {csv.Parser.RawRow}: not valid CSV (look for a stray quotation mark)");
        }
    }

    private static int Find(string[] header, string name, string source)
    {
        int index = Array.IndexOf(header, name);
        if (index < 0)
        {
            const int most = 20;
            string columns = string.Join(", ", header.Take(most).Select(Shown)) + (header.Length > most ? ", …" : "");
            throw new InputError($"{source} has no column '{name}'{Suggestion.For(name, header)} (its columns: {columns})");
        }

        if (Array.LastIndexOf(header, name) != index)
            throw new InputError($"{source} has several columns called '{name}'");
        return index;
    }

    private static double Number(CsvReader csv, int index, string column, string source)
    {
        string place = $"{source}, line {csv.Parser.RawRow}, column '{column}'";
        // TryGetField would take a field that is not valid CSV for a missing one.
        string? text = index < csv.Parser.Count ? csv.GetField(index) : null;
        if (string.IsNullOrEmpty(text))
            throw new InputError($"{place}: no value");
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            throw new InputError($"{place}: '{Shown(text)}' is not a number");
        if (!double.IsFinite(number))
            throw new InputError($"{place}: '{Shown(text)}' is not a finite number");
        if (Math.Abs(number) > Largest)
            throw new InputError($"{place}: '{Shown(text)}' is too large (beyond {Largest:0e0})");
        return number;
    }

    private static CsvColumns Check(CsvColumns columns, string source, string x)
    {
        const int fewest = 3;
        if (columns.X.Length < fewest)
            throw new InputError($"{source} has {columns.X.Length} rows of data; a line needs at least {fewest}");
        if (columns.X.Min() == columns.X.Max())
            throw new InputError($"{source}: every row has the same '{x}', {columns.X[0]}, so no slope can be told");
        return columns;
    }

    /// <summary>The text on one line and of bearable length, whatever the file holds.</summary>
    private static string Shown(string text)
    {
        string line = new([.. text.Select(c => char.IsControl(c) ? '\uFFFD' : c)]);
        return line.Length > 40 ? line[..40] + "…" : line;
    }
}
