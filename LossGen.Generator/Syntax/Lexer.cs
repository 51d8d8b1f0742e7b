using System.Globalization;
using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

/// <summary>Cuts a formula into tokens. Any text is accepted: what is no token is reported, and what it means (or nothing) put in its place.</summary>
internal sealed partial class Lexer(string text, DiagnosticBag diagnostics)
{
    // The longer ones come first.
    private static readonly (string Text, TokenKind Kind)[] Symbols =
    [
        ("<=", TokenKind.LessOrEqual), (">=", TokenKind.GreaterOrEqual), ("==", TokenKind.EqualEqual), ("!=", TokenKind.BangEqual),
        ("&&", TokenKind.AndAnd), ("||", TokenKind.OrOr), ("??", TokenKind.QuestionQuestion), ("+", TokenKind.Plus), ("-", TokenKind.Minus), ("*", TokenKind.Star),
        ("/", TokenKind.Slash), ("^", TokenKind.Caret), ("<", TokenKind.Less), (">", TokenKind.Greater), ("!", TokenKind.Bang),
        ("?", TokenKind.Question), (":", TokenKind.Colon), (",", TokenKind.Comma), (";", TokenKind.Semicolon), ("=", TokenKind.Assign),
        ("|", TokenKind.Bar), ("(", TokenKind.OpenParenthesis), (")", TokenKind.CloseParenthesis), ("[", TokenKind.OpenBracket),
        ("]", TokenKind.CloseBracket),
    ];

    // How a comment starts and ends.
    private static readonly (string Start, string End)[] Comments = [("/*", "*/"), ("//", "\n"), ("#", "\n")];

    private readonly List<Token> tokens = [];
    private int position;
    private bool isExcused;

    public List<Token> Tokenize()
    {
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position >= text.Length)
                break;
            Next();
        }

        Add(TokenKind.End, 0);
        return tokens;
    }

    // As in C#: letters and numbers that are letters (Ⅷ) start a name; digits, marks (ŷ of two characters) and connectors continue it.
    private static bool StartsName(char c) =>
        c == '_' || char.IsLetter(c) || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    private static bool ContinuesName(char c) => StartsName(c) || CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private void Next()
    {
        char c = text[position];
        if (IsDigit(c) || (c == '.' && IsDigit(At(position + 1))))
        {
            Number();
            return;
        }

        if (Comment() || Member() || String())
            return;

        // The longest match wins: '**' is no two products, but '&&' is an operator and no '&'. Slips come before names: 'π' is a letter.
        (string Text, TokenKind Kind) symbol = Symbols.FirstOrDefault(symbol => IsAt(symbol.Text));
        if (Slips.At(text, position) is { } slip && slip.Text.Length > (symbol.Text?.Length ?? 0))
            Replace(slip);
        else if (symbol.Text is { } found)
            Add(symbol.Kind, found.Length);
        else if (StartsName(c))
            Name();
        else
            Foreign();
    }

    private char At(int index) => index < text.Length ? text[index] : '\0';

    private bool IsAt(string symbol) => string.CompareOrdinal(text, position, symbol, 0, symbol.Length) == 0;

    private void Add(TokenKind kind, int length, double number = 0, string name = "")
    {
        tokens.Add(new Token(kind, new TextRange(position, length), number, name) { IsExcused = isExcused });
        isExcused = false;
        position += length;
    }

    private void Name()
    {
        int end = NameEnd(position);
        Add(TokenKind.Name, end - position, name: text.Substring(position, end - position));
    }

    private int NameEnd(int end)
    {
        while (end < text.Length && ContinuesName(text[end]))
            end++;
        return end;
    }

    /// <summary>A point (or '?.') and a name, as in 'p.Length': one token, which the parser explains.</summary>
    private bool Member()
    {
        int start = position + (IsAt(".") ? 1 : IsAt("?.") ? 2 : text.Length);
        if (!StartsName(At(start)))
            return false;
        int end = NameEnd(start);
        Add(TokenKind.Member, end - position, name: text.Substring(start, end - start));
        return true;
    }

    /// <summary>A string that is an argument, as in 'einsum("ij,jk->ik", a, b)': one slip, and a name without letters in its place.</summary>
    private bool String()
    {
        char quote = text[position];
        if (quote is not ('"' or '\'') || tokens.Count == 0 || tokens[tokens.Count - 1].Kind is not (TokenKind.OpenParenthesis or TokenKind.Comma))
            return false;
        int end = text.IndexOf(quote, position + 1);
        if (end < 0)
            return false;
        string advice = text.IndexOf("->", position, end - position, StringComparison.Ordinal) < 0
            ? "a formula has no strings"
            : "products over indices are written out, as in 'sum[k](a[i, k] * b[k, j])'";
        var place = new TextRange(position, end + 1 - position);
        Invalid(place.Length, advice);
        tokens.Add(new Token(TokenKind.Name, place) { IsGuess = true, IsExcused = true });
        return true;
    }

    private bool Comment()
    {
        (string start, string end) = Comments.FirstOrDefault(comment => IsAt(comment.Start));
        if (start is null)
            return false;
        int stop = text.IndexOf(end, position + start.Length, StringComparison.Ordinal);
        int length = stop < 0 ? text.Length - position : stop + (end == "\n" ? 0 : end.Length) - position;

        // At the end, it takes the space before it along.
        int from = position, next = position + length;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        while (next == text.Length && from > 0 && char.IsWhiteSpace(text[from - 1]))
            from--;
        Mend removal = Mend.Remove(TextRange.FromBounds(from, position + length));
        IEnumerable<Mend> mends = start == "//" ? [removal, Mend.Replace(new TextRange(position, start.Length), "/")] : [removal];
        diagnostics.Report(
            Rules.SyntaxError, new TextRange(position, length), mends, missing: null,
            $"Put comments outside of the formula{(start == "//" ? "; a quotient is written with one '/'" : "")}");
        position += length;

        // A comment to the end of the line may have taken a bracket along, as in 'mean(p // 2)'.
        isExcused |= end == "\n" || stop < 0;
        return true;
    }

    private void Replace(Slip slip)
    {
        var place = new TextRange(position, slip.Text.Length);
        Invalid(slip.Text.Length, slip.Advice, MendOf(slip, place));
        foreach (Token token in slip.Meaning)
            tokens.Add(token with { Place = place, IsGuess = true, IsExcused = true });
        isExcused = true;
    }

    /// <summary>What the slip stands for in its place; null where that is a guess, or would run into the name behind it as in '√p'.</summary>
    private Mend? MendOf(Slip slip, TextRange place)
    {
        string meaning = slip.Spelling;
        bool runsOn = meaning.Length > 0 && ContinuesName(meaning[meaning.Length - 1]) && ContinuesName(At(place.End));
        return slip.IsMechanical && !runsOn ? Mend.Replace(place, meaning) : null;
    }

    private void Foreign()
    {
        int length = 1;
        while (position + length < text.Length && IsForeign(text[position + length]))
            length++;
        Invalid(length, "it has no meaning in a formula");
        isExcused = true;
    }

    private bool IsForeign(char c) =>
        !char.IsWhiteSpace(c) && !StartsName(c) && !IsDigit(c) && !Slips.Starts(c) && !Symbols.Any(symbol => symbol.Text[0] == c);

    private void Invalid(int length, string advice, Mend? mend = null)
    {
        string shown = Excerpt.Of(text.Substring(position, length));
        diagnostics.Report(Rules.SyntaxError, new TextRange(position, length), mend, $"'{shown}' cannot be used here: {advice}");
        position += length;
    }
}
