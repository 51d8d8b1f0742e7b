namespace LossGen.Sample;

/// <summary>The folder of pictures.</summary>
public static class Output
{
    /// <summary>Makes the folder, so that one that cannot be made is reported before the work and not after it.</summary>
    /// <exception cref="InputError">It cannot be made.</exception>
    public static void Prepare(string folder) => Reporting(folder, () => Directory.CreateDirectory(folder));

    /// <summary>Draws everything and says where it lies.</summary>
    /// <exception cref="InputError">A picture cannot be written.</exception>
    public static void Save(string folder, DataSet data, Fit[] fits) => Reporting(folder, () =>
    {
        foreach (string path in FitPlot.Save(folder, data, fits).Concat(LossPlots.Save(folder)))
            Console.WriteLine($"wrote {path}");
    });

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
