using LossGen.Sample;
using Spectre.Console;

// Table cells wrap at 80 columns where there is no terminal to ask, which tears formulas apart.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 150;

try
{
    CommandLine options = CommandLine.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(CommandLine.Usage);
        return 0;
    }

    DataSet data = options.Csv is { } csv ? FromFile(csv, options.X!, options.Y!) : BelgianCalls.Load();
    Output.Prepare(options.Output);
    Fit[] fits = FitReport.Run(data);
    if (data.Suspect is null)
        data = data.MarkFarFrom(fits.Single(fit => fit.Loss == "MAE").Line);
    FitReport.Write(data, fits);
    AnsiConsole.WriteLine();
    LossTable.Write();
    AnsiConsole.WriteLine();
    Output.Save(options.Output, data, fits);
    return 0;
}
catch (InputError error)
{
    Console.Error.WriteLine($"error: {error.Message}");
    if (error.IsUsage)
        Console.Error.WriteLine($"\n{CommandLine.Usage}");
    return error.IsUsage ? 2 : 1;
}

static DataSet FromFile(string path, string x, string y)
{
    CsvColumns columns = CsvColumns.ReadFile(path, x, y);
    return new()
    {
        Title = Path.GetFileName(path),
        XLabel = x,
        YLabel = y,
        X = columns.X,
        Y = columns.Y,
        PredictAt = columns.X.Max(),
    };
}
