namespace LossGen.Generator.Syntax;

/// <summary>Traversals of syntax. None of them recurses.</summary>
internal static class SyntaxWalk
{
    /// <summary>The names in an expression, in the order in which they stand.</summary>
    public static IEnumerable<NameSyntax> Names(ExpressionSyntax root)
    {
        var pending = new Stack<ExpressionSyntax?>();
        pending.Push(root);
        while (pending.Count > 0)
        {
            switch (pending.Pop())
            {
                case UnarySyntax unary:
                    pending.Push(unary.Operand);
                    break;
                case BinarySyntax binary:
                    pending.Push(binary.Right);
                    pending.Push(binary.Left);
                    break;
                case FallbackSyntax fallback:
                    pending.Push(fallback.Otherwise);
                    pending.Push(fallback.Access);
                    break;
                case ConditionalSyntax conditional:
                    pending.Push(conditional.WhenFalse);
                    pending.Push(conditional.WhenTrue);
                    pending.Push(conditional.Condition);
                    break;
                case NameSyntax name:
                    yield return name;
                    foreach (ExpressionSyntax? part in ((IEnumerable<ExpressionSyntax?>)(name.Indices ?? [])).Append(name.Filter).Concat(name.Arguments ?? []).Reverse())
                        pending.Push(part);
                    break;
            }
        }
    }
}
