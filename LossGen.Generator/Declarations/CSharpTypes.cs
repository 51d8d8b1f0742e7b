namespace LossGen.Generator.Declarations;

/// <summary>Spells types as C#, in full, so that no name of the user's stands in the way.</summary>
internal static class CSharpTypes
{
    public static string Of(ParameterModel parameter) => parameter.Kind switch
    {
        ParameterKind.Tensor => ReadOnlySpan(Keyword(parameter.Element)),
        ParameterKind.Output => Span(Keyword(parameter.Element)),
        _ => Keyword(parameter.Element),
    };

    public static string Span(string element) => $"global::System.Span<{element}>";

    public static string ReadOnlySpan(string element) => $"global::System.ReadOnlySpan<{element}>";

    public static string Keyword(ElementType type) => type switch
    {
        ElementType.Single => "float",
        ElementType.Double => "double",
        _ => "int",
    };
}
