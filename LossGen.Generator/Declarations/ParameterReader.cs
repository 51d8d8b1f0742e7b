using System.Globalization;
using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Declarations;

/// <summary>Reports a diagnostic at a place in the source.</summary>
internal delegate void Reporter(DiagnosticDescriptor rule, SourcePlace place, params string[] arguments);

/// <summary>Reads a parameter and its attributes.</summary>
internal sealed class ParameterReader(Reporter report, SemanticModel model, CancellationToken cancel)
{
    public ParameterModel Read(ParameterSyntax syntax, IParameterSymbol symbol)
    {
        (ParameterKind kind, ElementType? element) = Classify(symbol.Type);
        SourcePlace place = SourcePlace.Of(syntax);
        if (syntax.Modifiers.Count > 0)
            report(Rules.ParameterType, place, symbol.Name, $"'{syntax.Modifiers}'", "pass it by value, without a modifier");
        else if (element is null)
            report(Rules.ParameterType, place, symbol.Name, $"'{syntax.Type}'", Advice(symbol.Type));
        bool isMarked = Attribute(symbol, "LossGen.GradientAttribute") is not null;
        if (isMarked && element == ElementType.Int32)
            report(Rules.GradientOfInteger, place, symbol.Name, kind == ParameterKind.Scalar ? "an int" : "a tensor of int");
        else if (isMarked && kind == ParameterKind.Output)
            report(Rules.ParameterType, place, symbol.Name, "the output", "it is written, not differentiated: remove [Gradient]");
        (double minimum, double maximum) = Range(symbol, place);
        return new ParameterModel(symbol.Name, kind, element ?? ElementType.Single, Default(symbol, element), isMarked, minimum, maximum);
    }

    private static (ParameterKind Kind, ElementType? Element) Classify(ITypeSymbol type)
    {
        if (Element(type) is { } scalar)
            return (ParameterKind.Scalar, scalar);
        if (type is INamedTypeSymbol { Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } span)
        {
            ElementType? element = Element(span.TypeArguments[0]);
            if (span.Name == "ReadOnlySpan")
                return (ParameterKind.Tensor, element);
            if (span.Name == "Span" && element != ElementType.Int32)
                return (ParameterKind.Output, element);
        }

        return (ParameterKind.Tensor, null);
    }

    private static ElementType? Element(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Single => ElementType.Single,
        SpecialType.System_Double => ElementType.Double,
        SpecialType.System_Int32 => ElementType.Int32,
        _ => null,
    };

    private static string Advice(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => $"take a ReadOnlySpan<{array.ElementType.ToDisplayString()}>, which arrays convert to",
        { SpecialType: SpecialType.System_Int64 } => "scalars are float, double or int",
        _ => "take ReadOnlySpan<float>, ReadOnlySpan<double> or ReadOnlySpan<int> tensors, float, double or int scalars, or a Span output",
    };

    private static string? Default(IParameterSymbol symbol, ElementType? element)
    {
        if (!symbol.HasExplicitDefaultValue)
            return null;
        return symbol.ExplicitDefaultValue switch
        {
            null => "default",
            float value => Identifiers.Literal(value),
            double value when element == ElementType.Double => Identifiers.Literal(value),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            _ => "default",
        };
    }

    private (double Minimum, double Maximum) Range(IParameterSymbol symbol, SourcePlace place)
    {
        AttributeData? range = Attribute(symbol, "LossGen.RangeAttribute")
            ?? Attribute(symbol, "System.ComponentModel.DataAnnotations.RangeAttribute");
        if (range is null || range.ConstructorArguments.Length < 2
            || range.ConstructorArguments[0].Value is not IConvertible low || range.ConstructorArguments[1].Value is not IConvertible high
            || low is string || high is string)
            return (double.NegativeInfinity, double.PositiveInfinity);
        double minimum = low.ToDouble(CultureInfo.InvariantCulture), maximum = high.ToDouble(CultureInfo.InvariantCulture);
        if (minimum <= maximum)
            return (minimum, maximum);
        report(Rules.InvalidRange, place, minimum.ToString(CultureInfo.InvariantCulture), maximum.ToString(CultureInfo.InvariantCulture), symbol.Name);
        return (double.NegativeInfinity, double.PositiveInfinity);
    }

    private AttributeData? Attribute(IParameterSymbol symbol, string name)
    {
        cancel.ThrowIfCancellationRequested();
        INamedTypeSymbol? type = model.Compilation.GetTypeByMetadataName(name);
        return type is null
            ? null
            : symbol.GetAttributes().FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, type));
    }
}
