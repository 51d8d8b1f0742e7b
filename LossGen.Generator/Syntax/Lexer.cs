using System.Globalization;
using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

/// <summary>Cuts a formula into tokens. Any text is accepted: what is no token is reported and skipped.</summary>
internal sealed class Lexer(string text, DiagnosticBag diagnostics)
{
    private static readonly (string Text, TokenKind Kind)[] Symbols =
    [
        ("<=", TokenKind.LessOrEqual), (">=", TokenKind.GreaterOrEqual), ("==", TokenKind.EqualEqual), ("!=", TokenKind.BangEqual),
        ("&&", TokenKind.AndAnd), ("||", TokenKind.OrOr), ("+", TokenKind.Plus), ("-", TokenKind.Minus), ("*", TokenKind.Star),
        ("/", TokenKind.Slash), ("^", TokenKind.Caret), ("<", TokenKind.Less), (">", TokenKind.Greater), ("!", TokenKind.Bang),
        ("?", TokenKind.Question), (":", TokenKind.Colon), (",", TokenKind.Comma), (";", TokenKind.Semicolon), ("=", TokenKind.Assign),
        ("|", TokenKind.Bar), ("(", TokenKind.OpenParenthesis), (")", TokenKind.CloseParenthesis), ("[", TokenKind.OpenBracket),
        ("]", TokenKind.CloseBracket),
    ];

    // What people type who come from mathematics or from another language, and what it stands for, so that parsing can go on.
    private static readonly (string Text, TokenKind? Meant, string Advice)[] Slips =
    [
        ("**", TokenKind.Caret, "a power is written '^'"), ("&", TokenKind.AndAnd, "'and' is written '&&'"),
        ("%", TokenKind.Slash, "there is no remainder operator"), ("·", TokenKind.Star, "a product is written '*'"),
        ("×", TokenKind.Star, "a product is written '*'"), ("÷", TokenKind.Slash, "a quotient is written '/'"),
        ("−", TokenKind.Minus, "a minus is written '-'"), ("–", TokenKind.Minus, "a minus is written '-'"),
        ("≤", TokenKind.LessOrEqual, "write '<='"), ("≥", TokenKind.GreaterOrEqual, "write '>='"), ("≠", TokenKind.BangEqual, "write '!='"),
        ("²", null, "a square is written '^2'"), ("³", null, "a cube is written '^3'"), ("√", null, "a square root is written 'sqrt(...)'"),
        ("π", TokenKind.Number, "write 'pi'"), ("∞", TokenKind.Number, "write 'inf'"), ("Σ", null, "write 'sum(...)'"),
        ("∑", null, "write 'sum(...)'"), ("{", null, "group with '(' and ')'"), ("}", null, "group with '(' and ')'"),
        ("@", null, "a parameter is written without '@'"), (".", null, "a number needs a digit beside the point"),
    ];

    private int position;

    public List<Token> Tokenize()
    {
        var tokens = new List<Token>();
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position >= text.Length)
                break;
            if (Next() is { } token)
                tokens.Add(token);
        }

        tokens.Add(new Token(TokenKind.End, new TextRange(text.Length, 0)));
        return tokens;
    }

    private static bool StartsName(char c) => char.IsLetter(c) || c == '_';

    private static bool ContinuesName(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private Token? Next()
    {
        char c = text[position];
        if (IsDigit(c) || (c == '.' && position + 1 < text.Length && IsDigit(text[position + 1])))
            return Number();

        // Slips come first: '**' would be two products, 'π' a name.
        foreach ((string slip, TokenKind? meant, string advice) in Slips)
        {
            if (!IsAt(slip) || (slip == "&" && IsAt("&&")))
                continue;
            var place = new TextRange(position, slip.Length);
            Invalid(slip.Length, advice);
            return meant is { } kind ? new Token(kind, place) : null;
        }

        if (StartsName(c))
            return Name();
        foreach ((string symbol, TokenKind kind) in Symbols)
        {
            if (!IsAt(symbol))
                continue;
            position += symbol.Length;
            return new Token(kind, new TextRange(position - symbol.Length, symbol.Length));
        }

        int length = 1;
        while (position + length < text.Length && IsForeign(text[position + length]))
            length++;
        Invalid(length, "it has no meaning in a formula");
        return null;
    }

    private bool IsForeign(char c) =>
        !char.IsWhiteSpace(c) && !StartsName(c) && !IsDigit(c) && c != '.' && !Symbols.Any(symbol => symbol.Text[0] == c);

    private bool IsAt(string symbol) => string.CompareOrdinal(text, position, symbol, 0, symbol.Length) == 0;

    private Token Name()
    {
        int start = position;
        while (position < text.Length && ContinuesName(text[position]))
            position++;
        return new Token(TokenKind.Name, TextRange.FromBounds(start, position), Text: text.Substring(start, position - start));
    }

    private Token Number()
    {
        int start = position;
        SkipDigits();
        if (position < text.Length && text[position] == '.')
        {
            position++;
            SkipDigits();
        }

        if (position < text.Length && text[position] is 'e' or 'E')
        {
            int exponent = position + 1;
            if (exponent < text.Length && text[exponent] is '+' or '-')
                exponent++;
            if (exponent < text.Length && IsDigit(text[exponent]))
            {
                position = exponent;
                SkipDigits();
            }
        }

        var place = TextRange.FromBounds(start, position);
        string digits = text.Substring(start, position - start);
        if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || double.IsInfinity(value))
        {
            diagnostics.Report(Rules.SyntaxError, place, $"The number '{Shortened(digits)}' is too large");
            value = 1;
        }

        if (position < text.Length && text[position] is 'f' or 'F' or 'd' or 'D' or 'm' or 'M'
            && (position + 1 == text.Length || !ContinuesName(text[position + 1])))
        {
            diagnostics.Report(
                Rules.SyntaxError, new TextRange(position, 1), $"A number has no suffix here: write '{Shortened(digits)}', it takes the type of the tensors");
            position++;
        }

        return new Token(TokenKind.Number, place, value);
    }

    private void SkipDigits()
    {
        while (position < text.Length && IsDigit(text[position]))
            position++;
    }

    private void Invalid(int length, string advice)
    {
        string shown = Shortened(text.Substring(position, length));
        diagnostics.Report(Rules.SyntaxError, new TextRange(position, length), $"'{shown}' cannot be used here: {advice}");
        position += length;
    }

    private static string Shortened(string shown)
    {
        string printable = new([.. shown.Take(20).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
        return shown.Length > 20 ? printable + "..." : printable;
    }
}
