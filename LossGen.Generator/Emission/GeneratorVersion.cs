using System.Reflection;

namespace LossGen.Generator.Emission;

/// <summary>The version of the generator, by which emitted code is marked: the Version property of the build.</summary>
internal static class GeneratorVersion
{
    // The informational version may end in the commit, after a plus sign: emitted files would change with every commit.
    public static string Text { get; } = typeof(GeneratorVersion).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>().InformationalVersion.Split('+')[0];
}
