using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>
/// Writes the kernel of a pass: a ref struct with the inputs, outputs and values per call as fields, whose Block method is the loop, and a
/// struct with the totals of its reductions.
/// </summary>
internal sealed partial class KernelWriter
{
    /// <summary>What a kernel's fields and locals may not be called: its members and their parameters, those of every struct, and the types that its body names.</summary>
    private static readonly string[] Reserved =
    [
        "OutputCount", "BytesPerElement", "CostPerElement", "Run", "Output", "Redirect", "Block", "Add", "index", "block",
        "Equals", "GetHashCode", "ToString", "GetType", "ReferenceEquals", "MemberwiseClone", "Finalize",
        "MethodImpl", "MethodImplOptions", "MemoryMarshal", "PassRunner", "Edge", "Span", "ReadOnlySpan", "ISimd", "IPass",
        "Sum", "Largest", "Smallest", "Product", "Calls", "Strip", "Unsafe",
    ];

    private readonly ElementType element;
    private readonly string type;
    private readonly Func<string, ElementType> tensorType;
    private readonly NodeNames names;
    private readonly Pass pass;
    private readonly bool callsOut;
    private readonly IReadOnlyList<Stage> stages;
    private readonly NameScope fields = new(Reserved);
    private readonly IReadOnlyDictionary<string, string> tensors;
    private readonly CodeWriter code = new();

    private KernelWriter(Pass pass, LossDeclaration declaration, NodeNames names)
    {
        this.pass = pass;
        callsOut = InlineLimit.IsPassed(pass);
        stages = callsOut ? [Stages.Whole(pass)] : Stages.Of(pass);
        this.names = names;
        element = declaration.Element;
        type = element == ElementType.Single ? "float" : "double";
        tensorType = declaration.ElementOf;
        tensors = pass.Elements.Select(node => node.Name!).Concat(pass.Stores.Select(store => store.Output))
            .ToDictionary(name => name, fields.Unique);
    }

    /// <summary>The kernel, and its text.</summary>
    public static (Kernel Kernel, string Text) Write(string name, Pass pass, LossDeclaration declaration, NodeNames names)
    {
        var writer = new KernelWriter(pass, declaration, names);
        Kernel kernel = writer.Kernel(name);
        writer.WriteTotals(kernel);
        writer.WriteKernel(kernel);
        return (kernel, writer.code.ToString());
    }

    private Kernel Kernel(string name)
    {
        var totalFields = new NameScope(Reserved);
        return new Kernel(
            name,
            pass.Reductions.Count == 0 ? "NoTotals" : name + "Totals",
            pass,
            tensors,
            pass.Reductions.ToDictionary(node => node, node => totalFields.Unique(names.Describe(node))),
            pass.Uniforms.ToDictionary(node => node, node => fields.Unique(names.Describe(node))));
    }

    private void WriteTotals(Kernel kernel)
    {
        if (pass.Reductions.Count == 0)
            return;
        code.Open($"internal struct {kernel.TotalsName} : ITotals<{kernel.TotalsName}>");
        foreach (Node reduction in pass.Reductions)
            code.Line($"public {Accumulation.TotalType(reduction)} {kernel.Totals[reduction]};");
        code.Line();
        code.Open($"public void Add(in {kernel.TotalsName} later)");
        foreach (Node reduction in pass.Reductions)
            code.Line($"{kernel.Totals[reduction]}.Add(in later.{kernel.Totals[reduction]});");
        code.Close();
        code.Close();
        code.Line();
    }

    private void WriteKernel(Kernel kernel)
    {
        code.Open($"internal ref struct {kernel.Name} : IPass<{type}, {kernel.TotalsName}>");
        foreach (Node input in pass.Elements)
            code.Line($"public ReadOnlySpan<{CSharpTypes.Keyword(tensorType(input.Name!))}> {tensors[input.Name!]};");
        foreach (Store store in pass.Stores)
            code.Line($"public Span<{type}> {tensors[store.Output]};");
        foreach (Node uniform in pass.Uniforms)
            code.Line($"public {type} {kernel.Uniforms[uniform]};");
        code.Line();
        WriteProperties(kernel);
        WriteOutputs();
        WriteBlock(kernel);
        code.Close();
    }

