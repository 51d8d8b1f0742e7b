using System.Text.Json;
using System.Xml.Linq;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Packages.Packages;

/// <summary>
/// The packages as a user gets them: what is in them, and projects outside of the solution that use them. A change of their content is
/// approved with <c>LOSSGEN_APPROVE=1 dotnet test LossGen.Tests.Packages -c Release --filter PackageTests</c>.
/// </summary>
public sealed partial class PackageTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Approve = "LOSSGEN_APPROVE=1 dotnet test LossGen.Tests.Packages -c Release --filter PackageTests";

    [Theory]
    [InlineData("LossGen")]
    [InlineData("LossGen.Gpu")]
    [InlineData("LossGen.Catalogue")]
    [InlineData("LossGen.TorchSharp")]
    [InlineData("LossGen.Templates")]
    [InlineData("LossGen.Cli")]
    public void The_files_of_a_package_are_the_approved_ones(string package)
    {
        string files = string.Join('\n', feed.Files($"{package}.{PackedFeed.Version}.nupkg")) + "\n";
        string approved = Repository.File("LossGen.Tests.Packages", "Approved", package + ".txt");
        if (Environment.GetEnvironmentVariable("LOSSGEN_APPROVE") == "1")
            File.WriteAllText(approved, files);
        Assert.True(File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == files, $"{package} has\n{files}If this is right: {Approve}");
    }

    [Theory]
    [InlineData("LossGen", "System.Numerics.Tensors")]
    [InlineData("LossGen.Gpu", "ILGPU", "ILGPU.Algorithms", "LossGen")]
    [InlineData("LossGen.Catalogue", "LossGen", "LossGen.Gpu")]
    [InlineData("LossGen.TorchSharp", "LossGen", "LossGen.Catalogue", "TorchSharp")]
    [InlineData("LossGen.Templates")]
    [InlineData("LossGen.Cli")]
    public void A_package_depends_on_what_it_needs_in_the_versions_of_the_solution(string package, params string[] needed)
    {
        XElement props = XElement.Parse(Repository.Read("Directory.Packages.props"));
        string VersionOf(string id) => id.StartsWith("LossGen", StringComparison.Ordinal)
            ? PackedFeed.Version
            : props.Descendants("PackageVersion").Single(element => element.Attribute("Include")!.Value == id).Attribute("Version")!.Value;
        IEnumerable<string> dependencies = feed.Manifest(package).Descendants().Where(element => element.Name.LocalName == "dependency")
            .Select(dependency => $"{dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}");
        Assert.Equal(needed.Select(id => $"{id} {VersionOf(id)}"), dependencies.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("LossGen", "LossGen.Runtime.pdb")]
    [InlineData("LossGen.Gpu", "LossGen.Gpu.pdb")]
    [InlineData("LossGen.Catalogue", "LossGen.Losses.pdb")]
    [InlineData("LossGen.TorchSharp", "LossGen.TorchSharp.pdb")]
    public void Symbols_lie_in_a_package_of_their_own(string package, string symbols) =>
        Assert.Contains($"lib/net10.0/{symbols}", feed.Files($"{package}.{PackedFeed.Version}.snupkg"));

    [Fact]
    public void The_first_loss_is_declared_with_LossGen_alone_and_prints_what_its_page_says()
    {
        string page = Repository.Read("docs/getting-started.md");
        File.WriteAllText(feed.File("FirstLoss", "Program.cs"), Fence(page, "csharp"));
        Assert.Equal(Fence(page, "text"), feed.Build("FirstLoss") + "\n");
        Assert.Equal([$"LossGen/{PackedFeed.Version}", "System.Numerics.Tensors"], Libraries("FirstLoss"));
        Assert.Equal(["FirstLoss.dll", "LossGen.Runtime.dll", "System.Numerics.Tensors.dll"], Assemblies("FirstLoss"));
    }

    [Fact]
    public void The_catalogue_brings_the_generator_and_the_switch_for_devices()
    {
        Assert.Equal("5.375 17 1", feed.Build("Catalogue"));
        Assert.Contains($"LossGen.Gpu/{PackedFeed.Version}", Libraries("Catalogue"));
    }

    /// <summary>They are built and not run: libtorch is half a gigabyte, which the tests of the comparison with it have.</summary>
    [Fact]
    public void The_training_loops_of_the_page_about_torch_and_of_the_template_compile()
    {
        File.WriteAllText(feed.File("TorchLoop", "Program.cs"), Fence(Repository.Read("docs/torch.md"), "csharp"));
        DotNet.Run(feed.File("TorchLoop"), feed.Environment, "build", "-c", "Release", "--disable-build-servers", "--nologo");
        Assert.Contains($"LossGen.TorchSharp/{PackedFeed.Version}", Libraries("TorchLoop"));

        New("lossgen-torch", "Curve");
        string project = feed.File("Curve", "Curve.csproj");
        File.WriteAllText(project, File.ReadAllText(project).Replace("TorchSharp-cpu", "TorchSharp", StringComparison.Ordinal));
        DotNet.Run(feed.File("Curve"), feed.Environment, "build", "-c", "Release", "--disable-build-servers", "--nologo");
        Assert.Contains("namespace Curve;", File.ReadAllText(feed.File("Curve", "Losses.cs")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_template_makes_a_project_that_fits_a_line()
    {
        New("lossgen", "FitALine");
        string output = feed.Build("FitALine");
        Assert.Contains("step   0: loss ", output, StringComparison.Ordinal);
        Assert.Contains("y = 2.00 x - 0.95", output.Split('\n').Single(line => line.StartsWith("step 600:", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("An outlier has a bounded influence: True", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tool_explains_a_formula()
    {
        string tools = feed.File("tools");
        DotNet.Run(feed.File(), feed.Environment, "tool", "install", "LossGen.Cli", "--version", PackedFeed.Version, "--tool-path", tools);
        (int exit, string output) = DotNet.Start(Path.Combine(tools, "lossgen"), feed.File(), feed.Environment, "explain", "mean((p - y)^2)", "--png", "mse.png");
        Assert.True(exit == 0, output);
        Assert.Contains("2 / size(i) * (p - y)", output, StringComparison.Ordinal);
        Assert.Contains("public static partial float Loss(", output, StringComparison.Ordinal);
        Assert.True(new FileInfo(feed.File("mse.png")).Length > 1000);
    }

    /// <summary>Makes a project from a template.</summary>
    private void New(string template, string name)
    {
        string hive = feed.File("hive-" + name);
        DotNet.Run(feed.File(), feed.Environment, "new", "install", feed.File("feed", $"LossGen.Templates.{PackedFeed.Version}.nupkg"), "--debug:custom-hive", hive);
        DotNet.Run(feed.File(), feed.Environment, "new", template, "-o", name, "--skipRestore", "--debug:custom-hive", hive);
    }

    /// <summary>The first example of a language on a page.</summary>
    private static string Fence(string page, string language)
    {
        string opening = $"```{language}\n";
        int start = page.IndexOf(opening, StringComparison.Ordinal) + opening.Length;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    /// <summary>What NuGet resolved: packages of LossGen with their version, those of others by name.</summary>
    private string[] Libraries(string project)
    {
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllText(feed.File(project, "obj", "project.assets.json")));
        return [.. assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name)
            .Select(name => name.StartsWith("LossGen", StringComparison.Ordinal) ? name : name[..name.IndexOf('/', StringComparison.Ordinal)])
            .Order(StringComparer.Ordinal)];
    }

    private string[] Assemblies(string project) =>
        [.. Directory.EnumerateFiles(feed.File(project, "bin", "Release", "net10.0"), "*.dll").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}
