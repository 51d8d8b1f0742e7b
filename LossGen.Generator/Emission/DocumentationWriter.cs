using System.Security;
using LossGen.Generator.Calculus;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;
using LossGen.Generator.Schedule.Contractions;

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
        WriteExceptions(companion);
    }

    private void WriteCompanion(Companion companion)
    {
        string what = companion.Signature!.HasSecondDerivatives
            ? "its gradient and the diagonal of its Hessian"
            : "its gradient";
        code.Line($"/// <summary>The loss <c>{Escape(OneLine(declaration.Formula))}</c> and {what}, in one fused call.</summary>");
        var documented = new UserDocumentation(declaration.Documentation);
        foreach (CompanionParameter parameter in companion.Signature.Parameters)
            WriteParameter(parameter.Name, documented.Parameter(parameter) ?? Text(parameter, companion));
        if (declaration.Return is not null)
            code.Line("/// <returns>The loss.</returns>");
        code.Line("/// <remarks>");
        WriteFacts(companion);
        code.Line("/// </remarks>");
        WriteExceptions(companion);
    }

    private void WriteParameter(string name, string text)
    {
        string[] lines = $"<param name=\"{name}\">{text}</param>".Split('\n');
        foreach (string line in lines)
            code.Line("/// " + line.Trim());
    }

    private string Text(CompanionParameter parameter, Companion companion) => parameter.Role switch
    {
        CompanionRole.Gradient => $"The gradient by {Derived(parameter.Of!)}",
        CompanionRole.SecondDerivative => $"The second derivative by {Derived(parameter.Of!)}",
        CompanionRole.Upstream => companion.UpstreamIsTensor
            ? "The gradient of what is computed from the loss, by each element of the loss."
            : "The gradient of what is computed from the loss, by the loss; every derivative is multiplied by it.",
        CompanionRole.Accumulate => "Whether derivatives by tensors are added to what their spans hold instead of overwriting it.",
        _ => $"As of <c>{declaration.Name.TrimStart('@')}</c>.",
    };

    private static string Derived(ParameterModel of) => $"<c>{of.Name}</c>{(of.IsTensor ? ", one number for each of its elements" : "")}.";

    private void WriteFacts(Companion companion)
    {
        foreach (DerivativeOutput gradient in analysis.Gradients)
            code.Line($"/// <para>Gradient by {gradient.Of.Name}: <c>{Escape(Shown(gradient.Value))}</c></para>");
        foreach (DerivativeOutput hessian in analysis.Hessians)
            code.Line($"/// <para>Second derivative by {hessian.Of.Name}: <c>{Escape(Shown(hessian.Value))}</c></para>");
        code.Line($"/// <para>{Capitalized(Work(companion))}.</para>");
        string facts = string.Join(" ", analysis.Properties.Facts());
        if (facts.Length > 0)
            code.Line($"/// <para>{Escape(facts)}</para>");
    }

    /// <summary>What the entry checks of the method throw.</summary>
    private void WriteExceptions(Companion companion)
    {
        List<string> causes = [];
        if (companion.Axis is null)
            causes.Add("a tensor has other dimensions or extents than the formula reads");
        else if (companion.Inputs(declaration).Count > 1)
            causes.Add("tensors differ in length");
        if (companion.Inputs(declaration).Count > 0 && companion.WrittenTensors(declaration).Count > 0)
            causes.AddRange(["an output is too short", "an output overlaps another span"]);
        if (causes.Count > 0)
        {
            string all = causes.Count == 1 ? causes[0] : string.Join(", ", causes.Take(causes.Count - 1)) + ", or " + causes[causes.Count - 1];
            code.Line($"/// <exception cref=\"global::System.ArgumentException\">{Capitalized(all)}.</exception>");
        }

        if (companion.Schedule.Wanted.Checks.Count > 0)
            code.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">An index lies outside of the axis that it indexes.</exception>");
    }

    private string Work(Companion companion)
    {
        string strided = companion.Schedule.Strided is { } loops ? $" (where a tensor is not dense, {Work(loops)})" : "";
        if (companion.Schedule.Nests is { } plan)
            return Work(plan) + strided + (companion.Schedule.Contracted is { } contracted ? Products(contracted) : "");
        CallCost cost = CostOf(companion);
        return cost.Loops == 0
            ? "no pass over memory"
            : $"{cost.Loops} {(cost.Loops == 1 ? "pass" : "passes")} over memory; {cost.Bytes} bytes and {cost.Operations} operations per element{strided}";
    }

    /// <summary>What a call costs, in all its passes.</summary>
    public CallCost CostOf(Companion companion) => companion.Schedule.Nests is { } plan
        ? Cost.Of(plan, name => SizeOf(companion, name))
        : Cost.Of(companion.Schedule.Passes!, name => SizeOf(companion, name), ElementSize);

    /// <summary>The bytes of tensors that are read and written for an element.</summary>
    public (int Read, int Written) TensorsOf(Companion companion) => Cost.Tensors(companion.Schedule.Wanted, name => SizeOf(companion, name));

    private int SizeOf(Companion companion, string name) => CSharpTypes.Size(companion.ElementOf(name, declaration));

    /// <summary>The loops over several axes, and the memory that they take beside the tensors.</summary>
    private static string Work(NestPlan plan)
    {
        string loops = string.Join(", then ", plan.Nests.Select(nest => nest.Axis.Name));
        string kept = plan.Intermediates.Count == 0
            ? plan.Nests.Any(nest => nest.RowsInLanes is not null) ? "a row at a time, short rows side by side" : "a row at a time"
            : "keeping " + string.Join(" and ", plan.Intermediates.GroupBy(intermediate => string.Join(" and ", intermediate.Axes.Select(axis => axis.Name)))
                .Select(alike => (alike.Count() == 1 ? "one number" : $"{alike.Count()} numbers") + " for each " + alike.Key));
        return plan.Nests.Count == 0 ? "no loop" : $"{plan.Nests.Count} parallel {(plan.Nests.Count == 1 ? "loop" : "loops")} over {loops}, {kept}";
    }

    private static string Products(ContractionPlan plan)
    {
        IEnumerable<string> sums = plan.Before.Select(product => product.Over.Name).Distinct();
        return $"; where they are many, sums over {string.Join(" and ", sums)} are formed as products of matrices, for a block of {plan.Before[0].Result[0].Over!.Name} at a time";
    }

    private int ElementSize => CSharpTypes.Size(declaration.Element);

    public string Shown(Node node)
    {
        string shown = FormulaPrinter.Print(node, 300, analysis.Names);
        List<string> tables = [.. Derived(node).Select(Definition)];
        return tables.Count == 0 ? shown : $"{shown} where {string.Join(", ", tables)}";
    }

    /// <summary>The tables that a derivative reads and that the formula does not name: those of reverse recurrences.</summary>
    private IEnumerable<(Node Read, int Table)> Derived(Node node) => GraphWalk.Reachable(node).Where(read => read.Op == Op.Recur)
        .GroupBy(read => read.Recurrence!).Select(group => group.First())
        .SelectMany(read => Enumerable.Range(0, read.Recurrence!.Tables.Count).Select(table => (read, table)))
        .Where(pair => !analysis.Names.Values.Contains(pair.read.Recurrence!.Tables[pair.table].Name));

    private string Definition((Node Read, int Table) derived)
    {
        RecurrenceTable table = derived.Read.Recurrence!.Tables[derived.Table];
        return $"{table.Name}[{string.Join(", ", table.Axes.Select(axis => axis.Name))}] = {FormulaPrinter.Print(derived.Read.Bodies[derived.Table], 300, analysis.Names)}";
    }

    public static string OneLine(string formula) => string.Join(" ", formula.Split(['\r', '\n', '\t', ' ', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));

    private static string Escape(string text) => SecurityElement.Escape(text) ?? "";

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
