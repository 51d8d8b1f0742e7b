using System.CommandLine;
using LossGen.Sample;
using LossGen.Sample.Boosting;
using Spectre.Console;

// Table cells wrap at 80 columns where there is no terminal to ask.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 150;

Option<int> rows = new("--rows") { Description = "Rows to fit.", DefaultValueFactory = _ => 4000 };
rows.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 100)
        result.AddError("--rows is at least 100.");
});
Option<int> seed = new("--seed") { Description = "Seed of the random numbers.", DefaultValueFactory = _ => 1 };
Option<string> output = new("--output") { Description = "Folder of the picture.", DefaultValueFactory = _ => Path.Combine(AppContext.BaseDirectory, "output") };
RootCommand root = new("Gradient boosted trees of LightGBM under objectives that are formulas.") { rows, seed, output };
root.SetAction(parsed =>
{
    try
    {
        Output.Save(parsed.GetRequiredValue(output), folder => BoostingCommand.Run(parsed.GetRequiredValue(rows), parsed.GetRequiredValue(seed), folder));
        return 0;
    }
    catch (Exception error) when (error is InputError or DllNotFoundException)
    {
        Console.Error.WriteLine($"error: {error.Message}");
        return 1;
    }
});
return root.Parse(args).Invoke();
