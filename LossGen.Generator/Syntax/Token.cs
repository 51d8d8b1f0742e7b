using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

internal enum TokenKind
{
    End,
    Number,
    Name,
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

internal readonly record struct Token(TokenKind Kind, TextRange Place, double Number = 0, string Text = "");
