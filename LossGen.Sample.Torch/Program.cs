using System.CommandLine;
using LossGen.Sample;
using LossGen.Sample.Torch;
using Spectre.Console;

// Table cells wrap at 80 columns where there is no terminal to ask.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 150;

Option<int> seed = new("--seed") { Description = "Seed of all random numbers.", DefaultValueFactory = _ => 1 };
Option<string> output = new("--output") { Description = "Folder of the pictures.", DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "output") };
RootCommand root = new("Networks of TorchSharp that train under losses of LossGen.")
{
    NewCommand("train", "A network fits a curve with outliers under two formulas, beside the same under torch's own operations.", 600, RegressionCommand.Run),
    NewCommand("gan", "A generator learns a distribution in the plane under five adversarial losses.", 1500, GanCommand.Run),
};
return root.Parse(args).Invoke();

Command NewCommand(string name, string description, int defaultSteps, Func<int, int, string, IEnumerable<string>> run)
{
    Option<int> steps = new("--steps") { Description = "Steps of training.", DefaultValueFactory = _ => defaultSteps };
    steps.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() < 1)
            result.AddError("--steps is at least 1.");
    });
    Command command = new(name, description) { steps, seed, output };
    command.SetAction(parsed => Guarded(() =>
    {
        Libtorch.Require();
        Output.Save(parsed.GetRequiredValue(output), folder => run(parsed.GetRequiredValue(steps), parsed.GetRequiredValue(seed), folder));
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
