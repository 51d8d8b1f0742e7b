using System.Globalization;

namespace LossGen.Gpu;

/// <summary>Numbers of bytes and seconds as people read them.</summary>
internal static class ByteText
{
    private static readonly string[] Multiples = ["", "k", "M", "G", "T", "P"];

    /// <summary>Bytes with a decimal prefix: 12.6 MB.</summary>
    public static string Bytes(double bytes) => Scaled(bytes, "B");

    /// <summary>A rate of bytes: 38.9 GB/s.</summary>
    public static string Rate(double bytesPerSecond) => Scaled(bytesPerSecond, "B/s");

    /// <summary>A count with a decimal prefix: 4.2 M.</summary>
    public static string Count(double count) => Scaled(count, "").TrimEnd();

    /// <summary>Seconds in the unit that suits them: 0.32 ms.</summary>
    public static string Time(double seconds) => seconds switch
    {
        < 1e-3 => Number(seconds * 1e6) + " µs",
        < 1 => Number(seconds * 1e3) + " ms",
        _ => Number(seconds) + " s",
    };

    private static string Scaled(double value, string unit)
    {
        int multiple = 0;
        for (; value >= 1000 && multiple < Multiples.Length - 1; multiple++)
            value /= 1000;
        return $"{Number(value)} {Multiples[multiple]}{unit}";
    }

    /// <summary>Three digits.</summary>
    private static string Number(double value) =>
        value.ToString(value >= 100 ? "0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
