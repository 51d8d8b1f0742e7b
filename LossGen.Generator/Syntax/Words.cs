namespace LossGen.Generator.Syntax;

/// <summary>A word of another language that stands where a formula has a sign.</summary>
/// <param name="Text">The word.</param>
/// <param name="Before">What it means before an operand: a sign, or <see cref="TokenKind.End"/> where it is skipped; null where it is a name.</param>
/// <param name="Between">What it means after an operand; null where it is a name.</param>
/// <param name="Advice">What to write.</param>
/// <param name="Sign">The sign to write in its place, nothing where it is left out; null where that would not be all.</param>
internal sealed record Word(string Text, TokenKind? Before, TokenKind? Between, string Advice, string? Sign = null);

/// <summary>
/// The words, one row each. A word is looked up only where a name would be an error (beside an operand without an operator between them), so
/// that a parameter may have its name.
/// </summary>
internal static class Words
{
    public const string Choice = "a choice is written 'condition ? a : b'";

    private const string Definition = "a definition is 'e = ...;' before the result, or 'where e = ...' after it";

    private static readonly Word[] Rows =
    [
        new("and", null, TokenKind.AndAnd, "'and' is written '&&'", "&&"),
        new("or", null, TokenKind.OrOr, "'or' is written '||'", "||"),
        new("xor", null, TokenKind.BangEqual, "write '!='", "!="),
        new("not", TokenKind.Bang, null, "'not' is written '!'", "!"),
        new("is", null, TokenKind.EqualEqual, "a comparison is written '=='", "=="),
        new("mod", null, TokenKind.Slash, "there is no remainder operator: write 'x - y * floor(x / y)'"),
        new("if", TokenKind.End, TokenKind.Question, Choice),
        new("then", null, TokenKind.Question, Choice),
        new("else", null, TokenKind.Colon, Choice),
        new("for", null, TokenKind.AndAnd, "a filter is written 'mean[i | condition](...)'"),
        new("in", null, TokenKind.Semicolon, "an index runs over the whole axis, and a definition ends with ';'"),
        new("let", TokenKind.End, null, Definition),
        new("var", TokenKind.End, null, Definition),
        new("return", TokenKind.End, null, "a formula is its result, without 'return'", ""),
    ];

    // What other libraries call the axis of a reduction and its options.
    private static readonly HashSet<string> Options = ["axis", "axes", "dim", "keepdim", "keepdims", "reduction", "dtype"];

    private static readonly Dictionary<string, Word> ByText = Rows.ToDictionary(row => row.Text, StringComparer.OrdinalIgnoreCase);

    public static Word? Find(Token token) => token.Kind == TokenKind.Name && ByText.TryGetValue(token.Text, out Word? word) ? word : null;

    public static bool IsOption(string name) => Options.Contains(name);

    /// <summary>Whether the word may introduce definitions in mathematics: 'mean(e) with e = p - y'.</summary>
    public static bool IsWhere(string name) => name.ToLowerInvariant() is "where" or "with" or "given" or "for" or "let";
}
