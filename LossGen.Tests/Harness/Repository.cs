using System.Runtime.CompilerServices;

namespace LossGen.Tests.Harness;

/// <summary>Files of the repository that tests compare with.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>A text file, with the line ends of Unix.</summary>
    public static string Read(string path) => System.IO.File.ReadAllText(File(path)).ReplaceLineEndings("\n");

    /// <summary>
    /// Upwards from the test assembly or (where that lies elsewhere) from this file, whose path a deterministic build leaves out.
    /// </summary>
    private static string Find([CallerFilePath] string file = "")
    {
        foreach (string start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(file)! })
        {
            for (string? folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (System.IO.File.Exists(Path.Combine(folder, "LossGen.sln")))
                    return folder;
            }
        }

        throw new DirectoryNotFoundException("The repository was not found above the test assembly.");
    }
}
