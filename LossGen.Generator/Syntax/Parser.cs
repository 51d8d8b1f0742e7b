using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

/// <summary>
/// Parses a formula by precedence climbing. Every text gives a tree: an error is reported, <see cref="MissingSyntax"/> put in its place,
/// and parsing goes on, so that several errors show at once. Nesting is bounded, so that no text can overflow the stack.
/// </summary>
internal sealed partial class Parser
{
    private const int MaxNesting = 100;
    private const int MaxHeight = 250;
    private const int MaxDefinitions = 250;
    private const int Relation = 5;
    private const int UnaryPrecedence = 8;

    private readonly DiagnosticBag diagnostics;
    private readonly List<Token> tokens;
    private int index;
    private int nesting;
    private int lastError = -1;
    private bool tooComplex;

    private Parser(string text, DiagnosticBag diagnostics)
    {
        this.diagnostics = diagnostics;
        tokens = new Lexer(text, diagnostics).Tokenize();
    }

    private Token Current => tokens[index];

    public static FormulaSyntax Parse(string text, DiagnosticBag diagnostics) => new Parser(text, diagnostics).Formula();

    private FormulaSyntax Formula()
    {
        var definitions = new List<DefinitionSyntax>();
        while (IsDefinition())
        {
            Define(definitions);
            Expect(TokenKind.Semicolon, "';' after a definition");
        }

        ExpressionSyntax result = Expression();
        if (IsWhere())
        {
            index++;
            do
                Define(definitions);
            while (Accept(TokenKind.Comma));
        }

        if (Current.Kind != TokenKind.End)
            ReportRest();
        return new FormulaSyntax(definitions, result);
    }

    private bool IsWhere() => Current is { Kind: TokenKind.Name, Text: "where" };

    /// <summary>Whether a definition starts here: a name, perhaps indices, and '='.</summary>
    private bool IsDefinition()
    {
        if (Current.Kind != TokenKind.Name)
            return false;
        int ahead = index + 1;
        if (tokens[ahead].Kind == TokenKind.OpenBracket)
        {
            while (tokens[ahead].Kind is not (TokenKind.CloseBracket or TokenKind.End or TokenKind.OpenParenthesis))
                ahead++;
            if (tokens[ahead].Kind == TokenKind.CloseBracket)
                ahead++;
        }

        return tokens[ahead].Kind == TokenKind.Assign;
    }

    private void Define(List<DefinitionSyntax> definitions)
    {
        Token name = Current;
        if (!Accept(TokenKind.Name))
        {
            Error("a definition, 'name = expression'");
            return;
        }

        definitions.Add(Definition(name));
        if (definitions.Count > MaxDefinitions)
            TooComplex(name.Place, $"more than {MaxDefinitions} definitions");
    }

    private DefinitionSyntax Definition(Token name)
    {
        var indices = new List<Token>();
        if (Accept(TokenKind.OpenBracket))
        {
            do
            {
                if (Current.Kind == TokenKind.Name)
                    indices.Add(Current);
                Expect(TokenKind.Name, "the name of an index");
            }
            while (Accept(TokenKind.Comma));
            Expect(TokenKind.CloseBracket, "']'");
        }

        Expect(TokenKind.Assign, $"'=' after '{name.Text}'");
        return new DefinitionSyntax(name, indices, Expression());
    }

    private ExpressionSyntax Expression()
    {
        if (nesting >= MaxNesting)
        {
            TooComplex(Current.Place, $"expressions nested more than {MaxNesting} deep");
            return new MissingSyntax(Current.Place);
        }

        nesting++;
        ExpressionSyntax condition = Binary(0);
        if (Accept(TokenKind.Question))
        {
            ExpressionSyntax whenTrue = Expression();
            Expect(TokenKind.Colon, "':' and the value where the condition does not hold");
            condition = Bounded(new ConditionalSyntax(condition, whenTrue, Expression()));
        }

        nesting--;
        return condition;
    }

    private ExpressionSyntax Binary(int minimum)
    {
        ExpressionSyntax left = Unary();
        while (!tooComplex)
        {
            Token op = Current;
            if (op.Kind == TokenKind.Assign)
            {
                diagnostics.Report(Rules.SyntaxError, op.Place, "'=' defines a name; a comparison is written '=='");
                op = op with { Kind = TokenKind.EqualEqual };
            }

            int precedence = Precedence(op.Kind);
            if (precedence == 0 || precedence < minimum)
                return left;
            index++;
            ExpressionSyntax right = op.Kind == TokenKind.Caret ? Exponent() : Binary(precedence + 1);
            if (precedence == Relation && left is BinarySyntax previous && Precedence(previous.Operator.Kind) == Relation)
            {
                diagnostics.Report(Rules.SyntaxError, op.Place, "Comparisons cannot be chained: write 'a < b && b < c'");
                left = Bounded(new BinarySyntax(left, op with { Kind = TokenKind.AndAnd }, new BinarySyntax(previous.Right, op, right)));
            }
            else
                left = Bounded(new BinarySyntax(left, op, right));
        }

        return left;
    }

