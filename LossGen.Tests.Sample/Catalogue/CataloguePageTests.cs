using System.Globalization;
using System.Text.RegularExpressions;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Sample.Catalogue;

/// <summary>The page of the catalogue and its plots show what the catalogue says.</summary>
public sealed partial class CataloguePageTests
{
    private const string Advice = "is not what the catalogue says: LOSSGEN_APPROVE=1 dotnet test LossGen.Tests.Sample -c Release --filter CataloguePage";

    /// <summary>
    /// What a place in a plot may differ by. Places have one decimal; a last bit that another processor computes differently can turn the rounding, also of all places at once
    /// by the limits of the picture.
    /// </summary>
    private const double Tolerance = 0.21;

    private static readonly bool IsApproving = Environment.GetEnvironmentVariable("LOSSGEN_APPROVE") == "1";

    private static readonly string PlotFolder = Repository.File("docs", "plots");

    [Fact]
    public void The_page_is_written_from_the_catalogue()
    {
        string page = CataloguePage.Write().ReplaceLineEndings("\n");
        if (IsApproving)
            File.WriteAllText(Repository.File("docs", "catalogue.md"), page);
        Assert.True(Repository.Read("docs/catalogue.md") == page, $"docs/catalogue.md {Advice}");
    }

    [Fact]
    public void The_plots_are_those_of_the_catalogue()
    {
        SortedDictionary<string, string> plots = CataloguePage.Plots();
        if (IsApproving)
            Write(plots);
        Assert.Equal(plots.Keys, Directory.GetFiles(PlotFolder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        foreach ((string name, string plot) in plots)
            Assert.True(IsSame(Repository.Read($"docs/plots/{name}"), plot), $"docs/plots/{name} {Advice}");
    }

    /// <summary>Only what has changed, so that another processor's last bits change no file.</summary>
    private static void Write(SortedDictionary<string, string> plots)
    {
        Directory.CreateDirectory(PlotFolder);
        foreach (string file in Directory.GetFiles(PlotFolder).Where(file => !plots.ContainsKey(Path.GetFileName(file))))
            File.Delete(file);
        foreach ((string name, string plot) in plots)
        {
            string file = Path.Combine(PlotFolder, name);
            if (!File.Exists(file) || !IsSame(Repository.Read($"docs/plots/{name}"), plot))
                File.WriteAllText(file, plot);
        }
    }

    private static bool IsSame(string approved, string written) =>
        Number().Replace(approved, "") == Number().Replace(written, "")
        && Number().Matches(approved).Zip(Number().Matches(written)).All(pair => Math.Abs(Value(pair.First) - Value(pair.Second)) <= Tolerance);

    private static double Value(Match number) => double.Parse(number.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
