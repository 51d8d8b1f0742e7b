using LossGen.Sample;
using LossGen.Sample.Gallery;
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

    Run(options);
    return 0;
}
catch (InputError error)
{
    Console.Error.WriteLine($"error: {error.Message}");
    if (error.IsUsage)
        Console.Error.WriteLine($"\n{CommandLine.Usage}");
    return error.IsUsage ? 2 : 1;
}

static void Run(CommandLine options)
{
    switch (options.Command)
    {
        case "choose":
            ChooseCommand.Run(options.Argument!);
            break;
        case "compare":
            CompareCommand.Run(options.Argument);
            break;
        case "classify":
            Draw(LabelledData.Load(options.Argument), ClassifyCommand.Run);
            break;
        case "embed":
            Draw(LabelledData.Load(options.Argument), EmbedCommand.Run);
            break;
        case "imbalance":
            Output.Save(options.Output, ImbalanceCommand.Run);
            break;
        case "gallery":
            Output.Save(options.Output, GalleryCommand.Run);
            break;
        case "recognise":
            Recognise(options);
            break;
        default:
            FitLine(options);
            break;
    }

    void Draw(LabelledData data, Func<LabelledData, string, IEnumerable<string>> run) =>
        Output.Save(options.Output, folder => run(data, folder));
}

static void Recognise(CommandLine options)
{
    int seed = options.Seed ?? 1;
    SequenceData data = options.Argument is { } file ? SequenceFile.Load(file) : DigitStrips.Generate(seed);
    Output.Save(options.Output, folder => RecogniseCommand.Run(data, options.Epochs ?? Training.DefaultEpochs, seed, folder));
}

static void FitLine(CommandLine options)
{
    DataSet data = options.Csv is { } csv ? FromFile(csv, options.X!, options.Y!) : BelgianCalls.Load();
    Output.Save(options.Output, folder =>
    {
        Fit[] fits = FitReport.Run(data);
        DataSet marked = data.Suspect is null ? data.MarkFarFrom(fits.Single(fit => fit.Loss == "MAE").Line) : data;
        FitReport.Write(marked, fits);
        AnsiConsole.WriteLine();
        LossTable.Write();
        AnsiConsole.WriteLine();
        return FitPlot.Save(folder, marked, fits).Concat(LossPlots.Save(folder));
    });
    AnsiConsole.WriteLine();
    AnsiConsole.WriteLine($"More to see with the commands {string.Join(", ", CommandLine.Commands.Keys)}; --help describes them.");
}

static DataSet FromFile(string path, string x, string y)
{
    CsvColumns columns = CsvText.ReadFile(path, reader => CsvColumns.Read(reader, path, x, y));
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
