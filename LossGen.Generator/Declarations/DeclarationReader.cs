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

    public static DeclaredLoss Read(GeneratorAttributeSyntaxContext context, CancellationToken cancel) =>
        MisplacedLoss.Read(context.TargetNode)
        ?? ReadLosses.Get(context.TargetNode, context.SemanticModel.Compilation, () => new DeclarationReader(context, cancel).Read());

    private DeclaredLoss Read()
    {
        CheckLanguage();
        CheckMethod();
        EquatableArray<TypeHeader> types = ContainingTypes();
        ReturnedType returned = ReturnType();
        List<ParameterModel?> parameters = Parameters();
        CheckOutput(returned);
        CheckPrecision();
        var torch = new TorchCheck(syntax, method, attribute, Report, KnownTypes.Of(model.Compilation).HasTorch);
        torch.Run(returned, parameters);
        (string formula, FormulaLocation? location) = Formula();
        bool isAmbiguous = method.Parameters.Select(parameter => parameter.Name).Distinct().Count() < method.Parameters.Length; // The compiler reports it.
        if (HasErrors() || location is null || isAmbiguous || !returned.IsFit || parameters.Contains(null))
            return new DeclaredLoss(null, location, diagnostics.ToEquatableArray());

        bool hessian = WantsHessian(attribute);
        var declaration = new LossDeclaration(
            TypeNames.Namespace(method), types, Modifiers(_ => true), Modifiers(IsInherited), Identifiers.Escape(method.Name), returned.Element,
            parameters.OfType<ParameterModel>().ToEquatableArray(), formula, hessian, Documentation())
        {
            Checkpoints = attribute.NamedArguments.Any(argument => argument is { Key: "Checkpoints", Value.Value: true }),
            HasDevice = HasDevice() && !returned.IsTorch,
            DeviceSuffix = DeviceSuffix(),
        };
        return new DeclaredLoss(WithCompanions(declaration), location, diagnostics.ToEquatableArray());
    }

    private bool HasErrors() => diagnostics.Any(diagnostic => Rules.IsError(diagnostic.Id));

    /// <summary>The declaration with the modifiers of its companions; null where a companion's name is taken.</summary>
    private LossDeclaration? WithCompanions(LossDeclaration declaration)
    {
        var check = new CompanionCheck(declaration, method, ReadOther, model.Compilation);
        if (check.Taken() is (string companion, string because))
        {
            Report(Rules.CompanionTaken, SourcePlace.Of(syntax.Identifier), companion, method.Name, because);
            return null;
        }

        InfoCheck info = new(declaration, method, other => ReadOther(other) is not null, model.Compilation);
        if (info.Taken() is { } taken)
        {
            Report(Rules.CompanionTaken, SourcePlace.Of(syntax.Identifier), info.Name, method.Name, taken);
            return null;
        }

        return declaration with { Inheritance = check.Inheritance(), InfoModifiers = info.Modifiers() };
    }

    private LossDeclaration? ReadOther(IMethodSymbol other) => OtherLoss.Read(other, new ParameterReader(Report, model, cancel), attribute.AttributeClass);

    public static bool WantsHessian(AttributeData attribute) =>
        attribute.NamedArguments.Any(argument => argument is { Key: "Hessian", Value.Value: true });

    /// <summary>A project that does not reference the GPU runtime gets nothing of it.</summary>
    private bool HasDevice() => KnownTypes.Of(model.Compilation).HasDevices
        && !attribute.NamedArguments.Any(argument => argument is { Key: "Gpu", Value.Value: false });

    /// <summary>
    /// A view takes the loss of a call and the losses of elements alike, so that a loss per element cannot have the name of one that reduces.
    /// </summary>
    private string DeviceSuffix() => method.ReturnsVoid
        && method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other => !other.ReturnsVoid && IsLoss(other)) ? "Each" : "";

    private bool IsLoss(IMethodSymbol other) =>
        other.GetAttributes().Any(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute.AttributeClass));

    /// <summary>The modifiers that a companion shares with the declared method.</summary>
    private static bool IsInherited(SyntaxToken modifier) =>
        MethodCheck.IsAccessibility(modifier) || modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.ReadOnlyKeyword;

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
        if (MethodCheck.Find(syntax, method) is { } fault)
            Report(Rules.NotPartial, place, syntax.Identifier.ValueText, fault.Is, fault.Mend);
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
            headers.Insert(0, TypeNames.Header(type));
        }

        return headers.ToEquatableArray();
    }

    private List<ParameterModel?> Parameters()
    {
        var parameters = new List<ParameterModel?>();
        foreach (ParameterSyntax parameter in syntax.ParameterList.Parameters)
        {
            if (parameter.Identifier.IsKind(SyntaxKind.ArgListKeyword))
                Report(Rules.ParameterType, SourcePlace.Of(parameter), "__arglist", "a variable argument list", "declare each parameter");
            else
                parameters.Add(new ParameterReader(Report, model, cancel).Read(parameter, method.Parameters[parameters.Count]));
        }

        return parameters;
    }

    private ReturnedType ReturnType()
    {
        ReturnedType returned = ReturnedType.Of(method);
        if (returned is { IsFit: false, IsUnknown: false })
            Report(Rules.ReturnType, SourcePlace.Of(syntax.ReturnType), method.Name, syntax.ReturnType.ToString());
        return returned;
    }

    private void CheckOutput(ReturnedType returned)
    {
        if (!returned.IsFit || returned.IsTorch)
            return;
        List<ParameterType> types = [.. method.Parameters.Select(TypeOf)];
        int outputs = types.Count(type => type.Kind == ParameterKind.Output);
        if (returned.Element is not null && outputs > 0)
        {
            int index = types.FindIndex(type => type.Kind == ParameterKind.Output);
            Report(
                Rules.Output, SourcePlace.Of(method.Parameters[index].DeclaringSyntaxReferences[0].GetSyntax(cancel)),
                $"'{method.Name}' returns the loss, so that it has no output: make '{method.Parameters[index].Name}' a ReadOnlySpan, or return void");
        }
        else if (returned.Element is null && outputs > 1)
        {
            Report(
                Rules.Output, SourcePlace.Of(syntax.Identifier),
                $"'{method.Name}' has {outputs} outputs: a loss per element has one Span parameter");
        }
        else if (returned.Element is null && outputs == 0 && types.All(type => type.Kind is not null))
        {
            // A parameter of a type that does not fit may be meant as the output.
            Report(
                Rules.Output, SourcePlace.Of(syntax.Identifier),
                $"'{method.Name}' returns nothing and has no output: add a Span<float> or Span<double> parameter, or return float or double");
        }
    }

    private ParameterType TypeOf(IParameterSymbol parameter) => new ParameterReader(Report, model, cancel).TypeOf(parameter);

    private void CheckPrecision()
    {
        var tensors = method.Parameters.Select(parameter => (parameter, type: TypeOf(parameter)))
            .Where(pair => pair.type is { Kind: not null, Container: not Container.None, Element: { } element } && element.IsFloating())
            .ToList();
        foreach ((IParameterSymbol parameter, ParameterType type) in tensors.Skip(1))
        {
            (IParameterSymbol first, ParameterType firstType) = tensors[0];
            if (type.Element!.Value.Computed() != firstType.Element!.Value.Computed())
            {
                Report(
                    Rules.MixedPrecision, SourcePlace.Of(parameter.DeclaringSyntaxReferences[0].GetSyntax(cancel)), first.Name,
                    CSharpTypes.Name(firstType.Element!.Value), parameter.Name, CSharpTypes.Name(type.Element!.Value));
            }
        }
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
