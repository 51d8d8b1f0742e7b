using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

/// <summary>What is said of a formula that cannot be parsed.</summary>
internal sealed partial class Parser
{
    private void Error(string expected)
    {
        if (!IsNewError())
            return;
        Token found = Current;
        string shown = found.Kind == TokenKind.End ? "the formula ends" : "there is " + Shown(found);
        diagnostics.Report(Rules.SyntaxError, found.Place, $"Expected {expected}, but {shown}");
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
        if (!IsNewError())
            return;
        string advice = Current.Kind switch
        {
            TokenKind.CloseParenthesis => "')' has no '(' before it",
            TokenKind.CloseBracket => "']' has no '[' before it",
            TokenKind.Bar => "'or' is written '||'; a filter is written 'mean[i | condition](...)'",
            TokenKind.Comma => "',' separates arguments and definitions after 'where'; there is only one result",
            TokenKind.Semicolon => "';' ends a definition; there is only one result, and it comes last",
            TokenKind.Name or TokenKind.Number or TokenKind.OpenParenthesis =>
                $"an operator is missing before {Shown(Current)} (a product is written with '*')",
            _ => $"{Shown(Current)} has no meaning here",
        };
        diagnostics.Report(Rules.SyntaxError, Current.Place, char.ToUpperInvariant(advice[0]) + advice.Substring(1));
    }

    private static string Shown(Token token) => token.Kind switch
    {
        TokenKind.Name => $"'{(token.Text.Length > 20 ? token.Text.Substring(0, 20) + "..." : token.Text)}'",
        TokenKind.Number => "a number",
        TokenKind.OpenParenthesis => "'('",
        TokenKind.CloseParenthesis => "')'",
        TokenKind.OpenBracket => "'['",
        TokenKind.CloseBracket => "']'",
        TokenKind.Comma => "','",
        TokenKind.Semicolon => "';'",
        TokenKind.Colon => "':'",
        TokenKind.Question => "'?'",
        TokenKind.Assign => "'='",
        TokenKind.Bar => "'|'",
        _ => "an operator",
    };

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
