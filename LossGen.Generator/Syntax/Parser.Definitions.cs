using LossGen.Generator.Binding;
using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

/// <summary>The formula as a whole: definitions before the result, the result, definitions after 'where'.</summary>
internal sealed partial class Parser
{
    private const int MostIndexTokens = 16;

    private readonly int lastSemicolon;
    private int unclosed;
    private bool isLeading;
    private bool lacksDefinitions;

    private FormulaSyntax Formula()
    {
        var definitions = new List<DefinitionSyntax>();
        ExpressionSyntax? result = null;
        SkipBeforeDefinition();
        while (result is null && IsDefinition(index))
        {
            isLeading = true;
            Define(definitions);
            isLeading = false;
            if (!Accept(TokenKind.Semicolon))
                result = UnendedDefinition(definitions);
            SkipBeforeDefinition();
        }

        result ??= Expression();
        DefinitionsAfter(definitions);
        while (Current.Kind != TokenKind.End)
        {
            // What follows is checked too, although it is too much.
            if (unclosed > 0 && Current.Kind == TokenKind.CloseParenthesis)
                unclosed--;
            else
                ReportRest();
            index++;
            if (Current.Kind == TokenKind.End)
                break;
            tokens[index] = Current with { IsExcused = true };
            ExpressionSyntax rest = Expression();
            result = Bounded(new BinarySyntax(result, new Token(TokenKind.Star, rest.Place), rest) { IsErroneous = true });
            DefinitionsAfter(definitions);
        }

        return new FormulaSyntax(definitions, result, lacksDefinitions);
    }

    /// <summary>A definition before the result that no ';' ends: either it is the result, or the ';' was forgotten.</summary>
    private ExpressionSyntax? UnendedDefinition(List<DefinitionSyntax> definitions)
    {
        if ((Current.Kind != TokenKind.End && !IsWhere()) || tooComplex)
        {
            Error("';' after a definition", Current.Kind == TokenKind.Comma ? Mend.Replace(Current.Place, ";") : Mend.Insert(Before, ";"));
            Accept(TokenKind.Comma);
            return null;
        }

        DefinitionSyntax last = definitions[definitions.Count - 1];
        definitions.RemoveAt(definitions.Count - 1);
        if (last.Body is not MissingSyntax)
            Slip(last.Name.Place, $"The result has no name: write only the right side, without '{Excerpt.Of(last.Name.Text)} ='",
                Mend.Remove(TextRange.FromBounds(last.Name.Place.Start, last.Body.Extent.Start)));
        return last.Body;
    }

    private void DefinitionsAfter(List<DefinitionSyntax> definitions)
    {
        for (bool isFirst = true; Separator(isFirst) && !tooComplex; isFirst = false)
            Define(definitions);
    }

    /// <summary>Takes what stands before a definition after the result: 'where' before the first, ',' before another, or a slip.</summary>
    private bool Separator(bool isFirst)
    {
        if (isFirst ? Current is { Kind: TokenKind.Name, Text: "where" } : Current.Kind == TokenKind.Comma)
        {
            index++;
            return true;
        }

        bool isBare = IsDefinition(index);
        if (!isBare && !(Current.Kind is TokenKind.Name or TokenKind.Comma or TokenKind.Semicolon or TokenKind.AndAnd && IsDefinition(index + 1)))
            return false;
        if (IsNewError() && !Current.IsExcused)
        {
            Slip(Current.Place, isFirst
                ? "Definitions after the result follow 'where': write 'mean(e) where e = ...'"
                : "Definitions after 'where' are separated by ','",
                isFirst && isBare ? Mend.Insert(Current.Place.Start, "where ")
                : isFirst ? Mend.Replace(TextRange.FromBounds(Before, Current.Place.End), " where")
                : isBare ? Mend.Insert(Before, ",") : Mend.Replace(TextRange.FromBounds(Before, Current.Place.End), ","));
        }

        index += isBare ? 0 : 1;
        return true;
    }

    private bool IsWhere() =>
        Current.Kind == TokenKind.Name && (Current.Text == "where" || (Words.IsWhere(Current.Text) && IsDefinition(index + 1)));

