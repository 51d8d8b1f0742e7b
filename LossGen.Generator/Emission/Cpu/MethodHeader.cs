using LossGen.Generator.Declarations;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>Writes what stands above the body of a method.</summary>
internal static class MethodHeader
{
    /// <summary>The attribute of all emitted members.</summary>
    public static string GeneratedCode => $"[global::System.CodeDom.Compiler.GeneratedCode(\"LossGen.Generator\", \"{GeneratorVersion.Text}\")]";

    /// <summary>Writes the attribute, and gives the line that opens the method.</summary>
    /// <param name="declaration">The loss.</param>
    /// <param name="companion">The companion; null for the declared method.</param>
    /// <param name="code">Where the attribute goes.</param>
    public static string Write(LossDeclaration declaration, CompanionSignature? companion, CodeWriter code)
    {
        code.Line(GeneratedCode);
        string returns = CSharpTypes.Returned(declaration);
        return companion is null
            ? $"{declaration.Modifiers} {returns} {declaration.Name}({Declared(declaration)})"
            : $"{companion.Modifiers} {returns} {companion.Name}({string.Join(", ", companion.Parameters.Select(Parameter))})".TrimStart();
    }

    /// <summary>The parameters as declared; their default values stand in the declaration.</summary>
    private static string Declared(LossDeclaration declaration) => string.Join(
        ", ", declaration.Parameters.Select(parameter => $"{CSharpTypes.Of(parameter)} {Identifiers.Escape(parameter.Name)}"));

    private static string Parameter(CompanionParameter parameter) =>
        $"{parameter.Type} {Identifiers.Escape(parameter.Name)}{(parameter.Default is { } value ? $" = {value}" : "")}";
}
