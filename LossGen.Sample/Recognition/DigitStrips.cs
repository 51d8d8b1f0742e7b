namespace LossGen.Sample;

/// <summary>
/// Numbers written into strips of pixels, column after column. Digits are of any width and height above the line, some touch, the ink is
/// uneven and the paper noisy: which columns belong to which digit nobody says.
/// </summary>
public static class DigitStrips
{
    private const int Count = 2000, Height = 8, GlyphWidth = 5, GlyphHeight = 7, Fewest = 3, Most = 6;

    private const double Noise = 0.25;

    /// <summary>The digits of a dot-matrix display, side by side.</summary>
    private static readonly string[] Glyphs =
    [
        " ### |  #  | ### |#####|   # |#####|  ## |#####| ### | ### ",
        "#   #| ##  |#   #|   # |  ## |#    | #   |    #|#   #|#   #",
        "#   #|  #  |    #|  #  | # # |#### |#    |   # |#   #|#   #",
        "#   #|  #  |   # |   # |#  # |    #|#### |  #  | ### | ####",
        "#   #|  #  |  #  |    #|#####|    #|#   #| #   |#   #|    #",
        "#   #|  #  | #   |#   #|   # |#   #|#   #| #   |#   #|   # ",
        " ### | ### |#####| ### |   # | ### | ### | #   | ### | ##  ",
    ];

    public static SequenceData Generate(int seed)
    {
        Random random = new(seed);
        string[] symbols = [SequenceData.Blank, .. Enumerable.Range(0, 10).Select(digit => $"{digit}")];
        string[] features = [.. Enumerable.Range(1, Height).Select(row => $"row {row}")];
        RawSequence[] sequences = [.. Enumerable.Range(1, Count).Select(number => Write(number, random))];
        return SequenceData.Split("Digits in strips of pixels", symbols, features, sequences);
    }

    private static RawSequence Write(int number, Random random)
    {
        int[] digits = [.. Enumerable.Range(0, random.Next(Fewest, Most + 1)).Select(_ => random.Next(10))];
        // Every hand is wide or narrow as a whole, and each of its digits somewhat more or less so.
        double width = Between(random, 6, 9);
        List<double[]> columns = [.. Gap(random.Next(1, 6))];
        foreach (int digit in digits)
        {
            columns.AddRange(Digit(digit, (int)Math.Round(width * Between(random, 0.8, 1.25)), random));
            columns.AddRange(Gap(random.Next(0, 4)));
        }

        columns.AddRange(Gap(random.Next(1, 6)));
        foreach (double[] column in columns)
        {
            for (int row = 0; row < Height; row++)
                column[row] += Noise * Normal.Next(random);
        }

        return new($"strip {number}", [.. columns], [.. digits.Select(digit => digit + 1)]);
    }

    private static IEnumerable<double[]> Gap(int columns) => Enumerable.Range(0, columns).Select(_ => new double[Height]);

    private static IEnumerable<double[]> Digit(int digit, int width, Random random)
    {
        int above = random.Next(2);
        double ink = Between(random, 0.7, 1.3);
        for (int x = 0; x < width; x++)
        {
            double[] column = new double[Height];
            for (int row = 0; row < GlyphHeight; row++)
                column[above + row] = ink * Pixel(digit, row, (x + 0.5) / width * GlyphWidth - 0.5);
            yield return column;
        }
    }

    /// <summary>The ink between two columns of a glyph, by their distances.</summary>
    private static double Pixel(int digit, int row, double x)
    {
        double left = Math.Floor(x);
        return (1 - (x - left)) * At((int)left) + (x - left) * At((int)left + 1);

        double At(int column) => column is >= 0 and < GlyphWidth && Glyphs[row][digit * (GlyphWidth + 1) + column] == '#' ? 1 : 0;
    }

    private static double Between(Random random, double low, double high) => low + (high - low) * random.NextDouble();
}
