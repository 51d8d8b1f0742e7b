using LossGen.Generator.Binding;
using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

/// <summary>Operands: numbers, groups, and names with their indices and arguments.</summary>
internal sealed partial class Parser
{
    // How many brackets are open around the current token, and whether '|' ends the innermost, as it does before a filter.
    private int openParentheses;
    private int openBrackets;
    private bool endsAtBar;

    private ExpressionSyntax Primary()
    {
        ExpressionSyntax operand = Operand();
        while (Current.Kind is TokenKind.OpenBracket or TokenKind.Member && operand is not MissingSyntax && !tooComplex)
            operand = Postfix(operand);
        return Current.Kind == TokenKind.QuestionQuestion && operand is not MissingSyntax ? Fallback(operand) : operand;
    }

    /// <summary>x[i + 1] ?? 0. In C#, x[i + 1] ?? 0 - x[i] is x[i + 1] ?? (0 - x[i]), and few who write it mean that: parentheses have to say.</summary>
    private ExpressionSyntax Fallback(ExpressionSyntax access)
    {
        Token symbol = Current;
        index++;
        ExpressionSyntax otherwise = Deeper(() => Current.Kind == TokenKind.Minus ? Unary() : Primary());
        bool isAmbiguous = Precedence(Current.Kind) > Precedence(TokenKind.AndAnd) && otherwise is not MissingSyntax;
        if (isAmbiguous)
        {
            string value = Excerpt.Of(text.Substring(otherwise.Extent.Start, otherwise.Extent.Length));
            string op = text.Substring(Current.Place.Start, Current.Place.Length);
            Mend whole = Mend.Around(access.Extent.To(otherwise.Extent), "(", ")");
            diagnostics.Report(
                Rules.SyntaxError, otherwise.Extent.To(Current.Place),
                OperandsEnd() is { } end ? [whole, Mend.Around(TextRange.FromBounds(otherwise.Extent.Start, end), "(", ")")] : [whole],
                missing: null, $"Parentheses have to say what '??' takes: '?? ({value} {op} ...)', or '(... ?? {value}) {op} ...'");
        }

        return Bounded(new FallbackSyntax(access, symbol, otherwise) { IsErroneous = isAmbiguous });
    }

