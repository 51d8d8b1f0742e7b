using System.Globalization;
using LossGen.Generator.Binding;
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

    /// <summary>How many positions leave room for all windows in a dimension.</summary>
    /// <param name="windows">What the windows take.</param>
    /// <param name="type">The type that has Max and Min: nint, or Math on devices.</param>
    /// <param name="size">Spells the extent of an axis.</param>
    public static string OfWindows(IReadOnlyList<WindowMargin> windows, string type, Func<Axis, string> size)
    {
        string Taken(WindowAxis other) => other.Factor == 1 ? $"({size(other.Axis)} - 1)" : $"{Number(other.Factor)} * ({size(other.Axis)} - 1)";
        string Starts(WindowMargin window) => size(window.Length) + string.Concat(window.Others.Select(other => " - " + Taken(other))) + (window.Shift == 0 ? "" : $" - {Number(window.Shift)}");
        string Room(WindowMargin window) => window.Stride == 1 ? Starts(window) : $"({Starts(window)} + {Number(window.Stride - 1)}) / {Number(window.Stride)}";
        return $"{type}.Max(0, {windows.Skip(1).Aggregate(Room(windows[0]), (least, window) => $"{type}.Min({least}, {Room(window)})")})";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Letters(Axis part)
    {
        string letters = new([.. part.Name.Where(char.IsLetterOrDigit)]);
        return letters.Length == 0 ? "" : Identifiers.Capitalized(letters);
    }
}
