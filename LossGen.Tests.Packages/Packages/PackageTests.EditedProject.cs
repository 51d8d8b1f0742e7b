namespace LossGen.Tests.Packages.Packages;

/// <summary>What a project's settings do to the generator of the package: severities, the folder of emitted files, and the SDK's own analyzers.</summary>
public sealed partial class PackageTests
{
    private const string Edited = "Edited";

    [Fact]
    public void Severities_hold_and_emitted_files_can_be_read()
    {
        // Every warning is an error here: LOSSGEN050 is switched off, and IDE0051 is a false alarm, which LossGen suppresses.
        Assert.Equal("1.5", feed.Build(Edited));
        string trained = Assert.Single(Emitted(), file => file.StartsWith("Losses.Trained.", StringComparison.Ordinal));
        Assert.Contains("TrainedWithGradient", File.ReadAllText(feed.File(Edited, "LossGen.Emitted", trained)), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(feed.File(Edited, "obj"), "Losses.*.g.cs", SearchOption.AllDirectories));

        // A second build compiles the files in the folder no second time, and one that compiles replaces them.
        feed.Build(Edited);
        Assert.Equal([trained], Emitted());
        Rewrite("Program.cs", "Trained", "Fitted");
        feed.Build(Edited);
        Assert.StartsWith("Losses.Fitted.", Assert.Single(Emitted()), StringComparison.Ordinal);

        // Without the property they lie there still, until the next clean, and are compiled as little as with it.
        Rewrite("Edited.csproj", "<LossGenDumpEmitted>true", "<LossGenDumpEmitted>false");
        Rewrite("Program.cs", "[1, 2]", "[1, 3]");
        Assert.Equal("2", feed.Build(Edited));

        Rewrite(".editorconfig", "LOSSGEN072.severity = suggestion", "LOSSGEN072.severity = error");
        (int exit, string output) = DotNet.Start("dotnet", feed.File(Edited), feed.Environment, "build", "-c", "Release", "--disable-build-servers", "--nologo");
        Assert.NotEqual(0, exit);
        Assert.Contains("Program.cs(11,17): error LOSSGEN072", output, StringComparison.Ordinal);
        Assert.DoesNotContain("LOSSGEN050", output, StringComparison.Ordinal);

        DotNet.Run(feed.File(Edited), feed.Environment, "clean", "-c", "Release", "--nologo");
        Assert.Empty(Emitted());
    }

    private string[] Emitted() => [.. Directory.EnumerateFiles(feed.File(Edited, "LossGen.Emitted")).Select(path => Path.GetFileName(path)!)];

    private void Rewrite(string file, string from, string to)
    {
        string path = feed.File(Edited, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));
    }
}
