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
        element = CSharpTypes.Keyword(declaration.Element);
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
        code.Open(MethodHeader.Write(declaration, companion.Signature, code));
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

    private void WriteChecks()
    {
        if (axisTensor is null)
            return;
        IReadOnlyList<string> inputs = companion.Inputs(declaration), outputs = companion.WrittenTensors(declaration);
        foreach (string input in inputs.Skip(1))
            code.Line($"{Check("SameLength")}(\"{companion.Plan.Routine.Axis.Name}\", {Length(inputs[0])}, {Length(input)});");
        foreach (string output in outputs)
            code.Line($"{Check("OutputLength")}({Length(output)}, {Length(inputs[0])});");

        // What lies beyond the elements that are written may be anyone's.
        string written = $"[..{Identifiers.Escape(axisTensor.Name)}.Length]";
        for (int i = 0; i < outputs.Count; i++)
        {
            string output = Named(outputs[i]) + written;
            foreach (string input in inputs)
            {
                ElementType type = declaration.Parameters.FirstOrDefault(p => p.Name == input)?.Element ?? declaration.Element;
                code.Line($"{Check("NoOverlap")}<{element}, {CSharpTypes.Keyword(type)}>({output}, {Named(input)});");
            }

            foreach (string other in outputs.Take(i))
                code.Line($"{Check("NoOverlap")}<{element}, {element}>({output}, {Named(other)}{written});");
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
}
