using System.CommandLine;
using Microsoft.CodeAnalysis.CSharp;
using Spectre.Console;

namespace LossGen.Cli;

/// <summary>The command line of <c>lossgen</c>.</summary>
internal static class Program
{
    public static int Main(string[] arguments)
    {
        // Where there is no terminal to ask, sentences wrap at a width of pages and not of 80 columns.
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 150;
        return Run(arguments, AnsiConsole.Console, Console.Error);
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>0; 1 where the formula has errors; 2 where the command line has.</returns>
    internal static int Run(IReadOnlyList<string> arguments, IAnsiConsole console, TextWriter errors)
    {
        ParseResult parsed = new RootCommand("Shows what a formula of LossGen compiles to.") { Explain(console) }.Parse(arguments);
        try
        {
            int result = parsed.Invoke(new InvocationConfiguration { Output = console.Profile.Out.Writer, Error = errors, EnableDefaultExceptionHandler = false });
            return parsed.Errors.Count > 0 ? 2 : result;
        }
        catch (InputException exception)
        {
            errors.WriteLine($"error: {exception.Message}");
            return 2;
        }
    }

    private static Command Explain(IAnsiConsole console)
    {
        var formula = new Argument<string?>("formula") { Description = "The formula: \"mean((p - y)^2)\".", Arity = ArgumentArity.ZeroOrOne };
        var declaration = new Option<string?>("--declaration") { Description = "Instead of a formula: a declaration in C# with its [Loss], or a file that has one." };
        var parameters = new Option<string[]>("--parameter") { Description = "A parameter as C#, where another is inferred than is meant: \"float delta = 1\"." };
        var name = new Option<string?>("--name") { Description = "What the method is called; of several declarations, which is explained (the first if left out)." };
        var emit = new Option<bool>("--emit") { Description = "Writes the emitted code and nothing else." };
        var noCode = new Option<bool>("--no-code") { Description = "Leaves the emitted code out." };
        var png = new Option<string?>("--png") { Description = "Draws the loss and its gradient into this file too." };
        var command = new Command(
            "explain", "Prints the parameters, axes, gradient, properties, schedule, plot and code of a loss; of a wrong formula, what is wrong where.")
        {
            formula, declaration, parameters, name, emit, noCode, png,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(formula) is null) == (result.GetValue(declaration) is null))
                result.AddError("Give a formula, or a declaration with --declaration.");
        });
        name.Validators.Add(result =>
        {
            if (!SyntaxFacts.IsValidIdentifier(result.GetValueOrDefault<string?>()))
                result.AddError("--name needs the name of a method.");
        });
        command.SetAction(parsed => new ExplainCommand(
            new ExplainOptions
            {
                Formula = parsed.GetValue(formula),
                Declaration = parsed.GetValue(declaration),
                Parameters = parsed.GetValue(parameters) ?? [],
                Name = parsed.GetValue(name),
                IsCodeOnly = parsed.GetValue(emit),
                HasNoCode = parsed.GetValue(noCode),
                Png = parsed.GetValue(png),
            },
            console).Run());
        return command;
    }
}
