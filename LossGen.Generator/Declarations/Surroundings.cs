using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Declarations;

/// <summary>
/// All that a declaration in a file which has not changed can depend on: the declarations of the other files, the references, the options. An edit
/// inside of a body or of a formula leaves them as they are.
/// </summary>
internal sealed class Surroundings
{
    private static readonly ConditionalWeakTable<Compilation, Surroundings> All = new();

    private readonly ImmutableArray<SyntaxTree> trees;
    private readonly ImmutableArray<MetadataReference> references;
    private readonly CompilationOptions options;
    private readonly string? assembly;

    // All losses ask for the same one, that of the compilation before. It is held weakly: it has one before itself.
    private volatile Tuple<WeakReference<Surroundings>, bool>? compared;

    private Surroundings(Compilation compilation)
    {
        trees = [.. compilation.SyntaxTrees];
        references = [.. compilation.References];
        options = compilation.Options;
        assembly = compilation.AssemblyName;
    }

    public static Surroundings Of(Compilation compilation) => All.GetValue(compilation, static compilation => new Surroundings(compilation));

    /// <summary>Whether whatever was read among the earlier ones would be read the same among these.</summary>
    public bool AreAs(Surroundings earlier)
    {
        if (ReferenceEquals(this, earlier))
            return true;
        if (compared is { } known && known.Item1.TryGetTarget(out Surroundings? last) && ReferenceEquals(last, earlier))
            return known.Item2;
        bool same = assembly == earlier.assembly && trees.Length == earlier.trees.Length && references.SequenceEqual(earlier.references)
            && options.Equals(earlier.options) && trees.Zip(earlier.trees, DeclareTheSame).All(same => same);
        compared = Tuple.Create(new WeakReference<Surroundings>(earlier), same);
        return same;
    }

    private static bool DeclareTheSame(SyntaxTree tree, SyntaxTree other) => ReferenceEquals(tree, other)
        || (tree.Options.Equals(other.Options) && Declaring(tree).SequenceEqual(Declaring(other)));

    /// <summary>The tokens of a file, without those of bodies and of the strings in attributes, which no other declaration depends on.</summary>
    private static IEnumerable<(int Kind, string Text)> Declaring(SyntaxTree tree)
    {
        foreach (SyntaxNodeOrToken part in tree.GetRoot().DescendantNodesAndTokens(static node => !IsBody(node)))
        {
            if (part.IsToken)
                yield return part.AsToken() is var token && IsStringOfAttribute(token) ? default : (token.RawKind, token.Text);
            else if (IsBody(part.AsNode()!))
                yield return (part.RawKind, "");
        }
    }

    private static bool IsBody(SyntaxNode node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax && node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax;

    private static bool IsStringOfAttribute(SyntaxToken token) =>
        token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        && token.Parent!.FirstAncestorOrSelf<AttributeSyntax>() is not null;
}
