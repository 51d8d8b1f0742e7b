using System.Diagnostics;
using System.Globalization;
using LossGen.Generator;

namespace LossGen.Benchmarks.CompileSpeed;

/// <summary>How much longer a build of a project takes for 500 losses in it: two projects in a temporary folder, built by the SDK.</summary>
internal static class BuildBenchmark
{
    private const int Builds = 3;

    public static IEnumerable<Measurement> Run()
    {
        string folder = Directory.CreateTempSubdirectory("lossgen-build-").FullName;
        try
        {
            // Neither project inherits anything, and neither needs a package: what they refer to lies beside this program.
            File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
            File.WriteAllText(Path.Combine(folder, "Directory.Build.targets"), "<Project />");
            string empty = Project(folder, "Empty", hasDevices: false, ["public static class Nothing;"]);
            string losses = Project(folder, "Losses", hasDevices: false, FiveHundredLosses.Texts);
            string devices = Project(folder, "Devices", hasDevices: true, FiveHundredLosses.Texts);
            foreach (string project in new[] { empty, losses, devices })
                Dotnet("restore", project);
            foreach ((bool isShared, string name) in new[] { (true, "a compiler server that has started"), (false, "a compiler of its own") })
            {
                (double none, double all, double more) = (Median(empty, isShared), Median(losses, isShared), Median(devices, isShared));
                yield return new($"dotnet build, {name}: an empty project", "s", none);
                yield return new($"dotnet build, {name}: 500 losses above that", "s", all - none);
                yield return new($"dotnet build, {name}: 500 losses with kernels for devices above that", "s", more - none);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Project(string root, string name, bool hasDevices, IEnumerable<string> texts)
    {
        string folder = Directory.CreateDirectory(Path.Combine(root, name)).FullName, project = Path.Combine(folder, name + ".csproj");
        string references = string.Concat(FiveHundredLosses.References(hasDevices).Select(path => $"    <Reference Include=\"{path}\" />\n"));
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
            {references}    <Analyzer Include="{typeof(LossGenerator).Assembly.Location}" />
              </ItemGroup>
            </Project>
            """);
        foreach ((int i, string text) in texts.Index())
            File.WriteAllText(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"File{i}.cs")), text);
        return project;
    }

    /// <summary>After a build that starts what is to be started.</summary>
    private static double Median(string project, bool isShared) =>
        Sampling.Median([.. Enumerable.Range(0, Builds + 1).Select(_ => Build(project, isShared)).Skip(1)]);

    private static double Build(string project, bool isShared)
    {
        long start = Stopwatch.GetTimestamp();
        Dotnet("build", project, "-c", "Release", "--no-restore", "--no-incremental", $"-p:UseSharedCompilation={isShared}");
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Dotnet(params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException(output);
    }
}
