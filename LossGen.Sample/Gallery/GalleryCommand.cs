namespace LossGen.Sample.Gallery;

/// <summary>Writes the gallery.</summary>
public static class GalleryCommand
{
    /// <summary>Writes the page into a folder and gives its path.</summary>
    public static IEnumerable<string> Run(string folder)
    {
        string path = Path.Combine(folder, "gallery.html");
        File.WriteAllText(path, GalleryPage.Write());
        yield return path;
    }
}
