using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

/// <summary>A sign that is none of a formula's, what to say of it, and what it stands for, so that parsing can go on.</summary>
internal sealed class Slip(string text, string meaning, string advice)
{
    private IReadOnlyList<Token>? tokens;

    public string Text { get; } = text;

    public string Advice { get; } = advice;

    /// <summary>What it stands for, as formulas write it.</summary>
    public string Spelling => meaning;

    /// <summary>Whether the meaning only lets parsing go on: the text is not mended by it.</summary>
    public bool IsGuess { get; init; }

    /// <summary>Whether it can be mended by writing what it stands for, which is nothing for signs to be left out.</summary>
    public bool IsMechanical => !IsGuess && (meaning.Length > 0 || IsSuperfluous);

    /// <summary>Whether the formula means the same without it.</summary>
    public bool IsSuperfluous { get; init; }

    /// <summary>The tokens that are put in its place; none where it is skipped.</summary>
    public IReadOnlyList<Token> Meaning => tokens ??= [.. new Lexer(meaning, new DiagnosticBag()).Tokenize().Where(token => token.Kind != TokenKind.End)];

    /// <summary>Whether it is a slip only where no operand follows: 'p--' is one, 'p--y' is the difference of p and -y.</summary>
    public bool StandsLast { get; init; }
}

/// <summary>What people type who come from mathematics, from a word processor or from another language, one row each.</summary>
internal static class Slips
{
    private const string And = "'and' is written '&&'", Assigned = "nothing is assigned in a formula, it only computes",
        Group = "group with '(' and ')'", Minus = "a minus is written '-'", Product = "a product is written '*'",
        Quotient = "a quotient is written '/'", Quoted = "a formula has no quotation marks", Root = "a square root is written 'sqrt(...)'",
        Shift = "there is no shift: multiply by a power, '2^n'", Arrow = "there are no arrows: a definition is written 'where e = ...'",
        Indexed = "an index is written in brackets, as in 'p[i]'", Unseen = "it is a character that cannot be seen: remove it";

    private static readonly ILookup<char, Slip> Rows = All().ToLookup(slip => slip.Text[0]);

    /// <summary>The longest slip that starts here.</summary>
    public static Slip? At(string text, int position) => Rows[text[position]]
        .Where(slip => string.CompareOrdinal(text, position, slip.Text, 0, slip.Text.Length) == 0)
        .Where(slip => !slip.StandsLast || !IsFollowedByOperand(text, position + slip.Text.Length))
        .OrderByDescending(slip => slip.Text.Length)
        .FirstOrDefault();

    public static bool Starts(char c) => Rows.Contains(c);

