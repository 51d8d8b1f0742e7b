using LossGen.Losses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Sample.Gallery;

/// <summary>The loops that were emitted for a loss with its gradient, without what surrounds them: checks, threads, devices.</summary>
internal static class EmittedLoops
{
    /// <summary>The most characters of a loss that the page shows.</summary>
    private const int Longest = 60_000;

    private static readonly Lazy<IReadOnlyList<(string Name, string Text)>> Files = new(() => EmittedSources.Of(typeof(LossCatalogue).Assembly));

    /// <summary>The methods of vectors, one below the other; null where they are too long, or cannot be found.</summary>
    public static string? Of(LossEntry entry)
    {
        // Of the overloads, the one with the properties is that of the catalogue's entry.
        string? file = Files.Value.Where(file => file.Name.StartsWith($"LossGen.Losses.{entry.Task}.{entry.Name}.", StringComparison.Ordinal))
            .Select(file => file.Text).FirstOrDefault(text => text.Contains($"LossInfo {entry.Name}Info", StringComparison.Ordinal));
        if (file is null)
            return null;
        string code = string.Join("\n\n", Loops(entry.Name, CSharpSyntaxTree.ParseText(file).GetRoot()).Select(Text));
        return code.Length is 0 or > Longest ? null : code;
    }

    private static IEnumerable<MethodDeclarationSyntax> Loops(string name, SyntaxNode file)
    {
        StructDeclarationSyntax[] structs = [.. file.DescendantNodes().OfType<StructDeclarationSyntax>()];
        IEnumerable<StructDeclarationSyntax> Called(string prefix) => structs.Where(type => type.Identifier.Text is var text
            && text.StartsWith(prefix, StringComparison.Ordinal) && !text.Contains("OnDevice", StringComparison.Ordinal)
            && !text.Contains("Hessian", StringComparison.Ordinal));
        MethodDeclarationSyntax[] withGradient = [.. Called(name + "WithGradient").SelectMany(Loops)];
        return withGradient.Length > 0 ? withGradient : Called(name).SelectMany(Loops);
    }

    /// <summary>The loops are the methods of a type of vectors that loop.</summary>
    private static IEnumerable<MethodDeclarationSyntax> Loops(StructDeclarationSyntax type) => type.Members.OfType<MethodDeclarationSyntax>()
        .Where(method => method.TypeParameterList?.Parameters.Any(parameter => parameter.Identifier.Text == "V") == true
            && method.DescendantNodes().Any(node => node is ForStatementSyntax));

    /// <summary>A method without attributes, as far to the left as it goes.</summary>
    private static string Text(MethodDeclarationSyntax method)
    {
        string[] lines = method.WithAttributeLists(default).WithoutTrivia().ToString().ReplaceLineEndings("\n").Split('\n');
        int indent = lines[^1].Length - lines[^1].TrimStart().Length;
        return string.Join('\n', lines.Select(line => line.Length > indent && line[..indent].Trim().Length == 0 ? line[indent..] : line.TrimStart()));
    }
}
