using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>Writes a method: entry checks, then pass after pass with the arithmetic on totals between them, then the result.</summary>
internal sealed class MethodWriter
{
    private const string Kernels = "global::LossGen.Emitted.";

    private readonly LossDeclaration declaration;
    private readonly Companion companion;
    private readonly IReadOnlyList<Kernel> kernels;
    private readonly CodeWriter code;
    private readonly NameScope scope;
    private readonly ScalarWriter scalars;
    private readonly string element;
    private readonly ParameterModel? axisTensor;

    private MethodWriter(LossDeclaration declaration, Companion companion, IReadOnlyList<Kernel> kernels, NodeNames names, CodeWriter code)
    {
        this.declaration = declaration;
        this.companion = companion;
        this.kernels = kernels;
        this.code = code;
        element = CSharpType(declaration.Element);
        axisTensor = declaration.Parameters.FirstOrDefault(p => p.IsTensor);
        scope = new NameScope([.. declaration.Parameters.Select(p => p.Name), .. companion.Outputs.Select(o => o.Name), companion.Upstream, companion.Accumulate]);
        var types = declaration.Parameters.Where(p => p.IsScalar).ToDictionary(p => p.Name, p => p.Element);
        types[companion.Upstream] = declaration.Element;
        scalars = new ScalarWriter(code, scope, names, ScalarUses(), types);
    }

    public static void Write(
        LossDeclaration declaration, Companion companion, IReadOnlyList<Kernel> kernels, NodeNames names, CodeWriter code) =>
        new MethodWriter(declaration, companion, kernels, names, code).Write();

    private void Write()
    {
        code.Line("[global::System.CodeDom.Compiler.GeneratedCode(\"LossGen.Generator\", \"0.1.0\")]");
        code.Open($"{(companion.IsDeclared ? declaration.Modifiers : declaration.Accessibility)} {ReturnType()} {companion.Name}({Parameters()})".TrimStart());
        WriteChecks();
        DefineSize();
        for (int i = 0; i < kernels.Count; i++)
            WritePass(kernels[i]);
        foreach (Assignment assignment in companion.Plan.Routine.Assignments.Where(a => a.Output is not null))
            code.Line($"{Identifiers.Escape(assignment.Output!)} = {Cast(assignment.Value, declaration.Differentiated.First(p => Output(p.Name, assignment.Output!)).Element)};");
        foreach (Assignment result in companion.Plan.Routine.Assignments.Where(a => a.Output is null))
            code.Line($"return {Cast(result.Value, declaration.Return!.Value)};");
        code.Close();
    }

    private bool Output(string parameter, string output) => companion.Outputs.Any(o => o.Name == output && o.Of.Name == parameter);

    private string ReturnType() => declaration.Return is { } type ? CSharpType(type) : "void";

    private string Parameters()
    {
        if (companion.IsDeclared)
            return string.Join(", ", declaration.Parameters.Select(p => Declared(p, withDefault: false)));
        var parts = new List<string>();
        parts.AddRange(declaration.Parameters.Where(p => !p.IsOptional).Select(p => Declared(p, withDefault: true)));
        parts.AddRange(companion.Outputs.Select(output => output.Of.IsScalar
            ? $"out {CSharpType(output.Of.Element)} {Identifiers.Escape(output.Name)}"
            : $"global::System.Span<{element}> {Identifiers.Escape(output.Name)}"));
        if (companion.UpstreamIsTensor)
            parts.Add($"global::System.ReadOnlySpan<{element}> {companion.Upstream}");
        parts.AddRange(declaration.Parameters.Where(p => p.IsOptional).Select(p => Declared(p, withDefault: true)));
        if (!companion.UpstreamIsTensor)
            parts.Add($"{element} {companion.Upstream} = 1");
        parts.Add($"bool {companion.Accumulate} = false");
        return string.Join(", ", parts);
    }

    private static string Declared(ParameterModel parameter, bool withDefault)
    {
        string type = CSharpType(parameter.Element);
        string declared = parameter.Kind switch
        {
            ParameterKind.Tensor => $"global::System.ReadOnlySpan<{type}>",
            ParameterKind.Output => $"global::System.Span<{type}>",
            _ => type,
        };
        return $"{declared} {Identifiers.Escape(parameter.Name)}" + (withDefault && parameter.IsOptional ? $" = {parameter.Default}" : "");
    }

