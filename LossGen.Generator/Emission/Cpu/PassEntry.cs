using LossGen.Generator.Declarations;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>Writes the checks at the entry of a method whose tensors have one axis.</summary>
internal static class PassEntry
{
    public static void Write(LossDeclaration declaration, Companion companion, CodeWriter code)
    {
        if (declaration.Parameters.FirstOrDefault(parameter => parameter.IsTensor) is not { } axisTensor)
            return;
        string element = CSharpTypes.Keyword(declaration.Element);
        IReadOnlyList<string> inputs = companion.Inputs(declaration), outputs = companion.WrittenTensors(declaration);
        foreach (string input in inputs.Skip(1))
            code.Line($"{MethodWriter.Check("SameLength")}(\"{companion.Axis!.Name}\", {Length(inputs[0])}, {Length(input)});");
        foreach (string output in outputs)
            code.Line($"{MethodWriter.Check("OutputLength")}({Length(output)}, {Length(inputs[0])});");

        // What lies beyond the elements that are written may be anyone's.
        string written = $"[..{Identifiers.Escape(axisTensor.Name)}.Length]";
        for (int i = 0; i < outputs.Count; i++)
        {
            string output = Named(outputs[i]) + written;
            foreach (string input in inputs)
                code.Line($"{MethodWriter.Check("NoOverlap")}<{element}, {CSharpTypes.Keyword(declaration.ElementOf(input))}>({output}, {Named(input)});");

            foreach (string other in outputs.Take(i))
                code.Line($"{MethodWriter.Check("NoOverlap")}<{element}, {element}>({output}, {Named(other)}{written});");
        }

        code.Line();
    }

    private static string Named(string span) => $"\"{span}\", {Identifiers.Escape(span)}";

    private static string Length(string span) => $"\"{span}\", {Identifiers.Escape(span)}.Length";
}
