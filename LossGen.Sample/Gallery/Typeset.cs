using System.Xml.Linq;

namespace LossGen.Sample.Gallery;

/// <summary>How tightly an expression holds together where it is written, loosest first.</summary>
internal enum Binding
{
    Cases,
    Or,
    And,
    Equality,
    Relation,
    Sum,
    Negation,
    BigOperator,
    Product,
    Fraction,
    Power,
    Atom,
}

/// <summary>An expression in MathML.</summary>
/// <param name="Element">The element.</param>
/// <param name="Binding">Whether it needs parentheses beside others.</param>
internal readonly record struct Typeset(XElement Element, Binding Binding)
{
    /// <summary>The element, in parentheses where it would fall apart.</summary>
    public XElement Within(Binding least) => Binding >= least ? Element : MathMl.Fenced("(", ")", Element);
}