    private void WriteChecks()
    {
        if (axisTensor is null)
            return;
        var inputs = declaration.Parameters.Where(p => p.IsTensor).Select(p => p.Name).ToList();
        if (companion.UpstreamIsTensor)
            inputs.Add(companion.Upstream);
        List<string> outputs = [.. declaration.Parameters.Where(p => p.Kind == ParameterKind.Output).Select(p => p.Name),
            .. companion.Outputs.Where(o => o.Of.IsTensor).Select(o => o.Name)];
        foreach (string input in inputs.Skip(1))
            code.Line($"{Check("SameLength")}(\"{companion.Plan.Routine.Axis.Name}\", {Length(inputs[0])}, {Length(input)});");
        foreach (string output in outputs)
            code.Line($"{Check("OutputLength")}({Length(output)}, {Length(inputs[0])});");
        for (int i = 0; i < outputs.Count; i++)
        {
            foreach (string other in inputs.Concat(outputs.Take(i)))
            {
                string otherType = CSharpType(declaration.Parameters.FirstOrDefault(p => p.Name == other)?.Element ?? declaration.Element);
                code.Line($"{Check("NoOverlap")}<{element}, {otherType}>({Named(outputs[i])}, {Named(other)});");
            }
        }

        code.Line();
    }

    private static string Check(string name) => "global::LossGen.Entry.Require." + name;

    private static string Named(string span) => $"\"{span}\", {Identifiers.Escape(span)}";

    private static string Length(string span) => $"\"{span}\", {Identifiers.Escape(span)}.Length";

    private void DefineSize()
    {
        foreach (Node size in ScalarNodes().Where(node => node.Op == Op.Size))
        {
            string name = scope.Unique("size");
            code.Line($"double {name} = {(axisTensor is null ? "1" : Identifiers.Escape(axisTensor.Name) + ".Length")};");
            scalars.Define(size, name);
        }
    }

    private void WritePass(Kernel kernel)
    {
        List<string> fields = [.. kernel.Pass.Elements.Select(input => $"{kernel.Tensors[input.Name!]} = {Identifiers.Escape(input.Name!)}"),
            .. kernel.Pass.Stores.Select(store => $"{kernel.Tensors[store.Output]} = {Identifiers.Escape(store.Output)}[..{Identifiers.Escape(axisTensor!.Name)}.Length]"),
            .. kernel.Uniforms.Select(uniform => $"{uniform.Value} = {Uniform(uniform.Key)}")];
        string pass = scope.Unique("pass");
        code.Open($"var {pass} = new {Kernels}{kernel.Name}");
        foreach (string field in fields)
            code.Line(field + ",");
        code.Close(";");
        string run = $"{pass}.Run({Identifiers.Escape(axisTensor!.Name)}.Length{Accumulated(kernel)});";
        if (kernel.Pass.Reductions.Count == 0)
        {
            code.Line(run);
            return;
        }

        string totals = scope.Unique("totals");
        code.Line($"{Kernels}{kernel.TotalsName} {totals} = {run}");
        foreach (Node reduction in kernel.Pass.Reductions)
            scalars.Define(reduction, $"{totals}.{kernel.Totals[reduction]}.Value");
    }

    /// <summary>The outputs that are added to: the derivatives, never the loss itself.</summary>
    private string Accumulated(Kernel kernel)
    {
        int mask = 0;
        for (int i = 0; i < kernel.Pass.Stores.Count; i++)
        {
            if (companion.Outputs.Any(output => output.Name == kernel.Pass.Stores[i].Output))
                mask |= 1 << i;
        }

        return mask == 0 ? "" : $", {companion.Accumulate} ? 0b{Convert.ToString(mask, 2)} : 0";
    }

    private string Uniform(Node node) => node.IsCondition
        ? $"{scalars.Write(node, Expression.Or)} ? 1 : 0"
        : Cast(node, declaration.Element);

    /// <summary>The value in the type of its destination; scalars of that type are passed on as they are.</summary>
    private string Cast(Node node, ElementType target)
    {
        if (node.Op == Op.Scalar && (node.Name == companion.Upstream ? declaration.Element : declaration.Parameters.First(p => p.Name == node.Name).Element) == target)
            return Identifiers.Escape(node.Name!);
        return target == ElementType.Double ? scalars.Write(node) : $"(float){scalars.Write(node, Expression.Unary)}";
    }

    private List<Node> ScalarNodes() => [.. GraphWalk.Reachable(companion.Plan.Routine.Assignments.Select(a => a.Value)
        .Concat(kernels.SelectMany(kernel => kernel.Pass.Uniforms))
        .Concat(kernels.SelectMany(kernel => kernel.Pass.Reductions)))
        .Where(node => !node.Varies)];

    private Dictionary<Node, int> ScalarUses()
    {
        var uses = new Dictionary<Node, int>();
        void Use(Node node) => uses[node] = uses.TryGetValue(node, out int count) ? count + 1 : 1;
        foreach (Node arg in ScalarNodes().Where(node => node.Op != Op.Reduce).SelectMany(node => node.Args))
            Use(arg);
        foreach (Node node in companion.Plan.Routine.Assignments.Select(a => a.Value).Concat(kernels.SelectMany(kernel => kernel.Pass.Uniforms)))
            Use(node);
        return uses;
    }

    private static string CSharpType(ElementType type) => type switch
    {
        ElementType.Single => "float",
        ElementType.Double => "double",
        _ => "int",
    };
}
