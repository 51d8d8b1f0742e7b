using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>Writes a method over one axis: pass after pass over all elements.</summary>
internal class PassMethodWriter : MethodWriter
{
    private readonly IReadOnlyList<Kernel> kernels;
    private readonly ParameterModel? axisTensor;

    public PassMethodWriter(
        LossDeclaration declaration, Companion companion, IReadOnlyList<Kernel> kernels, NodeNames names, CodeWriter code, NameScope scope)
        : base(declaration, companion, companion.Schedule.Routine, names, code, scope)
    {
        this.kernels = kernels;
        axisTensor = declaration.Parameters.FirstOrDefault(p => p.IsTensor);
    }

    protected override IEnumerable<Node> KernelUniforms => kernels.SelectMany(kernel => kernel.Pass.Uniforms);

    protected override IEnumerable<Node> KernelTotals => kernels.SelectMany(kernel => kernel.Pass.Reductions);

    /// <summary>The number of elements.</summary>
    protected virtual string Count => axisTensor is null ? "1" : Identifiers.Escape(axisTensor.Name) + ".Length";

    protected override void WriteBody()
    {
        foreach (Node size in ScalarNodes().Where(node => node.Op == Op.Size))
            Scalars.Define(size, Extent(size.Over!));
        foreach (Kernel kernel in kernels)
            WritePass(kernel);
    }

    /// <summary>The extent of an axis, as a double.</summary>
    protected virtual string Extent(Axis axis)
    {
        string name = Scope.Unique("size");
        Code.Line($"double {name} = {Count};");
        return name;
    }

    /// <summary>The elements of a tensor as a span.</summary>
    protected virtual string Elements(string tensor) => Identifiers.Escape(tensor);

    protected override void WriteEntry() => PassEntry.Write(Declaration, Companion, Code);

    private void WritePass(Kernel kernel)
    {
        List<string> fields = [.. kernel.Pass.Elements.Select(input => $"{kernel.Tensors[input.Name!]} = {Elements(input.Name!)}"),
            .. kernel.Pass.Stores.Select(store => $"{kernel.Tensors[store.Output]} = {Elements(store.Output)}[..{Count}]"),
            .. kernel.Uniforms.Select(uniform => $"{uniform.Value} = {Uniform(uniform.Key)}")];
        string pass = Scope.Unique("pass");
        Code.Open($"var {pass} = new {Kernels}{kernel.Name}");
        foreach (string field in fields)
            Code.Line(field + ",");
        Code.Close(";");
        string run = $"{pass}.Run({Count}{Accumulated(kernel)});";
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
