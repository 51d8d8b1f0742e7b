using CsvHelper;

namespace LossGen.Sample;

/// <summary>Measurements of things, and what each of them is.</summary>
/// <param name="Title">Whose numbers they are, for titles.</param>
/// <param name="Rows">The measurements of each thing.</param>
/// <param name="Labels">The class of each, as an index into <paramref name="Classes"/>.</param>
/// <param name="Classes">The names of the classes.</param>
public sealed record LabelledData(string Title, double[][] Rows, int[] Labels, string[] Classes)
{
    private const int MostClasses = 20, FewestOfClass = 3;

    /// <summary>
    /// Four measurements in centimetres of 150 flowers, fifty of each of three species, by E. Anderson; published by R. A. Fisher, "The use
    /// of multiple measurements in taxonomic problems", Annals of Eugenics 7 (1936).
    /// </summary>
    public static LabelledData Iris() =>
        CsvText.ReadResource("iris.csv", reader => Read(reader, "iris.csv")) with { Title = "Fisher's iris" };

    /// <summary>The file, or the irises where there is none.</summary>
    /// <exception cref="InputError">There is no such file, or its content will not do.</exception>
    public static LabelledData Load(string? path) => path is null ? Iris() : CsvText.ReadFile(path, reader => Read(reader, path));

    /// <summary>Reads a header line, and rows of numbers of which the last column is the name of the class.</summary>
    /// <exception cref="InputError">The content will not do.</exception>
    public static LabelledData Read(TextReader reader, string source) => CsvText.Read(reader, source, csv =>
    {
        string[] header = csv.HeaderRecord!;
        if (header.Length < 2)
            throw new InputError($"{source} has one column; there must be numbers and, in the last column, labels");
        List<double[]> rows = [];
        List<string> labels = [];
        while (csv.Read())
        {
            labels.Add(Label(csv, header, source));
            rows.Add([.. header[..^1].Select((column, index) => CsvText.Number(csv, index, column, source))]);
        }

        string[] classes = [.. labels.Distinct()];
        Check(labels, classes, source, header[^1]);
        return new LabelledData(Path.GetFileName(source), [.. rows], [.. labels.Select(label => Array.IndexOf(classes, label))], classes);
    });

    private static string Label(CsvReader csv, string[] header, string source)
    {
        string place = $"{source}, line {csv.Parser.RawRow}";
        if (csv.Parser.Count != header.Length)
            throw new InputError($"{place}: {csv.Parser.Count} values, where the header has {header.Length} columns");
        string label = csv.GetField(header.Length - 1)!;
        return label.Length > 0 ? CsvText.Shown(label)
            : throw new InputError($"{place}, column '{CsvText.Shown(header[^1])}': no label");
    }

    private static void Check(List<string> labels, string[] classes, string source, string column)
    {
        string name = CsvText.Shown(column);
        if (classes.Length < 2)
            throw new InputError($"{source}: the last column, '{name}', has {classes.Length} different labels; at least 2 are needed");
        if (classes.Length > MostClasses)
        {
            throw new InputError(
                $"{source}: the last column, '{name}', has {classes.Length} different labels; at most {MostClasses} are handled here");
        }

        string? rare = classes.FirstOrDefault(name => labels.Count(label => label == name) < FewestOfClass);
        if (rare is not null)
            throw new InputError($"{source}: fewer than {FewestOfClass} rows have the label '{rare}'");
    }
}
