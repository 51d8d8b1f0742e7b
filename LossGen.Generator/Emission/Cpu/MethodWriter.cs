using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>Writes a method: entry checks, then kernel after kernel with the arithmetic on totals between them, then the results.</summary>
internal abstract class MethodWriter
{
    internal const string Density = "global::LossGen.Nests.Density";

    private readonly Routine routine;
    private readonly NodeNames names;
    private ScalarWriter? scalars;

    protected MethodWriter(LossDeclaration declaration, Companion companion, Routine routine, NodeNames names, CodeWriter code, NameScope scope)
    {
        this.routine = routine;
        Declaration = declaration;
        Companion = companion;
        Code = code;
        this.names = names;
        Element = CSharpTypes.Keyword(declaration.Element);
        Scope = scope;
        Kernels = KernelLibrary.Prefix(declaration);
    }

    /// <summary>What stands before the names of kernels.</summary>
    protected string Kernels { get; }

    protected LossDeclaration Declaration { get; }

    protected Companion Companion { get; }

    protected CodeWriter Code { get; }

    /// <summary>The keyword of the element type.</summary>
    protected string Element { get; }

    protected NameScope Scope { get; }

    protected ScalarWriter Scalars => scalars ??= CreateScalars();

    /// <summary>The values per call that kernels use, and the reductions that they form.</summary>
    protected abstract IEnumerable<Node> KernelUniforms { get; }

    protected abstract IEnumerable<Node> KernelTotals { get; }

    /// <summary>The names that a method may not give its locals.</summary>
    public static NameScope Names(LossDeclaration declaration, Companion companion) =>
        new([.. declaration.Parameters.Select(p => p.Name), .. companion.Outputs.Select(o => o.Name), companion.Upstream, companion.Accumulate]);

    /// <summary>Writes the method.</summary>
    /// <param name="alternatives">What is run in place of its body, the first whose condition says so.</param>
    public void Write(params Alternative[] alternatives)
    {
        Code.Open(MethodHeader.Write(Declaration, Companion.Signature, Code));
        WriteEntry();
        foreach (Alternative alternative in alternatives)
        {
            string name = Scope.Unique(alternative.Name);
            Code.Line($"bool {name} = {alternative.Condition()};");
            Code.Open($"if ({(alternative.Holds ? "" : "!")}{name})");
            alternative.Body.WriteBody();
            alternative.Body.WriteResults();
            if (Declaration.Return is null)
                Code.Line("return;");
            Code.Close();
            Code.Line();
        }

        WriteBody();
        WriteResults();
        Code.Close();
    }

    protected abstract void WriteEntry();

    protected abstract void WriteBody();

    private void WriteResults()
    {
        foreach (Assignment assignment in routine.Assignments.Where(a => a.Output is not null))
            Code.Line($"{Identifiers.Escape(assignment.Output!)} = {Cast(assignment.Value, TypeOf(assignment.Output!))};");
        foreach (Assignment result in routine.Assignments.Where(a => a.Output is null))
            Code.Line($"return {Cast(result.Value, Declaration.Return!.Value)};");
    }

    internal static string Check(string name) => "global::LossGen.Entry.Require." + name;

    /// <summary>The value in the type of its destination; scalars of that type are passed on as they are.</summary>
    protected string Cast(Node node, ElementType target)
    {
        if (node.Op == Op.Scalar && (node.Name == Companion.Upstream ? Declaration.Element : Declaration.Parameters.First(p => p.Name == node.Name).Element) == target)
            return Identifiers.Escape(node.Name!);
        return target == ElementType.Double ? Scalars.Write(node) : $"(float){Scalars.Write(node, Expression.Unary)}";
    }

    protected List<Node> ScalarNodes() => [.. GraphWalk.Reachable(routine.Assignments.Select(a => a.Value)
        .Concat(KernelUniforms)
        .Concat(KernelTotals))
        .Where(node => !node.Varies)];

    private ElementType TypeOf(string output) => Companion.ElementOf(output, Declaration);

    private ScalarWriter CreateScalars()
    {
        var types = Declaration.Parameters.Where(p => p.IsScalar).ToDictionary(p => p.Name, p => p.Element);
        types[Companion.Upstream] = Declaration.Element;
        return CreateScalars(names, ScalarUses(), types);
    }

    protected virtual ScalarWriter CreateScalars(NodeNames names, IReadOnlyDictionary<Node, int> uses, IReadOnlyDictionary<string, ElementType> types) =>
        new(Code, Scope, names, uses, types);

    /// <summary>A body that is run in place of another.</summary>
    /// <param name="Name">What the condition is called.</param>
    /// <param name="Condition">Writes the condition, once the extents are known.</param>
    /// <param name="Holds">Whether the body is run where the condition holds, or where it does not.</param>
    /// <param name="Body">The body.</param>
    internal sealed record Alternative(string Name, Func<string> Condition, bool Holds, MethodWriter Body);

    private Dictionary<Node, int> ScalarUses() => UseCounts.Of(ScalarNodes().Where(node => node.Op != Op.Reduce).SelectMany(node => node.Args)
        .Concat(routine.Assignments.Select(a => a.Value))
        .Concat(KernelUniforms));
}