    private void WriteProperties(Kernel kernel)
    {
        int bytes = Cost.Bytes(pass, name => CSharpTypes.Size(tensorType(name)), CSharpTypes.Size(element));
        code.Line($"public static int OutputCount => {pass.Stores.Count};");
        code.Line();
        code.Line($"public static int BytesPerElement => {bytes};");
        code.Line();
        code.Line($"public static int CostPerElement => {Cost.Work(pass)};");
        code.Line();
        code.Line($"public {kernel.TotalsName} Run(int count, int accumulated = 0) =>");
        code.Line($"    PassRunner.Run<{type}, {kernel.TotalsName}, {kernel.Name}>(ref this, count, accumulated);");
        code.Line();
    }

    private void WriteOutputs()
    {
        List<string> outputs = [.. pass.Stores.Select(store => tensors[store.Output])];
        switch (outputs.Count)
        {
            case 0:
                code.Line($"public readonly Span<{type}> Output(int index) => default;");
                code.Line();
                code.Open($"public readonly void Redirect(int index, Span<{type}> block)");
                code.Close();
                break;
            case 1:
                code.Line($"public readonly Span<{type}> Output(int index) => {outputs[0]};");
                code.Line();
                code.Line($"public void Redirect(int index, Span<{type}> block) => {outputs[0]} = block;");
                break;
            default:
                code.Open($"public readonly Span<{type}> Output(int index) => index switch");
                for (int i = 0; i < outputs.Count; i++)
                    code.Line($"{(i == outputs.Count - 1 ? "_" : i.ToString(System.Globalization.CultureInfo.InvariantCulture))} => {outputs[i]},");
                code.Close(";");
                code.Line();
                code.Open($"public void Redirect(int index, Span<{type}> block)");
                code.Open("switch (index)");
                for (int i = 0; i < outputs.Count; i++)
                {
                    code.Line(i == outputs.Count - 1 ? "default:" : $"case {i}:");
                    code.Line($"    {outputs[i]} = block;");
                    code.Line("    break;");
                }

                code.Close();
                code.Close();
                break;
        }

        code.Line();
    }

    private void WriteBlock(Kernel kernel)
    {
        var scope = new NameScope(fields);
        string lanes = scope.Unique("V"), start = scope.Unique("start"), length = scope.Unique("length"), totals = scope.Unique("totals");
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        code.Line($"public readonly void Block<{lanes}>(int {start}, int {length}, ref {kernel.TotalsName} {totals})");
        code.Line($"    where {lanes} : struct, ISimd<{lanes}, {type}>");
        code.Open();
        Dictionary<Node, string> kept = WriteStrips(scope);
        var starts = new Dictionary<string, string>();
        foreach (Node input in pass.Elements)
        {
            starts[input.Name!] = scope.Unique(input.Name + "Start");
            code.Line($"ref readonly {CSharpTypes.Keyword(tensorType(input.Name!))} {starts[input.Name!]} = ref MemoryMarshal.GetReference(this.{tensors[input.Name!]}[{start}..]);");
        }

        foreach (Store store in pass.Stores)
        {
            starts[store.Output] = scope.Unique(store.Output + "Start");
            code.Line($"ref {type} {starts[store.Output]} = ref MemoryMarshal.GetReference(this.{tensors[store.Output]});");
        }

        LaneWriter perCall = Lanes(scope, lanes, null);
        WriteUniforms(kernel, perCall, lanes);
        Dictionary<Node, string> accumulators = pass.Reductions.ToDictionary(node => node, node => scope.Unique(names.Describe(node)));
        foreach (Node reduction in pass.Reductions)
            code.Line($"var {accumulators[reduction]} = new {Accumulation.LaneType(reduction)}<{lanes}, {type}>();");
        WriteLoops(new LoopNames(scope, lanes, length, starts, kept, accumulators), perCall);
        if (pass.Reductions.Count > 0)
            code.Line();
        foreach (Node reduction in pass.Reductions)
            code.Line($"{totals}.{kernel.Totals[reduction]}.Add({accumulators[reduction]}.Total);");
        code.Close();
    }

    private void WriteUniforms(Kernel kernel, LaneWriter body, string lanes)
    {
        foreach (KeyValuePair<Node, string> uniform in kernel.Uniforms)
        {
            string value = $"{lanes}.Create(this.{uniform.Value})";
            code.Line($"{lanes} {uniform.Value} = {(uniform.Key.IsCondition ? $"{lanes}.NotEqual({value}, {LaneWriter.Literal(0, element).Text})" : value)};");
            body.Define(uniform.Key, uniform.Value);
        }
    }
}
