namespace LossGen.Sample;

/// <summary>Two columns of numbers out of a CSV text with a header line.</summary>
public sealed record CsvColumns(double[] X, double[] Y)
{
    /// <param name="reader">The text.</param>
    /// <param name="source">What to call it in messages.</param>
    /// <param name="x">The name of the first column.</param>
    /// <param name="y">The name of the second column.</param>
    /// <exception cref="InputError">The content will not do.</exception>
    public static CsvColumns Read(TextReader reader, string source, string x, string y) => CsvText.Read(reader, source, csv =>
    {
        string[] header = csv.HeaderRecord!;
        int xIndex = Find(header, x, source), yIndex = Find(header, y, source);
        List<double> xs = [], ys = [];
        while (csv.Read())
        {
            xs.Add(CsvText.Number(csv, xIndex, x, source));
            ys.Add(CsvText.Number(csv, yIndex, y, source));
        }

        return Check(new([.. xs], [.. ys]), source, x);
    });

    private static int Find(string[] header, string name, string source)
    {
        int index = Array.IndexOf(header, name);
        if (index < 0)
        {
            const int most = 20;
            string columns = string.Join(", ", header.Take(most).Select(CsvText.Shown)) + (header.Length > most ? ", …" : "");
            throw new InputError($"{source} has no column '{name}'{Suggestion.For(name, header)} (its columns: {columns})");
        }

        if (Array.LastIndexOf(header, name) != index)
            throw new InputError($"{source} has several columns called '{name}'");
        return index;
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
}
