namespace LossGen.Generator.Emission;

/// <summary>A piece of C# and how tightly its outermost operator binds.</summary>
internal readonly record struct Expression(string Text, int Precedence)
{
    public const int Conditional = 1, Or = 2, And = 3, Equality = 4, Relation = 5, Additive = 6, Multiplicative = 7, Unary = 8, Atom = 9;

    public static Expression Of(string atom) => new(atom, Atom);

    /// <summary>The text, in parentheses where it binds less tightly than its place demands.</summary>
    public string In(int precedence) => Precedence < precedence ? $"({Text})" : Text;
}
