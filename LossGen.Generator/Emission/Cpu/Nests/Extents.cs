using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The names of extents.</summary>
internal static class Extents
{
    /// <summary>sizeN for axis n, sizeNC for n and c joined.</summary>
    public static string Name(Axis axis) => "size" + string.Concat(axis.Parts.Select(Letters));

    private static string Letters(Axis part)
    {
        string letters = new([.. part.Name.Where(char.IsLetterOrDigit)]);
        return letters.Length == 0 ? "" : Identifiers.Capitalized(letters);
    }
}