    private ExpressionSyntax Operand()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                index++;
                return new NumberSyntax(token.Place, token.Number);
            case TokenKind.Name when !(IsWhere() && IsDefinition(index + 1)):
                return Name();
            case TokenKind.OpenParenthesis:
                index++;
                return Group(token, TokenKind.CloseParenthesis);
            case TokenKind.OpenBracket:
                Slip(token.Place, "Brackets hold indices: group with '(' and ')'", InPlaceOfBoth(TokenKind.CloseBracket, "(", ")"));
                index++;
                return Group(token with { IsGuess = true }, TokenKind.CloseBracket);
            case TokenKind.Bar:
                Slip(token.Place, "An absolute value is written 'abs(...)'", InPlaceOfBoth(TokenKind.Bar, "abs(", ")"));
                index++;
                ExpressionSyntax inner = Within(TokenKind.Bar, Expression);
                Accept(TokenKind.Bar);
                inner.IsErroneous = true;
                return inner;
            case TokenKind.Member:
                index++;
                Slip(token.Place, $"{Shown(token)} cannot be used here: a number needs a digit beside the point");
                return new NameSyntax(token.Place, token, null, null, null) { IsErroneous = true };
            default:
                Error("an expression");
                return new MissingSyntax(token.Place);
        }
    }

    private ExpressionSyntax Group(Token open, TokenKind close)
    {
        ExpressionSyntax inner = Within(close, Expression);
        inner.IsErroneous |= !Close(close, open) || open.IsGuess;
        inner.Extent = TextRange.FromBounds(open.Place.Start, tokens[Math.Max(index - 1, 0)].Place.End);
        return inner;
    }

    /// <summary>What cannot follow an expression: an index or a member, as in '(p - y)[i]' and 'mean(p).x'.</summary>
    private ExpressionSyntax Postfix(ExpressionSyntax operand)
    {
        Token token = Current;
        int bracket = index;
        index++;
        var parts = new List<ExpressionSyntax> { operand };
        bool isNew = operand is not NameSyntax { IsErroneous: true };
        if (token.Kind == TokenKind.OpenBracket)
        {
            List<ExpressionSyntax> indices = Within(TokenKind.Bar, List);
            Close(TokenKind.CloseBracket, token with { IsGuess = true });
            if (operand is NameSyntax { Indices: { } before, Arguments: null, Filter: null } name)
            {
                List<ExpressionSyntax>? arguments = Callables.Contains(name.Name.Text) && Current.Kind == TokenKind.OpenParenthesis ? MemberArguments() : null;
                NameSyntax joined = new(name.Place.To(tokens[index - 1].Place), name.Name, [.. before, .. indices], null, arguments) { IsErroneous = true };
                if (isNew)
                    Slip(token.Place, $"All indices stand in one pair of brackets: write '{Excerpt.Of(Joined(joined))}'",
                        tokens[Math.Max(bracket - 1, 0)].Kind == TokenKind.CloseBracket ? Mend.Replace(tokens[bracket - 1].Place.To(token.Place), ", ") : null);
                return Bounded(joined);
            }

            if (isNew)
                Slip(token.Place, "Only a name takes an index: write the index at the tensors in the expression, or name it, 'd[i]' where d[i] = ...");
        }
        else
        {
            if (isNew)
                Slip(token.Place, Members.Advice(null, token.Text));
            parts.AddRange(MemberArguments());
        }

        return Broken(operand.Place, token, parts);
    }

    private string Joined(NameSyntax access) =>
        $"{access.Name.Text}[{string.Join(", ", access.Indices!.Select(index => text.Substring(index.Extent.Start, index.Extent.Length)))}]";

    private ExpressionSyntax Name()
    {
        Token name = Current;
        index++;
        if (Current.Kind == TokenKind.Member)
            return Qualified(name);
        List<ExpressionSyntax>? indices = null;
        List<ExpressionSyntax>? arguments = null;
        ExpressionSyntax? filter = null;
        bool isErroneous = name.IsGuess;
        Token open = Current;
        if (Accept(TokenKind.OpenBracket))
        {
            indices = Current.Kind == TokenKind.Bar ? [] : Within(TokenKind.Bar, List);
            if (Accept(TokenKind.Bar))
                filter = Within(TokenKind.CloseBracket, Expression);
            isErroneous |= !Close(TokenKind.CloseBracket, open) || tokens[Math.Max(lastError, 0)].Place.Start > open.Place.Start;
        }

        open = Current;
        if (Accept(TokenKind.OpenParenthesis))
        {
            isErroneous |= Current is { Kind: TokenKind.CloseParenthesis, IsExcused: true };
            arguments = Current.Kind == TokenKind.CloseParenthesis ? [] : Within(TokenKind.CloseParenthesis, List);
            isErroneous |= !Close(TokenKind.CloseParenthesis, open) || arguments.Any(argument => argument is MissingSyntax or NameSyntax { Name: { IsGuess: true, Text: "" } });
            if (Current.Kind == TokenKind.OpenParenthesis && indices is null && IsOverAxes(name, arguments))
            {
                if (!isErroneous && !open.IsGuess)
                {
                    string axes = string.Join(", ", arguments.Select(argument => ((NameSyntax)argument).Name.Text));
                    Slip(
                        Current.Place, "An operator is missing before '(' (a product is written with '*'); "
                        + $"the axes of a reduction stand in brackets, '{name.Text}[{Excerpt.Of(axes)}](...)'",
                        Mend.Of(new Edit(open.Place, "["), new Edit(tokens[index - 1].Place, "]")));
                }

                (indices, open, isErroneous) = (arguments, Current, true);
                index++;
                arguments = Current.Kind == TokenKind.CloseParenthesis ? [] : Within(TokenKind.CloseParenthesis, List);
                Close(TokenKind.CloseParenthesis, open);
            }
        }
        else if (StartsOperand() && !EndsExpression() && Callables.Contains(name.Text) && !isErroneous)
        {
            // 'abs p' and 'sum[i] p[i]': what follows is read as the argument.
            bool isNew = IsNewError() && !Current.IsExcused;
            Token missing = Current;
            var gap = TextRange.FromBounds(Before, missing.Place.Start);
            arguments = [Exponent()];
            isErroneous = true;
            if (isNew)
            {
                Slip(
                    missing.Place, CallAdvice(name, indices is not null, missing, arguments[0]),
                    Mend.Of(new Edit(gap, "("), new Edit(new TextRange(arguments[0].Extent.End, 0), ")")));
            }
        }

        return Bounded(
            new NameSyntax(TextRange.FromBounds(name.Place.Start, tokens[index - 1].Place.End), name, indices, filter, arguments) { IsErroneous = isErroneous });
    }

    /// <summary>Whether the arguments are the axes of a reduction, written 'sum(n, c)(...)'.</summary>
    private static bool IsOverAxes(Token name, List<ExpressionSyntax> arguments) =>
        (ReductionTable.Find(name.Text) is not null || AxisFunctionTable.Find(name.Text) is not null)
        && arguments.Count > 0 && arguments.All(argument => argument is NameSyntax { Indices: null, Arguments: null });

    private string CallAdvice(Token name, bool isBracketed, Token missing, ExpressionSyntax argument)
    {
        string shown = argument.Extent.Length <= 20 ? text.Substring(argument.Extent.Start, argument.Extent.Length) : "...";
        string head = text.Substring(name.Place.Start, missing.Place.Start - name.Place.Start).TrimEnd();
        return isBracketed
            ? $"Put what is reduced in parentheses: '{Excerpt.Of(head)}({shown})'"
            : $"An operator is missing before {Shown(missing)}; to call the function write '{name.Text}({shown})'";
    }

    /// <summary>A name with members, 'np.abs(p)' or 'p.mean()': one slip, whose arguments are read.</summary>
    private ExpressionSyntax Qualified(Token name)
    {
        Token last = name;
        for (; Current.Kind == TokenKind.Member; index++)
            last = Current;
        bool isLibrary = Members.IsLibrary(name.Text);
        TextRange place = name.Place.To(last.Place);
        Slip(place, Members.Advice(name.Text, last.Text), isLibrary && Members.Meaning(last.Text) is { } meaning ? Mend.Replace(place, meaning) : null);
        var parts = new List<ExpressionSyntax>();
        if (!isLibrary)
            parts.Add(new NameSyntax(name.Place, name, null, null, null));
        parts.AddRange(MemberArguments());
        return Broken(place, last, parts);
    }

    private List<ExpressionSyntax> MemberArguments()
    {
        Token open = Current;
        if (!Accept(TokenKind.OpenParenthesis))
            return [];
        List<ExpressionSyntax> arguments = Current.Kind == TokenKind.CloseParenthesis ? [] : Within(TokenKind.CloseParenthesis, List);
        Close(TokenKind.CloseParenthesis, open);
        return arguments;
    }

    private ExpressionSyntax Broken(TextRange place, Token name, List<ExpressionSyntax> parts) =>
        Bounded(new NameSyntax(place, name, null, null, parts) { IsErroneous = true });

    private List<ExpressionSyntax> List()
    {
        var items = new List<ExpressionSyntax>();
        do
        {
            if (Current.Kind == TokenKind.Name && tokens[index + 1].Kind == TokenKind.Assign && Words.IsOption(Current.Text))
            {
                Slip(Current.Place, "Arguments have no names: a reduction over an axis is written 'sum[i](...)', with a name of yours for the axis");
                TextRange place = Current.Place;
                index += 2;
                Expression();
                items.Add(new MissingSyntax(place));
            }
            else
                items.Add(Item());
        }
        while (Accept(TokenKind.Comma) || IsSemicolonInArguments());
        return items;
    }

    /// <summary>An argument or an index. 'z[:, 0]' and 'x[1:n]' are slices of other libraries, one slip each.</summary>
    private ExpressionSyntax Item()
    {
        ExpressionSyntax? item = endsAtBar && Current.Kind == TokenKind.Colon ? null : Expression();
        if (!endsAtBar || Current.Kind != TokenKind.Colon)
            return item!;
        Token colon = Current;
        if (IsNewError() && !colon.IsExcused && item?.IsErroneous != true)
            Slip(colon.Place, "There are no slices: write the name of an index in the place of ':', and reduce over it, as in 'sum[c](...)'");
        while (Accept(TokenKind.Colon))
        {
            if (StartsOperand() || Current.Kind == TokenKind.Minus)
                Expression();
        }

        return new MissingSyntax(colon.Place);
    }

    private bool IsSemicolonInArguments()
    {
        if (Current.Kind != TokenKind.Semicolon || endsAtBar || tooComplex || !StartsOperand(index + 1) || IsDefinition(index + 1))
            return false;
        if (!Current.IsExcused)
            Slip(Current.Place, "Arguments are separated by ','", Mend.Replace(Current.Place, ","));
        index++;
        return true;
    }

    /// <summary>Parses what stands in brackets that end with the token.</summary>
    private T Within<T>(TokenKind end, Func<T> parse)
    {
        bool outer = endsAtBar;
        endsAtBar = end == TokenKind.Bar;
        bool isParenthesis = end == TokenKind.CloseParenthesis;
        openParentheses += isParenthesis ? 1 : 0;
        openBrackets += isParenthesis ? 0 : 1;
        T parsed = parse();
        openParentheses -= isParenthesis ? 1 : 0;
        openBrackets -= isParenthesis ? 0 : 1;
        endsAtBar = outer;
        return parsed;
    }
}
