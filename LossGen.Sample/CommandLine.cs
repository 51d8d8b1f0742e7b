namespace LossGen.Sample;

/// <summary>The options of the program.</summary>
public sealed record CommandLine
{
    public const string Usage = """
        Fits a straight line under four losses, prints a table of ten losses, and draws them all.

        usage: dotnet run -c Release --project LossGen.Sample [-- OPTIONS]

          --csv FILE     fit the rows of FILE instead of the built-in data (with --x and --y)
          --x COLUMN     the column to predict from
          --y COLUMN     the column to predict
          --output DIR   where the pictures go (default: LossGen.Sample/output)
          --help         print this text
        """;

    public string? Csv { get; private set; }

    public string? X { get; private set; }

    public string? Y { get; private set; }

    public string Output { get; private set; } = Path.Combine("LossGen.Sample", "output");

    public bool Help { get; private set; }

    /// <exception cref="InputError">An option is unknown, given twice, lacks its value, or lacks those that go with it.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        CommandLine options = new();
        HashSet<string> seen = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            string option = arguments[i];
            if (option is "--help" or "-h" or "-?")
            {
                options.Help = true;
                continue;
            }

            Action<string> set = option switch
            {
                "--csv" => value => options.Csv = value,
                "--x" => value => options.X = value,
                "--y" => value => options.Y = value,
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

        if (!options.Help)
            options.RequireColumns();
        return options;
    }

    private static readonly string[] KnownOptions = ["--csv", "--x", "--y", "--output", "--help"];

    private void RequireColumns()
    {
        if (Csv is null && (X ?? Y) is not null)
            throw new InputError("--x and --y name columns of a file: give it with --csv", isUsage: true);
        if (Csv is not null && (X is null || Y is null))
            throw new InputError($"--csv needs {(X is null ? "--x" : "--y")} COLUMN as well", isUsage: true);
    }
}
