using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Cli.Compilation;

/// <summary>A derivative as the emitted documentation has it: <c>Gradient by p</c> and its formula.</summary>
internal sealed record Derivative(string Title, string Formula);

/// <summary>What the XML documentation of an emitted method says, which is what IntelliSense shows.</summary>
/// <param name="Name">The method.</param>
/// <param name="Derivatives">The gradients and second derivatives.</param>
/// <param name="Work">The passes over memory, the bytes and the operations.</param>
/// <param name="Facts">What is proven of the loss.</param>
internal sealed record EmittedMethod(string Name, IReadOnlyList<Derivative> Derivatives, string Work, string Facts)
{
    private const string KernelNamespace = "LossGen.Emitted";

    /// <summary>The methods in the user's type.</summary>
    public static IReadOnlyList<EmittedMethod> Of(LossCompilation compilation) =>
    [
        .. compilation.Emitted!.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(method => method.Ancestors().OfType<NamespaceDeclarationSyntax>().All(space => space.Name.ToString() != KernelNamespace))
            .Select(method => Read(compilation.Model.GetDeclaredSymbol(method)!)),
    ];

    private static EmittedMethod Read(ISymbol method)
    {
        string xml = method.GetDocumentationCommentXml() ?? "";
        List<XElement> paragraphs = xml.Length == 0 ? [] : [.. XElement.Parse(xml).Descendants("remarks").Elements("para")];
        List<XElement> derivatives = [.. paragraphs.Where(paragraph => paragraph.Element("c") is not null && !paragraph.Value.StartsWith("Formula:", StringComparison.Ordinal))];
        List<string> texts = [.. paragraphs.Where(paragraph => paragraph.Element("c") is null).Select(paragraph => paragraph.Value)];
        return new EmittedMethod(
            method.Name,
            [.. derivatives.Select(paragraph => new Derivative(((XText)paragraph.FirstNode!).Value.TrimEnd(' ', ':'), paragraph.Element("c")!.Value))],
            texts.ElementAtOrDefault(0) ?? "", texts.ElementAtOrDefault(1) ?? "");
    }
}
