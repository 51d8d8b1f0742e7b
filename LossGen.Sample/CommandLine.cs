using System.Globalization;

namespace LossGen.Sample;

/// <summary>The command of the program and its options.</summary>
public sealed record CommandLine
{
    public const string Usage = """
        Shows what the losses of LossGen do, on real data.

        usage: dotnet run -c Release --project LossGen.Sample [-- COMMAND] [OPTIONS]

        without a command: fits a straight line under four losses, prints a table of ten losses, and draws them all
          --csv FILE          fit the rows of FILE instead of the built-in data (with --x and --y)
          --x COLUMN          the column to predict from
          --y COLUMN          the column to predict

        commands:
          choose USE CASE     the losses that fit a use case, why, and their properties: choose imbalanced segmentation
          compare [TASK]      what is proven of each loss, of all tasks or of one: compare regression
          classify [FILE]     trains a softmax classifier on Fisher's iris or a CSV file; its confusion matrix
          embed [FILE]        trains an embedding with the triplet loss on the same; pictures before and after
          imbalance           looks for a rare class under four losses
          gallery             writes a page of all losses of the catalogue, gallery.html: formulas, gradients, plots, advice, search
          recognise [FILE]    learns with the CTC loss to read digits that nobody has aligned, or the sequences of a CSV
                              file; tables as it learns, pictures of the alignment before and after
        FILE has a header line, columns of numbers, and last the column of the labels. For recognise a row is a step; its
        first column names the sequence, and the label is a text, a symbol for each character, in the sequence's first
        row (in its others, the same or nothing).

          --file FILE         another way to give FILE
          --epochs N          how often recognise sees all sequences (default: 20)
          --seed N            other digits, and another beginning, for recognise (default: 1)
          --output DIR        where pictures and pages go (default: LossGen.Sample/output)
          --help              print this text
        """;

    /// <summary>The commands, and whether their arguments are needed (true), welcome (null) or not taken (false).</summary>
    public static readonly IReadOnlyDictionary<string, bool?> Commands = new Dictionary<string, bool?>
    {
        ["choose"] = true,
        ["compare"] = null,
        ["classify"] = null,
        ["embed"] = null,
        ["imbalance"] = false,
        ["gallery"] = false,
        [Recognise] = null,
    };

    private const string Recognise = "recognise";

    private static readonly string[] KnownOptions = ["--csv", "--x", "--y", "--file", "--epochs", "--seed", "--output", "--help"];

    private static readonly string[] ReadFiles = ["classify", "embed", Recognise];

    private string? _file;

    /// <summary>The command; null for the fit of a line.</summary>
    public string? Command { get; private set; }

    /// <summary>What follows the command, if anything does.</summary>
    public string? Argument { get; private set; }

    public string? Csv { get; private set; }

    public string? X { get; private set; }

    public string? Y { get; private set; }

    /// <summary>How often a recogniser sees all sequences.</summary>
    public int? Epochs { get; private set; }

    /// <summary>Where its random numbers begin.</summary>
    public int? Seed { get; private set; }

    public string Output { get; private set; } = Path.Combine("LossGen.Sample", "output");

    public bool Help { get; private set; }

    /// <exception cref="InputError">
    /// A command or an option is unknown, given twice, lacks its value, or lacks those that go with it.
    /// </exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        CommandLine options = new();
        HashSet<string> seen = [];
        List<string> words = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            string option = arguments[i];
            if (option is "--help" or "-h" or "-?")
            {
                options.Help = true;
                continue;
            }

            if (!option.StartsWith('-'))
            {
                words.Add(option);
                continue;
            }

            Action<string> set = option switch
            {
                "--csv" => value => options.Csv = value,
                "--x" => value => options.X = value,
                "--y" => value => options.Y = value,
                "--file" => value => options._file = value,
                "--epochs" => value => options.Epochs = Whole(option, value, least: 1),
                "--seed" => value => options.Seed = Whole(option, value, least: 0),
                "--output" => value => options.Output = value,
                _ => throw new InputError($"unknown option '{option}'{Suggestion.For(option, KnownOptions)}", isUsage: true),
            };
            if (!seen.Add(option))
                throw new InputError($"{option} is given twice", isUsage: true);
            // A following option is a forgotten value: no column is called --y, and ./--y names such a file.
            if (i + 1 == arguments.Count || arguments[i + 1].Length == 0 || KnownOptions.Contains(arguments[i + 1]))
                throw new InputError($"{option} needs a value", isUsage: true);
            set(arguments[++i]);
        }

        if (options.Help)
            return options;
        if (words.Count > 0)
            options.SetCommand(words[0], words[1..]);
        options.RequireCommand();
        options.RequireColumns();
        return options;
    }

    private void SetCommand(string command, List<string> words)
    {
        // The other spelling of the same word.
        if (command == "recognize")
            command = Recognise;
        if (!Commands.TryGetValue(command, out bool? needsArgument))
            throw new InputError($"there is no command '{command}'{Suggestion.For(command, Commands.Keys)}", isUsage: true);
        if (needsArgument == true && words.TrueForAll(string.IsNullOrWhiteSpace))
            throw new InputError($"{command} needs to know for what", isUsage: true);
        // A use case is several words, with or without quotation marks; a file or a task is one.
        int most = needsArgument switch { true => int.MaxValue, null => 1, false => 0 };
        if (words.Count > most)
            throw new InputError($"'{words[most]}' is one argument too many for {command}", isUsage: true);
        if ((Csv ?? X ?? Y) is not null)
            throw new InputError($"--csv, --x and --y are for the fit of a line, not for {command}", isUsage: true);
        Command = command;
        Argument = words.Count == 0 ? null : string.Join(' ', words);
    }

    private void RequireCommand()
    {
        if (Command != Recognise && (Epochs ?? Seed) is not null)
            throw new InputError($"--epochs and --seed are for {Recognise}", isUsage: true);
        if (_file is null)
            return;
        if (!ReadFiles.Contains(Command))
            throw new InputError($"--file is for {string.Join(", ", ReadFiles[..^1])} and {ReadFiles[^1]}", isUsage: true);
        if (Argument is not null)
            throw new InputError($"two files, '{Argument}' and '{_file}': {Command} takes one", isUsage: true);
        Argument = _file;
    }

    private static int Whole(string option, string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least ? number
            : throw new InputError($"{option} needs a whole number from {least} on, not '{value}'", isUsage: true);

    private void RequireColumns()
    {
        if (Csv is null && (X ?? Y) is not null)
            throw new InputError("--x and --y name columns of a file: give it with --csv", isUsage: true);
        if (Csv is not null && (X is null || Y is null))
            throw new InputError($"--csv needs {(X is null ? "--x" : "--y")} COLUMN as well", isUsage: true);
    }
}
