namespace LossGen.Tests.Oracle;

/// <summary>A type that formulas are compiled with.</summary>
/// <param name="Prefix">What their names begin with.</param>
/// <param name="Stored">The elements of tensors as C#.</param>
/// <param name="Computed">The numbers, and what is computed in.</param>
/// <param name="Element">The elements of tensors.</param>
internal sealed record NestType(char Prefix, string Stored, string Computed, Type Element)
{
    public static NestType Double { get; } = new('D', "double", "double", typeof(double));

    public static NestType Single { get; } = new('S', "float", "float", typeof(float));

    public static NestType Half { get; } = new('H', "Half", "float", typeof(Half));

    public static NestType BFloat16 { get; } = new('B', "BFloat16", "float", typeof(BFloat16));

    /// <summary>The type of a method, by the first letter of its name.</summary>
    public static NestType Of(string method) => method[0] switch
    {
        'D' => Double,
        'S' => Single,
        'H' => Half,
        _ => BFloat16,
    };
}
