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
    private readonly KnownTypes known = KnownTypes.Of(model.Compilation);

    /// <summary>The parameter; null where its type does not fit (which is reported) or is unknown (which the compiler reports).</summary>
    public ParameterModel? Read(ParameterSyntax syntax, IParameterSymbol symbol)
    {
        bool isMetric = IsMetric(symbol);
        ParameterType type = TypeOf(symbol);
        SourcePlace place = SourcePlace.Of(syntax);
        if (symbol.RefKind == RefKind.Out && !isMetric)
        {
            report(
                Rules.ParameterType, place, symbol.Name, "'out'",
                $"mark it [Output] where it is a further result, which the formula defines: '... where {symbol.Name} = ...'");
        }
        else if (isMetric && type.Kind != ParameterKind.Metric && !type.IsUnknown)
            report(Rules.ParameterType, place, symbol.Name, $"'{syntax.Type}' and marked [Output]", "make it 'out float', 'out double' or a Span");
        else if (syntax.Modifiers.Count > 0 && symbol.RefKind != RefKind.Out)
            report(Rules.ParameterType, place, symbol.Name, $"'{syntax.Modifiers}'", "pass it by value, without a modifier");
        else if (!type.IsFit && !type.IsUnknown)
            report(Rules.ParameterType, place, symbol.Name, $"'{syntax.Type}'", ParameterAdvice.For(symbol.Type, syntax.Identifier.Text));
        bool isMarked = IsMarked(symbol);
        if (isMarked && type.Element is ElementType.Int32 or ElementType.Int64 or ElementType.Byte)
            report(Rules.GradientOfInteger, place, symbol.Name, type.Kind == ParameterKind.Scalar ? "an int" : "a tensor of " + CSharpTypes.Keyword(type.Element!.Value));
        else if (isMarked && type.Kind is ParameterKind.Output or ParameterKind.Metric)
            report(Rules.ParameterType, place, symbol.Name, "the output", "it is written, not differentiated: remove [Gradient]");
        (double minimum, double maximum) = Range(symbol, place);
        CheckDefault(symbol, place, minimum, maximum);
        return Model(symbol, type) is { } read ? read with { Minimum = minimum, Maximum = maximum } : null;
    }

    /// <summary>A parameter whose type fits, without the range.</summary>
    public ParameterModel? Model(IParameterSymbol symbol) => Model(symbol, TypeOf(symbol));

    /// <summary>What the type of a parameter and its [Output] say.</summary>
    public ParameterType TypeOf(IParameterSymbol symbol) => ParameterType.Of(symbol, IsMetric(symbol));

    private ParameterModel? Model(IParameterSymbol symbol, ParameterType type) => type is { Kind: { } kind, Element: { } element }
        ? new ParameterModel(
            symbol.Name, kind, element, Default(symbol, element), IsMarked(symbol), double.NegativeInfinity, double.PositiveInfinity)
        {
            Container = type.Container,
        }
        : null;

    private bool IsMetric(IParameterSymbol symbol) => Attribute(symbol, known.Output) is not null;

    private bool IsMarked(IParameterSymbol symbol) => Attribute(symbol, known.Gradient) is not null;

    private void CheckDefault(IParameterSymbol symbol, SourcePlace place, double minimum, double maximum)
    {
        // An end that is not a float is what it rounds to: 0.1f lies within [0, 0.1].
        bool isOutside = symbol is { HasExplicitDefaultValue: true } && symbol.ExplicitDefaultValue switch
        {
            float value => value < (float)minimum || value > (float)maximum,
            double value => value < minimum || value > maximum,
            int value => value < minimum || value > maximum,
            _ => false,
        };
        if (isOutside)
        {
            string value = ((IFormattable)symbol.ExplicitDefaultValue!).ToString(null, CultureInfo.InvariantCulture);
            report(Rules.DefaultOutsideRange, place, value, symbol.Name, Text(minimum), Text(maximum));
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string? Default(IParameterSymbol symbol, ElementType element)
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
        AttributeData? range = Attribute(symbol, known.Range) ?? Attribute(symbol, known.AnnotatedRange);
        if (range is null || range.ConstructorArguments.Length < 2
            || range.ConstructorArguments[0].Value is not IConvertible low || range.ConstructorArguments[1].Value is not IConvertible high
            || low is string || high is string)
            return (double.NegativeInfinity, double.PositiveInfinity);
        double minimum = low.ToDouble(CultureInfo.InvariantCulture), maximum = high.ToDouble(CultureInfo.InvariantCulture);
        if (minimum <= maximum)
            return (minimum, maximum);
        report(Rules.InvalidRange, place, Text(minimum), Text(maximum), symbol.Name);
        return (double.NegativeInfinity, double.PositiveInfinity);
    }

    private AttributeData? Attribute(IParameterSymbol symbol, INamedTypeSymbol? type)
    {
        cancel.ThrowIfCancellationRequested();
        return type is null
            ? null
            : symbol.GetAttributes().FirstOrDefault(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, type));
    }
}
