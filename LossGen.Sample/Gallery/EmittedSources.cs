using System.IO.Compression;
using System.Reflection;
using System.Reflection.Metadata;

namespace LossGen.Sample.Gallery;

/// <summary>
/// The files that the generator emitted into an assembly. They are in no folder, but in the assembly's symbols, where a debugger finds
/// them.
/// </summary>
internal static class EmittedSources
{
    /// <summary>The mark of a source among what symbols say of a file (portable PDB format, version 1).</summary>
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    /// <summary>The emitted files by name, without folders; none where the symbols are missing.</summary>
    public static IReadOnlyList<(string Name, string Text)> Of(Assembly assembly)
    {
        string symbols = Path.ChangeExtension(assembly.Location, ".pdb");
        if (!File.Exists(symbols))
            return [];
        using FileStream file = File.OpenRead(symbols);
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(file);
        MetadataReader reader = provider.GetMetadataReader();
        return [.. reader.Documents.SelectMany(document => Read(reader, document))];
    }

    private static IEnumerable<(string Name, string Text)> Read(MetadataReader reader, DocumentHandle document)
    {
        string path = reader.GetString(reader.GetDocument(document).Name);
        foreach (CustomDebugInformationHandle handle in reader.GetCustomDebugInformation(document))
        {
            CustomDebugInformation information = reader.GetCustomDebugInformation(handle);
            if (reader.GetGuid(information.Kind) == EmbeddedSource)
                yield return (path[(path.LastIndexOfAny(['/', '\\']) + 1)..], Text(reader.GetBlobBytes(information.Value)));
        }
    }

    /// <summary>A source is as long as its first four bytes say, and deflated; where they say 0, it is not.</summary>
    private static string Text(byte[] blob)
    {
        using MemoryStream bytes = new(blob, sizeof(int), blob.Length - sizeof(int));
        using Stream stream = BitConverter.ToInt32(blob) == 0 ? bytes : new DeflateStream(bytes, CompressionMode.Decompress);
        using StreamReader text = new(stream);
        return text.ReadToEnd();
    }
}
