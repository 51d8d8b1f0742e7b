using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>Writes a method over one axis: pass after pass over all elements.</summary>
internal sealed class PassMethodWriter : MethodWriter
{
    private readonly IReadOnlyList<Kernel> kernels;
    private readonly ParameterModel? axisTensor;

    public PassMethodWriter(LossDeclaration declaration, Companion companion, IReadOnlyList<Kernel> kernels, NodeNames names, CodeWriter code)
        : base(declaration, companion, names, code)
    {
        this.kernels = kernels;
        axisTensor = declaration.Parameters.FirstOrDefault(p => p.IsTensor);
    }

    protected override IEnumerable<Node> KernelUniforms => kernels.SelectMany(kernel => kernel.Pass.Uniforms);

    protected override IEnumerable<Node> KernelTotals => kernels.SelectMany(kernel => kernel.Pass.Reductions);

    protected override void WriteBody()
    {
        WriteChecks();
        DefineSize();
        foreach (Kernel kernel in kernels)
            WritePass(kernel);
    }

    private void WriteChecks()
    {
        if (axisTensor is null)
            return;
        IReadOnlyList<string> inputs = Companion.Inputs(Declaration), outputs = Companion.WrittenTensors(Declaration);
        foreach (string input in inputs.Skip(1))
            Code.Line($"{Check("SameLength")}(\"{Companion.Axis!.Name}\", {Length(inputs[0])}, {Length(input)});");
        foreach (string output in outputs)
            Code.Line($"{Check("OutputLength")}({Length(output)}, {Length(inputs[0])});");

        // What lies beyond the elements that are written may be anyone's.
        string written = $"[..{Identifiers.Escape(axisTensor.Name)}.Length]";
        for (int i = 0; i < outputs.Count; i++)
        {
            string output = Named(outputs[i]) + written;
            foreach (string input in inputs)
            {
                ElementType type = Declaration.Parameters.FirstOrDefault(p => p.Name == input)?.Element ?? Declaration.Element;
                Code.Line($"{Check("NoOverlap")}<{Element}, {CSharpTypes.Keyword(type)}>({output}, {Named(input)});");
            }

            foreach (string other in outputs.Take(i))
                Code.Line($"{Check("NoOverlap")}<{Element}, {Element}>({output}, {Named(other)}{written});");
        }

        Code.Line();
    }

    private static string Named(string span) => $"\"{span}\", {Identifiers.Escape(span)}";

    private static string Length(string span) => $"\"{span}\", {Identifiers.Escape(span)}.Length";

    private void DefineSize()
    {
        foreach (Node size in ScalarNodes().Where(node => node.Op == Op.Size))
        {
            string name = Scope.Unique("size");
            Code.Line($"double {name} = {(axisTensor is null ? "1" : Identifiers.Escape(axisTensor.Name) + ".Length")};");
            Scalars.Define(size, name);
        }
    }

    private void WritePass(Kernel kernel)
    {
        List<string> fields = [.. kernel.Pass.Elements.Select(input => $"{kernel.Tensors[input.Name!]} = {Identifiers.Escape(input.Name!)}"),
            .. kernel.Pass.Stores.Select(store => $"{kernel.Tensors[store.Output]} = {Identifiers.Escape(store.Output)}[..{Identifiers.Escape(axisTensor!.Name)}.Length]"),
            .. kernel.Uniforms.Select(uniform => $"{uniform.Value} = {Uniform(uniform.Key)}")];
        string pass = Scope.Unique("pass");
        Code.Open($"var {pass} = new {Kernels}{kernel.Name}");
        foreach (string field in fields)
            Code.Line(field + ",");
        Code.Close(";");
        string run = $"{pass}.Run({Identifiers.Escape(axisTensor!.Name)}.Length{Accumulated(kernel)});";
        if (kernel.Pass.Reductions.Count == 0)
        {
            Code.Line(run);
            return;
        }

        string totals = Scope.Unique("totals");
        Code.Line($"{Kernels}{kernel.TotalsName} {totals} = {run}");
        foreach (Node reduction in kernel.Pass.Reductions)
            Scalars.Define(reduction, $"{totals}.{kernel.Totals[reduction]}.{Accumulation.Result(reduction)}");
    }

    /// <summary>The outputs that are added to: the derivatives, never the loss itself.</summary>
    private string Accumulated(Kernel kernel)
    {
        int mask = 0;
        for (int i = 0; i < kernel.Pass.Stores.Count; i++)
        {
            if (Companion.Outputs.Any(output => output.Name == kernel.Pass.Stores[i].Output))
                mask |= 1 << i;
        }

        return mask == 0 ? "" : $", {Companion.Accumulate} ? 0b{Convert.ToString(mask, 2)} : 0";
    }

    private string Uniform(Node node) => node.IsCondition
        ? $"{Scalars.Write(node, Expression.Or)} ? 1 : 0"
        : Cast(node, Declaration.Element);
}
