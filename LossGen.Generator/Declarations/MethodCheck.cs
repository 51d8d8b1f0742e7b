using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Declarations;

/// <summary>What keeps a method from being written by LossGen, and what to change.</summary>
internal sealed record MethodFault(string Is, string Mend);

/// <summary>Whether C# lets another file implement the method.</summary>
internal static class MethodCheck
{
    private const string Declare = "declare it as a partial method without a body, which LossGen writes";

    /// <summary>The first thing that is in the way; null where nothing is.</summary>
    public static MethodFault? Find(MethodDeclarationSyntax syntax, IMethodSymbol method)
    {
        if (syntax.Parent is not TypeDeclarationSyntax)
            return new MethodFault("stands outside of any type", "move it into a partial class");
        if (syntax.ExplicitInterfaceSpecifier is not null)
        {
            return new MethodFault(
                "implements an interface member explicitly, which a partial method cannot",
                $"declare a public partial method, or call a loss from '{syntax.ExplicitInterfaceSpecifier}{method.Name.Split('.').Last()}'");
        }

        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
            return new MethodFault("is not partial", Declare);
        if (syntax.Modifiers.Any(SyntaxKind.ExternKeyword))
            return new MethodFault("is extern", "remove 'extern', for LossGen writes the body");
        if (syntax.Modifiers.Any(SyntaxKind.AbstractKeyword))
            return new MethodFault("is abstract, which a partial method cannot be", "remove 'abstract', or make it 'virtual'");
        if (syntax.Modifiers.Any(SyntaxKind.AsyncKeyword))
            return new MethodFault("is async", "remove 'async', for a loss is computed before it returns");
        if (syntax.Body is not null || syntax.ExpressionBody is not null)
            return new MethodFault("has a body", Declare);
        if (method.PartialImplementationPart is not null)
            return new MethodFault("is implemented in another part", "remove that part, for LossGen writes it");
        if (NeedsAccessibility(syntax) && !syntax.Modifiers.Any(IsAccessibility))
            return new MethodFault("states no accessibility", "C# asks it of such a partial method: add 'private', 'internal' or 'public'");
        return null;
    }

    /// <summary>Accessibility, as the modifiers that state it.</summary>
    public static bool IsAccessibility(SyntaxToken modifier) => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword
        or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword;

    private static bool NeedsAccessibility(MethodDeclarationSyntax syntax) =>
        syntax.ReturnType is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || syntax.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.VirtualKeyword or SyntaxKind.OverrideKeyword
            or SyntaxKind.SealedKeyword or SyntaxKind.NewKeyword);
}
