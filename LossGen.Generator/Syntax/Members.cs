using LossGen.Generator.Binding;

namespace LossGen.Generator.Syntax;

/// <summary>What is said of 'np.abs(p)', 'Math.PI', 'p.Length' and 'p.mean()'.</summary>
internal static class Members
{
    private static readonly HashSet<string> Libraries = new(StringComparer.OrdinalIgnoreCase)
    {
        "np", "numpy", "jnp", "jax", "torch", "tf", "nn", "F", "K", "scipy", "special", "Math", "MathF", "System", "TensorPrimitives", "Tensor", "float",
        "double", "Single", "Double", "Half",
    };

    private static readonly HashSet<string> Constants = ["pi", "inf"];

    public static bool IsLibrary(string name) => Libraries.Contains(name);

    /// <summary>The name here of what a library calls otherwise; null where it is none that a name alone stands for.</summary>
    public static string? Meaning(string member)
    {
        string name = member.ToLowerInvariant().Replace("_", "");
        return Constants.Contains(name) || Callables.Contains(name) ? name
            : (Aliases.Find(name, isCall: true) ?? Aliases.Find(name, isCall: false))?.Name;
    }

    /// <summary>What to write in place of a member; the receiver is null where it is an expression.</summary>
    public static string Advice(string? receiver, string member)
    {
        string name = member.ToLowerInvariant().Replace("_", "");
        bool isLibrary = receiver is not null && IsLibrary(receiver);
        string shown = Excerpt.Of(receiver ?? "") + "." + Excerpt.Of(member);
        string advice = isLibrary && Constants.Contains(name) ? $"write '{name}'"
            : Callables.Contains(name) ? $"write '{name}({(receiver is null || isLibrary ? "..." : Excerpt.Of(receiver))})'"
            : (Aliases.Find(name, isCall: true) ?? Aliases.Find(name, isCall: false))?.Advice
            ?? (isLibrary ? "methods of other libraries cannot be called" : "an expression has no members");
        return $"'{shown}' cannot be used here: {advice}";
    }
}
