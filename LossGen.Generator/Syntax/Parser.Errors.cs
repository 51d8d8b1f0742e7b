using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

/// <summary>What is said of a formula that cannot be parsed, and where parsing goes on.</summary>
internal sealed partial class Parser
{
    private const int MostSkipped = 200;

    private bool saidChoice;
    private int borrowed;

    private void Slip(TextRange place, string message, Mend? mend = null) => diagnostics.Report(Rules.SyntaxError, place, mend, message);

    private void Error(string expected, Mend? mend = null)
    {
        if (!IsNewError() || Current.IsExcused)
            return;
        string shown = Current.Kind == TokenKind.End ? "the formula ends" : "there is " + Shown(Current);
        Slip(Current.Place, $"Expected {expected}, but {shown}", mend);
    }

    /// <summary>One error for a token is enough: what else is missing before it follows from the first.</summary>
    private bool IsNewError()
    {
        bool isNew = !tooComplex && lastError != index;
        lastError = index;
        return isNew;
    }

    private void ReportRest()
    {
        if (!IsNewError() || Current.IsExcused)
            return;
        string advice = Current switch
        {
            { Kind: TokenKind.CloseParenthesis } => "')' has no '(' before it",
            { Kind: TokenKind.CloseBracket } => "']' has no '[' before it",
            { Kind: TokenKind.Comma } => "',' separates arguments and definitions after 'where'; there is only one result",
            { Kind: TokenKind.Semicolon } => "';' ends a definition; there is only one result, and it comes last",
            { Kind: TokenKind.Name, Text: "where" } => "'where' comes once: its definitions are separated by ','",
            _ => $"{Shown(Current)} has no meaning here",
        };
        bool isTooMuch = Current.Kind is TokenKind.CloseParenthesis or TokenKind.CloseBracket
            || (Current.Kind is TokenKind.Comma or TokenKind.Semicolon && tokens[index + 1].Kind == TokenKind.End);
        Slip(Current.Place, advice, isTooMuch ? Mend.Remove(Current.Place)
            : Current is { Kind: TokenKind.Name, Text: "where" } ? Mend.Replace(TextRange.FromBounds(Before, Current.Place.End), ",")
            : null);
    }

    private string Shown(Token token) => $"'{Excerpt.Of(text.Substring(token.Place.Start, token.Place.Length))}'";

    /// <summary>The operator at the current place: as written, as meant, or (of no length) the product that is missing before an operand.</summary>
    private Token Operator()
    {
        switch (Current.Kind)
        {
            case TokenKind.Assign:
                Meant(TokenKind.EqualEqual, endsAtBar
                    ? "An index runs over the whole axis and has no bounds: write 'sum[i](...)'"
                    : "'=' defines a name; a comparison is written '=='", endsAtBar ? null : Mend.Replace(Current.Place, "=="));
                break;
            case TokenKind.Bar when !endsAtBar:
                Meant(TokenKind.OrOr, "'or' is written '||'; a filter is written 'mean[i | condition](...)'", FollowsComparison() ? Mend.Replace(Current.Place, "||") : null);
                break;
            case TokenKind.Name when !EndsExpression() && Words.Find(Current) is { Between: { } kind } word:
                Meant(kind, $"'{word.Text}' cannot be used here: {word.Advice}", word.Sign is { } sign ? Mend.Replace(Current.Place, sign) : null);
                break;
            case TokenKind.Number or TokenKind.Name or TokenKind.OpenParenthesis when !EndsExpression() && !LacksSemicolon():
                return new Token(TokenKind.Star, new TextRange(Current.Place.Start, 0)) { IsGuess = true };
        }

        return Current;
    }

    /// <summary>Puts what is meant in the place of the current token.</summary>
    private void Meant(TokenKind kind, string advice, Mend? mend)
    {
        // The words of one choice, 'if c then a else b', are one slip.
        bool isOneChoice = advice.EndsWith(Words.Choice, StringComparison.Ordinal) && saidChoice;
        saidChoice |= advice.EndsWith(Words.Choice, StringComparison.Ordinal);

        // 'i in 0..n': of '..' the lexer has said the same.
        bool isRange = endsAtBar && tokens[Math.Min(index + 2, tokens.Count - 1)].IsExcused;
        if (!Current.IsExcused && !isOneChoice && !isRange)
            Slip(Current.Place, advice, mend);
        tokens[index] = Current with { Kind = kind, IsGuess = true, IsExcused = true };
        if (index + 1 < tokens.Count)
            tokens[index + 1] = tokens[index + 1] with { IsExcused = true };
    }

