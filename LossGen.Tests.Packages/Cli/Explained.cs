using LossGen.Cli;
using Spectre.Console;

namespace LossGen.Tests.Packages.Cli;

/// <summary>A run of <c>lossgen explain</c> in this process.</summary>
internal sealed record Explained(int Exit, string Output, string Errors)
{
    public static Explained Of(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = 200;
        int exit = Program.Run(["explain", .. arguments], console, errors);
        return new Explained(exit, output.ToString().ReplaceLineEndings("\n"), errors.ToString());
    }

    /// <summary>The indented lines under a heading.</summary>
    public string[] Section(string heading)
    {
        string[] lines = Output.Split('\n');
        int start = Array.IndexOf(lines, heading);
        Assert.True(start >= 0, $"There is no '{heading}' in\n{Output}");
        return [.. lines.Skip(start + 1).TakeWhile(line => line.Length > 0).Select(line => line.Trim())];
    }
}
