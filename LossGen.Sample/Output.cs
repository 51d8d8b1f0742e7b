namespace LossGen.Sample;

/// <summary>The folder of pictures.</summary>
public static class Output
{
    /// <summary>
    /// Makes the folder, so that one that cannot be made is reported before the work and not after it; works; and says where the pictures
    /// lie.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="work">Does the work and then, as they are asked for, draws pictures into the folder and gives their paths.</param>
    /// <exception cref="InputError">The folder cannot be made, or a picture cannot be written.</exception>
    public static void Save(string folder, Func<string, IEnumerable<string>> work)
    {
        Reporting(folder, () => Directory.CreateDirectory(folder));
        IEnumerable<string> pictures = work(folder);
        Reporting(folder, () =>
        {
            foreach (string path in pictures)
                Console.WriteLine($"wrote {path}");
        });
    }

    private static void Reporting(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputError($"cannot write to '{folder}': {error.Message}");
        }
    }
}
