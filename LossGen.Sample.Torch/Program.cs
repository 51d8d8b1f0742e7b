using System.CommandLine;
using LossGen.Sample;
using LossGen.Sample.Torch;
using Spectre.Console;

// Table cells wrap at 80 columns where there is no terminal to ask.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 150;

Option<int> seed = new("--seed") { Description = "Seed of all random numbers.", DefaultValueFactory = _ => 1 };
Option<string> output = new("--output") { Description = "Folder of the pictures.", DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "output") };
Option<string> content = new("--content") { Description = "A picture to draw anew; hills by default." };
Option<string> style = new("--style") { Description = "A picture in whose style; waves by default." };
Option<string> weights = new("--weights") { Description = "Weights of the network that sees them, saved by torch's module.save; chance filters by default." };
RootCommand root = new("Networks of TorchSharp that train under losses of LossGen.")
{
    NewCommand("train", "A network fits a curve with outliers under two formulas, beside the same under torch's own operations.", 600, (_, steps, seed, folder) => RegressionCommand.Run(steps, seed, folder)),
    NewCommand("gan", "A generator learns a distribution in the plane under five adversarial losses.", 1500, (_, steps, seed, folder) => GanCommand.Run(steps, seed, folder)),
    NewCommand(
        "style", "A picture is drawn anew in the style of another, as a network sees it.", 200,
        (parsed, steps, seed, folder) => StyleCommand.Run(new StyleInput(parsed.GetValue(content), parsed.GetValue(style), parsed.GetValue(weights)), steps, seed, folder),
        content, style, weights),
};
return root.Parse(args).Invoke();

Command NewCommand(
    string name, string description, int defaultSteps, Func<ParseResult, int, int, string, IEnumerable<string>> run, params Option[] others)
{
    Option<int> steps = new("--steps") { Description = "Steps of training.", DefaultValueFactory = _ => defaultSteps };
    steps.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
            result.AddError("--steps is at least 1.");
    });
    Command command = new(name, description) { steps, seed, output };
    foreach (Option other in others)
        command.Add(other);
    command.SetAction(parsed => Guarded(() =>
    {
        Libtorch.Require();
        Output.Save(parsed.GetRequiredValue(output), folder => run(parsed, parsed.GetRequiredValue(steps), parsed.GetRequiredValue(seed), folder));
    }));
    return command;
}

static int Guarded(Action action)
{
    try
    {
        action();
        return 0;
    }
    catch (InputError error)
    {
        Console.Error.WriteLine($"error: {error.Message}");
        return 1;
    }
}
