using LossGen.Generator.Common;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Declarations;

/// <summary>Reads a class marked [TorchModule], and the losses over spans that it names, which may be those of another assembly.</summary>
internal sealed class TorchModuleReader
{
    public const string AttributeName = "LossGen.Torch.TorchModuleAttribute";

    /// <summary>torch has modules of up to six tensors.</summary>
    private const int MostTensors = 6;

    private readonly List<PlacedDiagnostic> diagnostics = [];
    private readonly ClassDeclarationSyntax syntax;
    private readonly INamedTypeSymbol type;
    private readonly AttributeData attribute;
    private readonly KnownTypes known;
    private readonly ParameterReader parameters;

    private TorchModuleReader(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        syntax = (ClassDeclarationSyntax)context.TargetNode;
        type = (INamedTypeSymbol)context.TargetSymbol;
        attribute = context.Attributes[0];
        known = KnownTypes.Of(context.SemanticModel.Compilation);
        parameters = new ParameterReader((_, _, _) => { }, context.SemanticModel, cancel);
    }

    public static DeclaredModule Read(GeneratorAttributeSyntaxContext context, CancellationToken cancel) =>
        new TorchModuleReader(context, cancel).Read();

    private DeclaredModule Read()
    {
        CheckClass();
        TorchModuleDeclaration? declaration = attribute.ConstructorArguments is [{ Value: INamedTypeSymbol losses }, { Value: string loss }]
            ? Losses(losses, loss)
            : null; // The compiler reports the call.
        return new DeclaredModule(diagnostics.Count > 0 ? null : declaration, SourcePlace.Of(syntax.Identifier), diagnostics.ToEquatableArray());
    }

    private void CheckClass()
    {
        foreach (TypeDeclarationSyntax declaration in syntax.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            string name = declaration.Identifier.ValueText;
            if (!declaration.Modifiers.Any(SyntaxKind.PartialKeyword))
                Report($"'{name}' is not partial: add 'partial' to its declaration, for LossGen writes the module");
            if (declaration.TypeParameterList is not null)
                Report($"'{name}' is generic, and a module of a loss has no type parameters: remove them");
        }

        if (type.IsStatic)
            Report($"'{type.Name}' is static, and a module is an object: remove 'static'");
        if (type.BaseType is { SpecialType: not SpecialType.System_Object } ancestor)
            Report($"'{type.Name}' derives from '{ancestor.Name}', and becomes a module of torch: remove the base class");
    }

    private TorchModuleDeclaration? Losses(INamedTypeSymbol losses, string loss)
    {
        List<LossDeclaration> overloads = Declared(losses, loss);
        if (Pair(overloads.Where(declaration => declaration.Return is not null)) is not { } mean)
        {
            Report($"'{losses.Name}' has no loss '{loss}' over spans that returns float, and another that returns double");
            return null;
        }

        int tensors = mean.Single.Parameters.Count(parameter => parameter.IsTensor);
        if (tensors is 0 or > MostTensors)
            Report($"'{loss}' has {tensors} tensors, and a module of torch takes one to {MostTensors}");
        if (mean.Single.Parameters.Any(parameter => parameter.Kind == ParameterKind.Metric))
            Report($"'{loss}' has an [Output], and a module returns the loss alone: declare a loss of torch tensors instead");
        return new TorchModuleDeclaration(
            TypeNames.Namespace(type), Types(), type.Name,
            losses.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), mean,
            Pair(Declared(losses, loss + "Sum").Where(declaration => declaration.Return is not null)),
            Pair(overloads.Where(declaration => declaration.Return is null)));
    }

    private static TorchPair? Pair(IEnumerable<LossDeclaration> overloads)
    {
        ILookup<ElementType, LossDeclaration> byElement = overloads.ToLookup(declaration => declaration.Element);
        return byElement[ElementType.Single].FirstOrDefault() is { } single && byElement[ElementType.Double].FirstOrDefault() is { } inDouble
            ? new TorchPair(single, inDouble) : null;
    }

    private List<LossDeclaration> Declared(INamedTypeSymbol losses, string loss) =>
    [
        .. losses.GetMembers(loss).OfType<IMethodSymbol>().Where(method => method.IsStatic).Select(method => OtherLoss.Read(method, parameters, known.Loss))
            .OfType<LossDeclaration>().Where(declaration => !declaration.IsOfTorch),
    ];

    private EquatableArray<TypeHeader> Types() =>
        syntax.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Reverse().Select(TypeNames.Header).ToEquatableArray();

    private void Report(string message) =>
        diagnostics.Add(new PlacedDiagnostic(Rules.TorchLoss.Id, SourcePlace.Of(syntax.Identifier), new[] { message }.ToEquatableArray()));
}
