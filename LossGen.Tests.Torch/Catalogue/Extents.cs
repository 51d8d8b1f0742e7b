using System.Globalization;

namespace LossGen.Tests.Torch.Catalogue;

/// <summary>The extents of the axes of one comparison, in the order in which the inputs of a row name the axes.</summary>
internal sealed class Extents
{
    // Around the width of a vector register, around its multiples, and long enough for several blocks of a sum.
    private static readonly int[] Lengths = [1, 2, 15, 16, 17, 1000, 10_007];

    private static readonly int[][] Shapes = [[1, 1, 1, 4], [1, 5, 3, 3], [2, 3, 17, 5], [7, 16, 5, 6], [5, 17, 16, 3], [33, 8, 4, 4], [64, 33, 3, 7]];

    private readonly Dictionary<string, int> extents = [];

    /// <summary>One of <see cref="Cases"/> for the axes of a row.</summary>
    public Extents(IEnumerable<CatalogueInput> inputs, int index)
    {
        string[] axes = AxesOf(inputs);
        for (int i = 0; i < axes.Length; i++)
            extents[axes[i]] = axes.Length == 1 ? Lengths[index] : Shapes[index][i];
    }

    /// <summary>Extents that are chosen.</summary>
    public Extents(IEnumerable<(string Axis, int Extent)> chosen)
    {
        foreach ((string axis, int extent) in chosen)
            extents[axis] = extent;
    }

    /// <summary>Gets the number of cases.</summary>
    public static int Cases => Lengths.Length;

    public int this[string axis] =>
        int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out int extent) ? extent : extents[axis];

    /// <summary>The axes of inputs, in the order in which they are named.</summary>
    public static string[] AxesOf(IEnumerable<CatalogueInput> inputs) =>
        [.. inputs.SelectMany(input => input.Axes.Split(' ')).Where(axis => !char.IsAsciiDigit(axis[0])).Distinct()];

    public int[] Of(string axes) => [.. axes.Split(' ').Select(axis => this[axis])];

    public int Count(string axes) => Of(axes).Aggregate(1, (product, extent) => product * extent);

    public override string ToString() => string.Join(", ", extents.Select(pair => $"{pair.Key} = {pair.Value}"));
}