    /// <summary>Whether a definition starts here: a name, perhaps indices, and '='; or the name of no function with arguments and '='.</summary>
    private bool IsDefinition(int at)
    {
        if (at >= tokens.Count - 1 || tokens[at].Kind != TokenKind.Name)
            return false;
        int ahead = at + 1;
        TokenKind open = tokens[ahead].Kind;
        if (open == TokenKind.OpenBracket || (open == TokenKind.OpenParenthesis && !Callables.Contains(tokens[at].Text)))
        {
            int last = Math.Min(ahead + MostIndexTokens, tokens.Count - 1);
            do
                ahead++;
            while (ahead < last && tokens[ahead].Kind is TokenKind.Name or TokenKind.Number or TokenKind.Comma or TokenKind.Plus or TokenKind.Minus);
            if (tokens[ahead].Kind != (open == TokenKind.OpenBracket ? TokenKind.CloseBracket : TokenKind.CloseParenthesis))
                return false;
            ahead++;
        }

        return tokens[ahead].Kind == TokenKind.Assign;
    }

    /// <summary>Skips a word such as 'let' or a type before a definition.</summary>
    private void SkipBeforeDefinition()
    {
        if (Current.Kind != TokenKind.Name || IsDefinition(index) || !IsDefinition(index + 1))
            return;
        string advice = Words.Find(Current)?.Advice ?? "a definition before the result is 'e = ...;'";
        Slip(
            Current.Place, $"{Shown(Current)} cannot be used here: {advice}",
            Mend.Remove(TextRange.FromBounds(Current.Place.Start, tokens[index + 1].Place.Start)));
        index++;
    }

    private void Define(List<DefinitionSyntax> definitions)
    {
        SkipBeforeDefinition();
        if (Current.Kind == TokenKind.OpenParenthesis && IsDefinition(index + 1))
        {
            if (!Current.IsGuess)
                Slip(Current.Place, "Definitions stand without parentheses");
            index++;
            unclosed++;
        }

        Token name = Current;
        if (!Accept(TokenKind.Name))
        {
            Error("a definition, 'name = expression'");
            lacksDefinitions = true;
            while (Current.Kind is not (TokenKind.End or TokenKind.Comma or TokenKind.Semicolon))
                index++;
            return;
        }

        definitions.Add(Current.Kind == TokenKind.OpenParenthesis ? FunctionDefinition(name) : Definition(name));
        if (definitions.Count > MaxDefinitions)
            TooComplex(name.Place, $"more than {MaxDefinitions} definitions");
    }

    private DefinitionSyntax FunctionDefinition(Token name)
    {
        Token open = Current;
        index++;
        if (Current.Kind != TokenKind.CloseParenthesis)
            Within(TokenKind.CloseParenthesis, List);
        Close(TokenKind.CloseParenthesis, open);
        Slip(name.Place.To(tokens[Math.Max(index - 1, 0)].Place), "Functions cannot be defined: a definition is 'name = expression' or 'name[i] = expression'");
        ExpectAssign(name);
        return new DefinitionSyntax(name, [], Expression(), IsFunction: true);
    }

    private DefinitionSyntax Definition(Token name)
    {
        var indices = new List<Token>();
        Token open = Current;
        if (Accept(TokenKind.OpenBracket))
        {
            do
            {
                if (Current.Kind == TokenKind.Name)
                    indices.Add(Current);
                Expect(TokenKind.Name, "the name of an index");
            }
            while (Accept(TokenKind.Comma));
            Close(TokenKind.CloseBracket, open);
        }

        ExpectAssign(name);
        return new DefinitionSyntax(name, indices, Expression());
    }

    private void ExpectAssign(Token name)
    {
        if (Current.Kind == TokenKind.EqualEqual)
        {
            Slip(Current.Place, "A definition is written with one '='", Mend.Replace(Current.Place, "="));
            index++;
        }
        else
            Expect(TokenKind.Assign, $"'=' after '{Excerpt.Of(name.Text)}'");
    }
}