    // A power binds tighter than a sign on its left, and groups to the right: -x^2 is -(x^2), x^-y^2 is x^(-(y^2)).
    private ExpressionSyntax Exponent() => Deeper(() => Binary(UnaryPrecedence + 1));

    private ExpressionSyntax Unary()
    {
        Token op = Current;
        if (op.Kind is TokenKind.Minus or TokenKind.Bang or TokenKind.Plus)
        {
            index++;
            ExpressionSyntax operand = Deeper(() => Binary(UnaryPrecedence));
            return op.Kind == TokenKind.Plus ? operand : Bounded(new UnarySyntax(op.Place.To(operand.Extent), op.Kind, operand));
        }

        return Primary();
    }

    private ExpressionSyntax Deeper(Func<ExpressionSyntax> parse)
    {
        if (nesting >= MaxNesting)
        {
            TooComplex(Current.Place, $"expressions nested more than {MaxNesting} deep");
            return new MissingSyntax(Current.Place);
        }

        nesting++;
        ExpressionSyntax expression = parse();
        nesting--;
        return expression;
    }

    private static int Precedence(TokenKind kind) => kind switch
    {
        TokenKind.OrOr => 2,
        TokenKind.AndAnd => 3,
        TokenKind.EqualEqual or TokenKind.BangEqual => 4,
        TokenKind.Less or TokenKind.LessOrEqual or TokenKind.Greater or TokenKind.GreaterOrEqual => Relation,
        TokenKind.Plus or TokenKind.Minus => 6,
        TokenKind.Star or TokenKind.Slash => 7,
        TokenKind.Caret => 9,
        _ => 0,
    };

    private ExpressionSyntax Primary()
    {
        Token token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                index++;
                if (Current.Kind is TokenKind.Name or TokenKind.OpenParenthesis && !IsWhere())
                    diagnostics.Report(Rules.SyntaxError, token.Place.To(Current.Place), "A product needs its '*': write '2 * p', not '2p'");
                else
                    return new NumberSyntax(token.Place, token.Number);
                return Bounded(new BinarySyntax(
                    new NumberSyntax(token.Place, token.Number), new Token(TokenKind.Star, token.Place), Deeper(Primary)));
            case TokenKind.Name when !IsWhere():
                return Name();
            case TokenKind.OpenParenthesis:
                index++;
                ExpressionSyntax inner = Expression();
                Expect(TokenKind.CloseParenthesis, "')'");
                inner.Extent = TextRange.FromBounds(token.Place.Start, tokens[index - 1].Place.End);
                return inner;
            default:
                Error("an expression");
                return new MissingSyntax(token.Place);
        }
    }

    private ExpressionSyntax Name()
    {
        Token name = Current;
        index++;
        List<ExpressionSyntax>? indices = null;
        List<ExpressionSyntax>? arguments = null;
        ExpressionSyntax? filter = null;
        if (Accept(TokenKind.OpenBracket))
        {
            indices = [];
            if (Current.Kind != TokenKind.Bar)
                indices = List();
            if (Accept(TokenKind.Bar))
                filter = Expression();
            Expect(TokenKind.CloseBracket, "']'");
        }

        if (Accept(TokenKind.OpenParenthesis))
        {
            arguments = Current.Kind == TokenKind.CloseParenthesis ? [] : List();
            Expect(TokenKind.CloseParenthesis, "')'");
        }

        return Bounded(new NameSyntax(TextRange.FromBounds(name.Place.Start, tokens[index - 1].Place.End), name, indices, filter, arguments));
    }

    private List<ExpressionSyntax> List()
    {
        var items = new List<ExpressionSyntax>();
        do
            items.Add(Expression());
        while (Accept(TokenKind.Comma));
        return items;
    }

    private bool Accept(TokenKind kind)
    {
        if (Current.Kind != kind)
            return false;
        index++;
        return true;
    }

    private void Expect(TokenKind kind, string what)
    {
        if (!Accept(kind))
            Error(what);
    }
}
