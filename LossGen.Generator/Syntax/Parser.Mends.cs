using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

/// <summary>How slips are mended: by a sign before a token, or by other brackets around an operand.</summary>
internal sealed partial class Parser
{
    /// <summary>Where the token before the current one ends.</summary>
    private int Before => index > 0 ? tokens[index - 1].Place.End : 0;

    /// <summary>Writes a sign before the current token, with a space on either side.</summary>
    private Mend Missing(string sign) => Mend.Insert(Current.Place.Start, (Before == Current.Place.Start ? " " : "") + sign + " ");

    /// <summary>Replaces the current token and the first one of a kind behind it that closes it; null where there is none.</summary>
    private Mend? InPlaceOfBoth(TokenKind closing, string open, string close)
    {
        int depth = 0;
        for (int at = index + 1; at < tokens.Count - 1 && at < index + MostSkipped; at++)
        {
            if (depth == 0 && tokens[at].Kind == closing)
                return Mend.Of(new Edit(tokens[index].Place, open), new Edit(tokens[at].Place, close));
            depth += tokens[at].Kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket ? 1
                : tokens[at].Kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket ? -1 : 0;
            if (depth < 0)
                return null;
        }

        return null;
    }

    /// <summary>
    /// Where the operands end that follow here, up to what closes the expression, separates it from another, or starts a choice; null where that is far.
    /// </summary>
    private int? OperandsEnd()
    {
        int depth = 0, end = index;
        for (; tokens[end].Kind != TokenKind.End && end < index + MostSkipped; end++)
        {
            TokenKind kind = tokens[end].Kind;
            bool closes = kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket;
            if (depth == 0 && (closes || kind is TokenKind.Comma or TokenKind.Semicolon or TokenKind.Question or TokenKind.Colon or TokenKind.Bar
                || tokens[end] is { Kind: TokenKind.Name, Text: "where" }))
                break;
            depth += kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket ? 1 : closes ? -1 : 0;
        }

        return end < index + MostSkipped ? tokens[end - 1].Place.End : null;
    }

    /// <summary>Whether the expression is a condition so far, so that a '|' behind it is no slip for a filter.</summary>
    private bool FollowsComparison()
    {
        for (int at = index - 1, depth = 0; at >= Math.Max(index - MostSkipped, 0) && depth >= 0; at--)
        {
            TokenKind kind = tokens[at].Kind;
            if (depth == 0 && kind is >= TokenKind.Less and <= TokenKind.Bang)
                return true;
            depth += kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket ? 1 : kind is TokenKind.OpenParenthesis or TokenKind.OpenBracket ? -1 : 0;
        }

        return false;
    }
}
