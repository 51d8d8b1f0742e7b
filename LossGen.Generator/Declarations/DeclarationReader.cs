using System.Globalization;
using LossGen.Generator.Common;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Declarations;

/// <summary>Reads an attributed method into a <see cref="DeclaredLoss"/>. This is the only stage that sees Roslyn's symbols.</summary>
internal sealed class DeclarationReader
{
    public const string AttributeName = "LossGen.LossAttribute";

    private readonly List<PlacedDiagnostic> diagnostics = [];
    private readonly MethodDeclarationSyntax syntax;
    private readonly IMethodSymbol method;
    private readonly AttributeData attribute;
    private readonly SemanticModel model;
    private readonly CancellationToken cancel;

    private DeclarationReader(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        syntax = (MethodDeclarationSyntax)context.TargetNode;
        method = (IMethodSymbol)context.TargetSymbol;
        attribute = context.Attributes[0];
        model = context.SemanticModel;
        this.cancel = cancel;
    }

    public static DeclaredLoss Read(GeneratorAttributeSyntaxContext context, CancellationToken cancel) => new DeclarationReader(context, cancel).Read();

    private DeclaredLoss Read()
    {
        CheckLanguage();
        CheckMethod();
        EquatableArray<TypeHeader> types = ContainingTypes();
        ElementType? returned = ReturnType();
        EquatableArray<ParameterModel> parameters = Parameters();
        CheckOutput(returned, parameters);
        CheckPrecision(parameters);
        (string formula, FormulaLocation? location) = Formula();
        bool isAmbiguous = parameters.Select(parameter => parameter.Name).Distinct().Count() < parameters.Count; // The compiler reports it.
        if (diagnostics.Count > 0 || location is null || isAmbiguous)
            return new DeclaredLoss(null, location, diagnostics.ToEquatableArray());

        bool hessian = attribute.NamedArguments.Any(argument => argument is { Key: "Hessian", Value.Value: true });
        string space = method.ContainingNamespace.IsGlobalNamespace ? "" : method.ContainingNamespace.ToDisplayString(EscapedNames);
        var declaration = new LossDeclaration(
            space, types, Modifiers(_ => true), Modifiers(IsInherited), Identifiers.Escape(method.Name), returned, parameters, formula, hessian,
            Documentation());
        return new DeclaredLoss(declaration, location, EquatableArray<PlacedDiagnostic>.Empty);
    }

    private static SymbolDisplayFormat EscapedNames { get; } = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The modifiers that a companion shares with the declared method.</summary>
    private static bool IsInherited(SyntaxToken modifier) => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword
        or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.StaticKeyword or SyntaxKind.ReadOnlyKeyword;

    private string Modifiers(Func<SyntaxToken, bool> isKept) => string.Join(" ", syntax.Modifiers.Where(isKept).Select(modifier => modifier.Text));

    private void CheckLanguage()
    {
        LanguageVersion version = ((CSharpParseOptions)syntax.SyntaxTree.Options).LanguageVersion;
        if (version < LanguageVersion.CSharp13)
            Report(Rules.LanguageVersion, SourcePlace.Of(syntax.Identifier), version.ToDisplayString());
    }

