using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

internal enum TokenKind
{
    End,
    Number,
    Name,
    Member,
    Plus,
    Minus,
    Star,
    Slash,
    Caret,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    EqualEqual,
    BangEqual,
    AndAnd,
    OrOr,
    Bang,
    Question,
    QuestionQuestion,
    Colon,
    Comma,
    Semicolon,
    Assign,
    Bar,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
}

/// <summary>A token; <paramref name="Text"/> is the name of a name and of a member.</summary>
internal readonly record struct Token(TokenKind Kind, TextRange Place, double Number = 0, string Text = "")
{
    /// <summary>Whether it stands for something else that was written and reported: what is made of it is not checked further.</summary>
    public bool IsGuess { get; init; }

    /// <summary>Whether an error at this token would only repeat one that has been reported before it.</summary>
    public bool IsExcused { get; init; }
}