    /// <summary>Replaces or skips a word before an operand that is a sign or nothing here: 'not p', 'if p'.</summary>
    private void SkipWord()
    {
        if (Words.Find(Current) is not { Before: { } kind } word || !StartsOperand(index + 1))
            return;
        Mend? mend = word.Sign is { } sign ? Mend.Replace(TextRange.FromBounds(Current.Place.Start, tokens[index + 1].Place.Start), sign) : null;
        Meant(kind == TokenKind.End ? TokenKind.Name : kind, $"'{word.Text}' cannot be used here: {word.Advice}", mend);
        if (kind == TokenKind.End)
            index++;
    }

    private bool StartsOperand() => StartsOperand(index);

    private bool StartsOperand(int at) => tokens[at].Kind is TokenKind.Number or TokenKind.Name or TokenKind.OpenParenthesis;

    /// <summary>Whether the name (or another operand) behind a complete operand starts what follows the expression: a definition, 'where'.</summary>
    private bool EndsExpression()
    {
        if (IsWhere())
            return true;
        if (openParentheses + openBrackets > 0)
            return false;
        return IsDefinition(index) || (Current.Kind == TokenKind.Name && IsDefinition(index + 1));
    }

    /// <summary>Whether the ';' of a definition before the result is missing here, where no other comes.</summary>
    private bool LacksSemicolon() => isLeading && openParentheses + openBrackets == 0 && index > lastSemicolon;

    private void MissingOperator(ExpressionSyntax left)
    {
        if (!IsNewError() || Current.IsExcused)
            return;
        if (index > 0 && tokens[index - 1].Kind == TokenKind.Number && left.Place.End <= Current.Place.Start && Current.Kind != TokenKind.Number)
            Slip(tokens[index - 1].Place.To(Current.Place), "A product needs its '*': write '2 * p', not '2p'", Missing("*"));
        else if (endsAtBar)
            Slip(Current.Place, $"An operator is missing before {Shown(Current)} (a filter is written 'mean[i | condition](...)')", Missing("|"));
        else
            Slip(Current.Place, $"An operator is missing before {Shown(Current)} (a product is written with '*')", Current.Kind == TokenKind.Number ? null : Missing("*"));
    }

    /// <summary>Expects a closing bracket; where it is missing, goes on behind the one that fits, or stays.</summary>
    private bool Close(TokenKind kind, Token open)
    {
        if (Current.Kind == kind)
        {
            // '{p)': the bracket was meant for one further out, which will lack it.
            borrowed += open is { Kind: TokenKind.OpenParenthesis, IsGuess: true } && !Current.IsGuess ? 1 : 0;
            index++;
            return true;
        }

        if (open.IsGuess || borrowed > 0)
        {
            borrowed -= open.IsGuess ? 0 : 1;
            IsNewError();
        }
        else
        {
            // Elsewhere than at an end, it is not known where the bracket was left out.
            string bracket = kind == TokenKind.CloseParenthesis ? ")" : "]";
            Error($"'{bracket}'", Current.Kind == TokenKind.End || IsWhere() ? Mend.Insert(Before, bracket) : null);
        }

        int depth = 0;
        for (int at = index; at < tokens.Count - 1 && at < index + MostSkipped; at++)
        {
            switch (tokens[at].Kind)
            {
                case TokenKind.Name when tokens[at].Text == "where" && IsDefinition(at + 1):
                    unclosed += kind == TokenKind.CloseParenthesis ? 1 : 0;
                    return false;
                case TokenKind.OpenParenthesis or TokenKind.OpenBracket:
                    depth++;
                    break;
                case TokenKind.CloseParenthesis or TokenKind.CloseBracket when depth > 0:
                    depth--;
                    break;
                case TokenKind.CloseParenthesis or TokenKind.CloseBracket:
                    // One of the other kind is a slip for this one, unless it closes brackets further out.
                    bool isOuter = tokens[at].Kind != kind && (kind == TokenKind.CloseParenthesis ? openBrackets : openParentheses) > 0;
                    index = isOuter ? at : at + 1;
                    return false;
            }
        }

        return false;
    }

    private ExpressionSyntax Bounded(ExpressionSyntax expression)
    {
        if (expression.Height <= MaxHeight || tooComplex)
            return expression;
        TooComplex(expression.Place, $"expressions more than {MaxHeight} operators deep");
        return new MissingSyntax(expression.Place);
    }

    /// <summary>Reports once and skips the rest: whatever follows would only repeat it.</summary>
    private void TooComplex(TextRange place, string what)
    {
        if (!tooComplex)
            diagnostics.Report(Rules.TooComplex, place, what);
        tooComplex = true;
        index = tokens.Count - 1;
    }
}
