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
    private readonly string text;
    private int index;
    private int nesting;
    private int lastError = -1;
    private bool tooComplex;

    private Parser(string text, DiagnosticBag diagnostics)
    {
        this.text = text;
        this.diagnostics = diagnostics;
        tokens = new Lexer(text, diagnostics).Tokenize();
        lastSemicolon = tokens.FindLastIndex(token => token.Kind == TokenKind.Semicolon);
    }

    private Token Current => tokens[index];

    public static FormulaSyntax Parse(string text, DiagnosticBag diagnostics) => new Parser(text, diagnostics).Formula();

    private ExpressionSyntax Expression()
    {
        if (nesting >= MaxNesting)
        {
            TooComplex(Current.Place, $"expressions nested more than {MaxNesting} deep");
            return new MissingSyntax(Current.Place);
        }

        nesting++;
        ExpressionSyntax condition = Binary(0);
        Token question = Current;
        if (Accept(TokenKind.Question))
        {
            ExpressionSyntax whenTrue = Expression();
            Token colon = Current;
            bool isComplete = Accept(TokenKind.Colon);
            if (!isComplete && !question.IsGuess)
                Error("':' and the value where the condition does not hold");
            ExpressionSyntax whenFalse = isComplete ? Expression() : new MissingSyntax(Current.Place);
            condition = Bounded(new ConditionalSyntax(condition, whenTrue, whenFalse) { IsErroneous = question.IsGuess || colon.IsGuess });
        }

        nesting--;
        return condition;
    }

    private ExpressionSyntax Binary(int minimum)
    {
        ExpressionSyntax left = Unary();
        while (!tooComplex)
        {
            Token op = Operator();
            int precedence = Precedence(op.Kind);
            if (precedence == 0 || precedence < minimum)
                return left;
            if (op.Place.Length == 0)
                MissingOperator(left);
            else
                index++;
            ExpressionSyntax right = op.Kind == TokenKind.Caret ? Exponent() : Binary(precedence + 1);
            if (precedence == Relation && left is BinarySyntax previous && Precedence(previous.Operator.Kind) == Relation)
            {
                string between = text.Substring(previous.Right.Extent.Start, previous.Right.Extent.Length);
                Slip(op.Place, "Comparisons cannot be chained: write 'a < b && b < c'", Mend.Insert(op.Place.Start, $"&& {between} "));
                left = Bounded(new BinarySyntax(left, op with { Kind = TokenKind.AndAnd }, new BinarySyntax(previous.Right, op, right)) { IsErroneous = true });
            }
            else
                left = Bounded(new BinarySyntax(left, op, right) { IsErroneous = op.IsGuess });
        }

        return left;
    }

    // A power binds tighter than a sign on its left, and groups to the right: -x^2 is -(x^2), x^-y^2 is x^(-(y^2)).
    private ExpressionSyntax Exponent() => Deeper(() => Binary(UnaryPrecedence + 1));

    private ExpressionSyntax Unary()
    {
        SkipWord();
        Token op = Current;
        if (op.Kind is TokenKind.Minus or TokenKind.Bang or TokenKind.Plus)
        {
            index++;
            ExpressionSyntax operand = Deeper(() => Binary(UnaryPrecedence));
            return op.Kind == TokenKind.Plus ? operand : Bounded(new UnarySyntax(op.Place.To(operand.Extent), op.Kind, operand) { IsErroneous = op.IsGuess });
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
