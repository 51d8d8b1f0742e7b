using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The names of extents.</summary>
internal static class Extents
{
    /// <summary>sizeN for axis n.</summary>
    public static string Name(Axis axis)
    {
        string letters = new([.. axis.Name.Where(char.IsLetterOrDigit)]);
        return "size" + (letters.Length == 0 ? "" : Identifiers.Capitalized(letters));
    }
}
