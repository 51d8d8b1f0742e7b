using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace LossGen.Sample;

/// <summary>Reads CSV texts with a header line, and says in one line what is wrong with them.</summary>
public static class CsvText
{
    /// <summary>Larger numbers could not be squared and summed.</summary>
    private const double Largest = 1e100;

    /// <exception cref="InputError">There is no such file, or its content will not do.</exception>
    public static T ReadFile<T>(string path, Func<TextReader, T> read)
    {
        if (Directory.Exists(path))
            throw new InputError($"'{path}' is a folder, not a CSV file");
        if (!File.Exists(path))
            throw new InputError($"there is no file '{path}'");
        try
        {
            using StreamReader reader = new(path);
            return read(reader);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputError($"cannot read '{path}': {error.Message}");
        }
    }

    /// <summary>A file that is part of this program.</summary>
    public static T ReadResource<T>(string name, Func<TextReader, T> read)
    {
        using Stream stream = typeof(CsvText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is missing.");
        using StreamReader reader = new(stream);
        return read(reader);
    }

    /// <param name="reader">The text.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="read">What to do once the header has been read.</param>
    /// <exception cref="InputError">The content will not do.</exception>
    public static T Read<T>(TextReader reader, string source, Func<CsvReader, T> read)
    {
        using CsvReader csv = new(reader, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim });
        try
        {
            if (!csv.Read() || !csv.ReadHeader())
                throw new InputError($"{source} is empty");
            return read(csv);
        }
        catch (CsvHelperException)
        {
            // CsvHelper's own message runs over many lines.
            throw new InputError($"{source}, line {csv.Parser.RawRow}: not valid CSV (look for a stray quotation mark)");
        }
    }

    /// <summary>The number in a column of the current row.</summary>
    public static double Number(CsvReader csv, int index, string column, string source)
    {
        string place = $"{source}, line {csv.Parser.RawRow}, column '{Shown(column)}'";
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

    /// <summary>The text on one line and of bearable length, whatever the file holds.</summary>
    public static string Shown(string text)
    {
        string line = new([.. text.Select(c => char.IsControl(c) ? '\uFFFD' : c)]);
        return line.Length > 40 ? line[..40] + "…" : line;
    }
}
