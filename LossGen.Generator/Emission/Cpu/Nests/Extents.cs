using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The names of extents and positions.</summary>
internal static class Extents
{
    /// <summary>sizeN for axis n, sizeNC for n and c joined.</summary>
    public static string Name(Axis axis) => "size" + string.Concat(axis.Parts.Select(Letters));

    /// <summary>The variable of a position along an axis, if its name is free.</summary>
    public static string Variable(Axis axis) => axis.Name.All(c => char.IsLetterOrDigit(c) || c == '_') && !char.IsDigit(axis.Name[0]) ? axis.Name : "k";

    private static string Letters(Axis part)
    {
        string letters = new([.. part.Name.Where(char.IsLetterOrDigit)]);
        return letters.Length == 0 ? "" : Identifiers.Capitalized(letters);
    }
}