    private static bool IsFollowedByOperand(string text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
        return position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] is '_' or '.' or '(' or '-' or '+' or '!');
    }

    private static IEnumerable<Slip> All() =>
    [
        // Other languages.
        new("**", "^", "a power is written '^'"),
        new("&", "&&", And),
        new("%", "/", "there is no remainder operator: write 'x - y * floor(x / y)'") { IsGuess = true },
        new("=<", "<=", "write '<='"),
        new("=>", ">=", "write '>='"),
        new("<>", "!=", "write '!='"),
        new("===", "==", "write '=='"),
        new("!==", "!=", "write '!='"),
        new(":=", "=", "a definition is written 'e = ...'"),
        new("+=", "+", Assigned) { IsGuess = true },
        new("-=", "-", Assigned) { IsGuess = true },
        new("*=", "*", Assigned) { IsGuess = true },
        new("/=", "/", Assigned) { IsGuess = true },
        new("++", "", Assigned) { StandsLast = true },
        new("--", "", Assigned) { StandsLast = true },
        new("->", "-", Arrow) { IsGuess = true },
        new("<<", "*", Shift) { IsGuess = true },
        new(">>", "/", Shift) { IsGuess = true },
        new("~", "", "'not' is written '!'"),
        new(".*", "*", Product),
        new("./", "/", Quotient),
        new(".^", "^", "a power is written '^'"),
        new("{", "(", Group + ", index with '[' and ']'"),
        new("}", ")", Group),
        new("@", "", "a parameter is written without '@', and a matrix product as 'sum[k](a[i, k] * b[k, j])'"),
        new("\\", "", "LaTeX is not read: a function is written by its name alone"),
        new(".", "", "a number needs a digit beside the point"),
        new("..", "", "an index runs over the whole axis"),
        new("...", "", "name each index, as in 'z[n, c]'"),
        new("\"", "", Quoted) { IsSuperfluous = true },
        new("'", "", Quoted) { IsSuperfluous = true },

        // Mathematics.
        new("×", "*", Product),
        new("·", "*", Product),
        new("⋅", "*", Product),
        new("∗", "*", Product),
        new("∙", "*", Product),
        new("÷", "/", Quotient),
        new("⁄", "/", Quotient),
        new("∕", "/", Quotient),
        new("±", "+", "write two losses") { IsGuess = true },
        new("≤", "<=", "write '<='"),
        new("≥", ">=", "write '>='"),
        new("≠", "!=", "write '!='"),
        new("≈", "==", "compare 'abs(a - b)' with a small number") { IsGuess = true },
        new("∧", "&&", And),
        new("∨", "||", "'or' is written '||'"),
        new("¬", "!", "'not' is written '!'"),
        new("→", "-", Arrow) { IsGuess = true },
        new("√", "sqrt", Root),
        new("π", "pi", "write 'pi'"),
        new("∞", "inf", "write 'inf'"),
        new("Σ", "sum", "write 'sum(...)'"),
        new("∑", "sum", "write 'sum(...)'"),
        new("∏", "prod", "write 'prod(...)'"),
        new("‖", "", "a norm is written 'norm(...)'"),
        new("∥", "", "a norm is written 'norm(...)'"),
        new("∂", "", "the gradient is derived by LossGen"),
        new("∇", "", "the gradient is derived by LossGen"),
        new("∈", "==", Indexed) { IsGuess = true },
        new("½", "0.5", "write '0.5'"),
        new("¼", "0.25", "write '0.25'"),
        new("¾", "0.75", "write '0.75'"),
        new("⅓", "(1 / 3)", "write '(1 / 3)'"),
        new("⅔", "(2 / 3)", "write '(2 / 3)'"),
        new("²", "^2", "a square is written '^2'"),
        new("³", "^3", "a cube is written '^3'"),
        new("⁻¹", "^-1", "a power is written '^-1'"),
        new("⁻²", "^-2", "a power is written '^-2'"),
        .. "⁰¹⁴⁵⁶⁷⁸⁹".Select((c, i) => new Slip(c.ToString(), $"^{(i < 2 ? i : i + 2)}", $"a power is written '^{(i < 2 ? i : i + 2)}'")),
        .. "₀₁₂₃₄₅₆₇₈₉".Select(c => new Slip(c.ToString(), "", Indexed)),

        // Word processors.
        new("−", "-", Minus),
        new("–", "-", Minus),
        new("—", "-", Minus),
        new("‐", "-", Minus),
        new("‑", "-", Minus),
        new("…", "", "write the formula in full"),
        .. "“”„‘’‚`´′″".Select(c => new Slip(c.ToString(), "", Quoted) { IsSuperfluous = true }),
        .. "\u200b\u200c\u200d\u2060\ufeff\u00ad".Select(c => new Slip(c.ToString(), "", Unseen) { IsSuperfluous = true }),

        // The full-width forms of ASCII, in their order; those that are letters are read as names.
        .. Enumerable.Range('!', '~' - '!' + 1).Where(c => !char.IsLetter((char)c)).Select(c =>
            new Slip(((char)(c + 0xfee0)).ToString(), ((char)c).ToString(), $"write '{(char)c}'")),
    ];
}
