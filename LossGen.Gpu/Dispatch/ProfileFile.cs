using System.Text.Json;

namespace LossGen.Gpu;

/// <summary>
/// The file that measured profiles are kept in, so that a program does not measure at every start: LossGen/machine.json among the user's local data,
/// or what LOSSGEN_PROFILE names; where that is "none", there is no file. A file that cannot be read or written is done without.
/// </summary>
internal static class ProfileFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static string? Default => Environment.GetEnvironmentVariable("LOSSGEN_PROFILE") switch
    {
        null or "" => Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } folder
            ? Path.Combine(folder, "LossGen", "machine.json") : null,
        "none" => null,
        string named => named,
    };

    /// <summary>The profile of a device on this machine, where there is one.</summary>
    public static MachineProfile? Read(string device) => Default is { } path ? Read(device, path) : null;

    public static MachineProfile? Read(string device, string path) =>
        ReadAll(path).FirstOrDefault(profile => profile.Device == device && profile.Processors == Environment.ProcessorCount);

    /// <summary>Keeps a profile, in the place of an earlier one of the device.</summary>
    public static void Write(MachineProfile profile)
    {
        if (Default is { } path)
            Write(profile, path);
    }

    public static void Write(MachineProfile profile, string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);

            // Another process that reads meanwhile finds the old file or the new one.
            string written = $"{path}.{Environment.ProcessId}";
            File.WriteAllText(written, JsonSerializer.Serialize(ReadAll(path).Where(other => other.Device != profile.Device).Append(profile), Indented));
            File.Move(written, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
        }
    }

    private static MachineProfile[] ReadAll(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<MachineProfile[]>(File.ReadAllText(path)) ?? [] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or JsonException)
        {
            return [];
        }
    }
}