    private void CheckMethod()
    {
        SourcePlace place = SourcePlace.Of(syntax.Identifier);
        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword))
            Report(Rules.NotPartial, place, method.Name, "is not partial");
        else if (syntax.Body is not null || syntax.ExpressionBody is not null)
            Report(Rules.NotPartial, place, method.Name, "has a body");
        if (method.IsGenericMethod)
            Report(Rules.GenericMethod, place, method.Name);
    }

    private EquatableArray<TypeHeader> ContainingTypes()
    {
        var headers = new List<TypeHeader>();
        for (SyntaxNode? node = syntax.Parent; node is TypeDeclarationSyntax type; node = node.Parent)
        {
            if (type is ExtensionBlockDeclarationSyntax)
            {
                Report(Rules.ContainingType, SourcePlace.Of(type.Keyword), "extension", "cannot have partial members: move the loss out of the block");
                continue;
            }

            SourcePlace place = SourcePlace.Of(type.Identifier);
            string name = type.Identifier.ValueText;
            if (!type.Modifiers.Any(SyntaxKind.PartialKeyword))
                Report(Rules.ContainingType, place, name, "is not partial: add 'partial' to its declaration");
            if (type.Modifiers.Any(SyntaxKind.FileKeyword))
                Report(Rules.ContainingType, place, name, "is local to its file, so that no other file can extend it: remove 'file'");
            if (type.TypeParameterList is not null)
                Report(Rules.ContainingType, place, name, "is generic: move the loss to a type without type parameters");
            string keyword = type is RecordDeclarationSyntax { ClassOrStructKeyword: { RawKind: not 0 } kind } ? $"record {kind.Text}" : type.Keyword.Text;
            headers.Insert(0, new TypeHeader("partial " + keyword, Identifiers.Escape(name)));
        }

        return headers.ToEquatableArray();
    }

    private EquatableArray<ParameterModel> Parameters()
    {
        var parameters = new List<ParameterModel>();
        foreach (ParameterSyntax parameter in syntax.ParameterList.Parameters)
        {
            if (parameter.Identifier.IsKind(SyntaxKind.ArgListKeyword))
                Report(Rules.ParameterType, SourcePlace.Of(parameter), "__arglist", "a variable argument list", "declare each parameter");
            else
                parameters.Add(new ParameterReader(Report, model, cancel).Read(parameter, method.Parameters[parameters.Count]));
        }

        return parameters.ToEquatableArray();
    }

    private ElementType? ReturnType()
    {
        switch (method.ReturnType.SpecialType)
        {
            case SpecialType.System_Void:
                return null;
            case SpecialType.System_Single when method.RefKind == RefKind.None:
                return ElementType.Single;
            case SpecialType.System_Double when method.RefKind == RefKind.None:
                return ElementType.Double;
            default:
                Report(
                    Rules.ReturnType, SourcePlace.Of(syntax.ReturnType), method.Name, syntax.ReturnType.ToString());
                return ElementType.Single;
        }
    }

    private void CheckOutput(ElementType? returned, EquatableArray<ParameterModel> parameters)
    {
        int outputs = parameters.Count(p => p.Kind == ParameterKind.Output);
        if (returned is null && outputs != 1)
        {
            Report(
                Rules.Output, SourcePlace.Of(syntax.Identifier),
                outputs == 0
                    ? $"'{method.Name}' returns nothing and has no output: add a Span<float> or Span<double> parameter, or return float or double"
                    : $"'{method.Name}' has {outputs} outputs: a loss per element has one Span parameter");
        }
        else if (returned is not null && outputs > 0)
        {
            int index = parameters.Select((p, i) => (p, i)).First(pair => pair.p.Kind == ParameterKind.Output).i;
            Report(
                Rules.Output, SourcePlace.Of(syntax.ParameterList.Parameters[index]),
                $"'{method.Name}' returns the loss, so that it has no output: make '{parameters[index].Name}' a ReadOnlySpan, or return void");
        }
    }

    private void CheckPrecision(EquatableArray<ParameterModel> parameters)
    {
        var tensors = parameters.Select((p, i) => (p, i)).Where(pair => pair.p.Kind != ParameterKind.Scalar && pair.p.IsFloating).ToList();
        foreach ((ParameterModel parameter, int i) in tensors.Skip(1))
        {
            ParameterModel first = tensors[0].p;
            if (parameter.Element != first.Element)
            {
                Report(
                    Rules.MixedPrecision, SourcePlace.Of(syntax.ParameterList.Parameters[i]), first.Name, Words(first.Element), parameter.Name,
                    Words(parameter.Element));
            }
        }

        static string Words(ElementType type) => type == ElementType.Single ? "float" : "double";
    }

    private (string Formula, FormulaLocation? Location) Formula()
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancel) is not AttributeSyntax attributeSyntax)
            return ("", null);
        SourcePlace place = SourcePlace.Of(attributeSyntax);
        if (attribute.ConstructorArguments.Length != 1
            || attributeSyntax.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression is not { } expression)
            return ("", null); // The compiler reports the call.
        if (attribute.ConstructorArguments[0].Value is not string formula || string.IsNullOrWhiteSpace(formula))
        {
            if (attribute.ConstructorArguments[0].Kind != TypedConstantKind.Error)
                Report(Rules.FormulaMissing, SourcePlace.Of(expression));
            return ("", null);
        }

        return (formula, new FormulaLocation(
            LiteralReader.Read(expression, formula, model, cancel),
            place,
            SourcePlace.Of(syntax.Identifier),
            syntax.ParameterList.Parameters.Select(parameter => SourcePlace.Of(parameter.Identifier)).ToEquatableArray(),
            method.Parameters.Select(parameter => parameter.Name).ToEquatableArray()));
    }

    /// <summary>The inside of the user's own XML documentation.</summary>
    private string Documentation()
    {
        string xml = method.GetDocumentationCommentXml(CultureInfo.InvariantCulture, expandIncludes: false, cancel) ?? "";
        int start = xml.IndexOf('>') + 1, end = xml.LastIndexOf("</member>", StringComparison.Ordinal);
        return xml.StartsWith("<member", StringComparison.Ordinal) && end > start ? xml.Substring(start, end - start).Trim() : "";
    }

    private void Report(DiagnosticDescriptor rule, SourcePlace place, params string[] arguments) =>
        diagnostics.Add(new PlacedDiagnostic(rule.Id, place, arguments.ToEquatableArray()));
}
