using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Packages.Packages;

/// <summary>
/// All packages, packed from what is built, in a folder outside of the solution, with projects that use them. The version is one that is
/// never published, and the packages of LossGen are unpacked to a folder of their own, so that none of another day is taken for them.
/// </summary>
public sealed class PackedFeed : IDisposable
{
    /// <summary>The version of the packages.</summary>
    public const string Version = "0.1.0-test";

    private readonly string root = Directory.CreateTempSubdirectory("lossgen-packages-").FullName;

    /// <summary>Packs.</summary>
    public PackedFeed()
    {
        Environment = new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = Path.Combine(root, "packages"),
            ["NUGET_FALLBACK_PACKAGES"] = Metadata("PackageFolder"),
            ["DOTNET_CLI_HOME"] = Path.Combine(root, "home"),
        };
        DotNet.Run(
            Repository.File(), new Dictionary<string, string>(), "pack", "LossGen.sln", "--no-build", "-c", Metadata("Configuration"), "-o", Feed,
            $"-p:Version={Version}");
        Copy(Path.Combine(AppContext.BaseDirectory, "Consumers"), root);
    }

    /// <summary>The folder of the packages.</summary>
    public string Feed => Path.Combine(root, "feed");

    /// <summary>Where commands find packages, and where they leave what they remember.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>A file of the folder.</summary>
    public string File(params string[] path) => Path.Combine([root, .. path]);

    /// <summary>The files in a package, without what the format itself demands.</summary>
    public IReadOnlyList<string> Files(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(Feed, package));
        return [.. archive.Entries.Select(entry => entry.FullName).Where(IsContent).Order(StringComparer.Ordinal)];
    }

    /// <summary>What a package says of itself.</summary>
    public XElement Manifest(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(Feed, $"{package}.{Version}.nupkg"));
        using Stream manifest = archive.GetEntry(package + ".nuspec")!.Open();
        return XElement.Load(manifest);
    }

    /// <summary>Builds the project in a folder and runs it: what it prints.</summary>
    internal string Build(string folder)
    {
        DotNet.Run(File(folder), Environment, "build", "-c", "Release", "--disable-build-servers", "--nologo");
        (int exit, string output) = DotNet.Start("dotnet", File(folder), Environment, Path.Combine("bin", "Release", "net10.0", $"{folder}.dll"));
        Assert.True(exit == 0, output);
        return output.Trim();
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(root, recursive: true);

    private static bool IsContent(string path) =>
        !path.StartsWith("_rels/", StringComparison.Ordinal) && !path.StartsWith("package/", StringComparison.Ordinal) && path != "[Content_Types].xml";

    private static string Metadata(string key) => typeof(PackedFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == key).Value!;

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.Copy(file, target);
        }
    }
}
