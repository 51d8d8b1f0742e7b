using System.Security;
using LossGen.Generator.Calculus;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission;

/// <summary>Writes XML documentation from the graph and the schedule: what IntelliSense shows is what runs.</summary>
internal sealed class DocumentationWriter(LossDeclaration declaration, LossAnalysis analysis, CodeWriter code)
{
    public void Write(Companion companion)
    {
        if (companion.IsDeclared)
            WriteDeclared(companion);
        else
            WriteCompanion(companion);
    }

    /// <summary>The plain text of the header comment.</summary>
    public IEnumerable<string> Header(IReadOnlyList<Companion> companions)
    {
        yield return OneLine(declaration.Formula);
        foreach (DerivativeOutput gradient in analysis.Gradients)
            yield return $"d/d{gradient.Of.Name} = {Shown(gradient.Value)}";
        foreach (DerivativeOutput hessian in analysis.Hessians)
            yield return $"d2/d{hessian.Of.Name}2 = {Shown(hessian.Value)}";
        foreach (Companion companion in companions)
            yield return $"{companion.Name}: {Work(companion)}";
    }

    private void WriteDeclared(Companion companion)
    {
        if (declaration.Documentation.Length > 0)
        {
            foreach (string line in declaration.Documentation.Split('\n'))
                code.Line("/// " + line.Trim());
            if (declaration.Documentation.IndexOf("<remarks", StringComparison.Ordinal) >= 0)
                return;
        }
        else
        {
            code.Line($"/// <summary>The loss <c>{Escape(OneLine(declaration.Formula))}</c>.</summary>");
        }

        code.Line("/// <remarks>");
        if (declaration.Documentation.Length > 0)
            code.Line($"/// <para>Formula: <c>{Escape(OneLine(declaration.Formula))}</c></para>");
        WriteFacts(companion);
        code.Line("/// </remarks>");
        WriteExceptions();
    }

    private void WriteCompanion(Companion companion)
    {
        string what = analysis.Hessians.Count > 0 && companion.Outputs.Count > analysis.Gradients.Count
            ? "its gradient and the diagonal of its Hessian"
            : "its gradient";
        code.Line($"/// <summary>The loss <c>{Escape(OneLine(declaration.Formula))}</c> and {what}, in one fused call.</summary>");
        foreach (ParameterModel parameter in declaration.Parameters)
            code.Line($"/// <param name=\"{parameter.Name}\">As of <c>{declaration.Name}</c>.</param>");
        foreach (DerivativeOutput output in companion.Outputs)
        {
            bool isGradient = analysis.Gradients.Any(gradient => gradient.Name == output.Name);
            string order = isGradient ? "The gradient by" : "The second derivative by";
            code.Line($"/// <param name=\"{output.Name}\">{order} <c>{output.Of.Name}</c>{(output.Of.IsTensor ? ", one number for each of its elements" : "")}.</param>");
        }

        code.Line(companion.UpstreamIsTensor
            ? $"/// <param name=\"{companion.Upstream}\">The gradient of what is computed from the loss, by each element of the loss.</param>"
            : $"/// <param name=\"{companion.Upstream}\">The gradient of what is computed from the loss, by the loss; every derivative is multiplied by it.</param>");
        code.Line($"/// <param name=\"{companion.Accumulate}\">Whether derivatives by tensors are added to what their spans hold instead of overwriting it.</param>");
        if (declaration.Return is not null)
            code.Line("/// <returns>The loss.</returns>");
        code.Line("/// <remarks>");
        WriteFacts(companion);
        code.Line("/// </remarks>");
        WriteExceptions();
    }

    private void WriteFacts(Companion companion)
    {
        foreach (DerivativeOutput gradient in analysis.Gradients)
            code.Line($"/// <para>Gradient by {gradient.Of.Name}: <c>{Escape(Shown(gradient.Value))}</c></para>");
        foreach (DerivativeOutput hessian in analysis.Hessians)
            code.Line($"/// <para>Second derivative by {hessian.Of.Name}: <c>{Escape(Shown(hessian.Value))}</c></para>");
        code.Line($"/// <para>{Capitalized(Work(companion))}.</para>");
        if (analysis.Facts.Count > 0)
            code.Line($"/// <para>{Escape(string.Join(" ", analysis.Facts))}</para>");
    }

    private void WriteExceptions()
    {
        if (declaration.Parameters.Any(p => p.IsTensor))
        {
            code.Line("/// <exception cref=\"global::System.ArgumentException\">Tensors differ in length, an output is too short, or an output overlaps another span.</exception>");
        }
    }

    private string Work(Companion companion)
    {
        IReadOnlyList<Pass> passes = companion.Plan.Passes;
        if (passes.Count == 0)
            return "no pass over memory";
        int SizeOf(string name) => declaration.Parameters.FirstOrDefault(p => p.Name == name)?.Element switch
        {
            ElementType.Int32 => 4,
            ElementType.Double => 8,
            ElementType.Single => 4,
            _ => ElementSize,
        };
        int bytes = passes.Sum(pass => Cost.Bytes(pass, SizeOf, ElementSize));
        return $"{passes.Count} {(passes.Count == 1 ? "pass" : "passes")} over memory; {bytes} bytes and {passes.Sum(Cost.Operations)} operations per element";
    }

    private int ElementSize => declaration.Element == ElementType.Double ? 8 : 4;

    private string Shown(Node node) => FormulaPrinter.Print(node, 300, analysis.Names);

    private static string OneLine(string formula) => string.Join(" ", formula.Split(['\r', '\n', '\t', ' ', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));

    private static string Escape(string text) => SecurityElement.Escape(text) ?? "";

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
