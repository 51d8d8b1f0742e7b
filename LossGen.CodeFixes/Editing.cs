using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.CodeFixes;

/// <summary>Changes of a document's text. What is not changed keeps its spaces, comments and line breaks.</summary>
internal static class Editing
{
    public static TextChange Insert(int at, string text) => new(new TextSpan(at, 0), text);

    public static TextChange Remove(int start, int end) => new(TextSpan.FromBounds(start, end), "");

    /// <summary>Removes a token and the space behind it.</summary>
    public static TextChange Remove(SyntaxToken token) => Remove(token.SpanStart, token.GetNextToken().SpanStart);

    /// <summary>Offers an action of a few changes.</summary>
    public static void Offer(this CodeFixContext context, Diagnostic diagnostic, string title, string key, Document document, IEnumerable<TextChange> changes) =>
        context.RegisterCodeFix(Action(title, key, document, changes), diagnostic);

    public static CodeAction Action(string title, string key, Document document, IEnumerable<TextChange> changes) => CodeAction.Create(
        title,
        async cancel => document.WithText((await document.GetTextAsync(cancel).ConfigureAwait(false)).WithChanges(changes)),
        key);

    /// <summary>The one method whose formula a diagnostic is about, which may stand in another document than a constant of it; null where there are several.</summary>
    public static async Task<(Document Document, MethodDeclarationSyntax Method)?> LossAsync(this CodeFixContext context, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations is not [{ SourceTree: { } tree } place] || context.Document.Project.Solution.GetDocument(tree) is not { } document)
            return null;
        SyntaxNode? root = await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        return root?.FindToken(place.SourceSpan.Start).Parent is MethodDeclarationSyntax method ? (document, method) : null;
    }

    /// <summary>The innermost node of a kind around the place of a diagnostic.</summary>
    public static async Task<T?> NodeAsync<T>(this CodeFixContext context, Diagnostic diagnostic)
        where T : SyntaxNode
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        return root?.FindToken(diagnostic.Location.SourceSpan.Start).Parent?.FirstAncestorOrSelf<T>();
    }
}
