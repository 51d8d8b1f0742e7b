using LossGen.Generator.Binding;
using LossGen.Generator.Calculus;
using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Emission;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;
using LossGen.Generator.Syntax;

namespace LossGen.Generator;

/// <summary>A compiled loss: the emitted file (null after errors) and what there is to say about the formula.</summary>
internal sealed record CompiledLoss(string FileName, string? Source, EquatableArray<FormulaDiagnostic> Diagnostics);

/// <summary>
/// From a declaration to an emitted file: syntax, binding, calculus, schedule, emission. A pure function of the declaration.
/// </summary>
internal sealed class LossCompiler
{
    private readonly LossDeclaration declaration;
    private readonly DiagnosticBag diagnostics;
    private readonly BoundFormula formula;
    private readonly GraphBuilder graph;
    private readonly Derivatives derivatives;
    private readonly string upstreamName;
    private readonly Node upstreamTensor;
    private readonly string accumulateName;

    private LossCompiler(LossDeclaration declaration, BoundFormula formula, DiagnosticBag diagnostics)
    {
        this.declaration = declaration;
        this.formula = formula;
        this.diagnostics = diagnostics;
        graph = formula.Graph;
        var outputNames = new NameScope(declaration.Parameters.Select(p => p.Name));
        upstreamName = outputNames.Unique("upstream");
        accumulateName = outputNames.Unique("accumulate");
        upstreamTensor = graph.Element(upstreamName, formula.Axis, Interval.All);
        derivatives = new Derivatives(declaration, formula, outputNames);
    }

    public static CompiledLoss Compile(LossDeclaration declaration, CancellationToken cancel = default)
    {
        var diagnostics = new DiagnosticBag();
        string? source = null;
        try
        {
            FormulaSyntax syntax = Parser.Parse(declaration.Formula, diagnostics);
            cancel.ThrowIfCancellationRequested();
            BoundFormula? formula = Binder.Bind(syntax, declaration, diagnostics, new GraphBuilder());
            if (formula is not null)
                source = new LossCompiler(declaration, formula, diagnostics).Emit(cancel);
        }
        catch (InsufficientExecutionStackException)
        {
            diagnostics.Report(Rules.TooComplex, new TextRange(0, declaration.Formula.Length), "expressions nested too deep");
        }

        return new CompiledLoss(FileName(declaration), diagnostics.HasErrors ? null : source, diagnostics.Items.ToEquatableArray());
    }

    private static string FileName(LossDeclaration declaration)
    {
        string path = string.Join(".", declaration.Types.Select(type => type.Name).Append(declaration.Name).Select(name => name.TrimStart('@')));
        string scope = declaration.Namespace.Length == 0 ? path : declaration.Namespace.Replace("@", "") + "." + path;

        // File names are compared without regard to case, method names are not: a hash of both tells overloads apart.
        uint hash = 2166136261;
        foreach (char c in scope + "(" + declaration.Signature + ")")
            hash = (hash ^ c) * 16777619;
        return $"{scope}.{hash:x8}.g.cs";
    }

    private string Emit(CancellationToken cancel)
    {
        Checks.Run(formula, declaration, diagnostics);
        LossAnalysis analysis = LossAnalyzer.Analyze(declaration, formula, derivatives, upstreamTensor, diagnostics);
        cancel.ThrowIfCancellationRequested();
        var companions = new List<Companion> { Forward() };
        if (analysis.Gradients.Count > 0)
            companions.AddRange(Companions(analysis));
        IReadOnlyDictionary<Node, string> names = LoweredNames();
        return FileWriter.Write(declaration, companions, new NodeNames(names), analysis);
    }

    private Companion Forward() => Plan(declaration.Name, "Forward", [], upstreamIsTensor: false);

    private IEnumerable<Companion> Companions(LossAnalysis analysis)
    {
        bool isPerElement = declaration.Return is null;
        foreach (bool upstreamIsTensor in isPerElement ? new[] { false, true } : [false])
        {
            Node upstream = upstreamIsTensor ? upstreamTensor : graph.Scalar(upstreamName, Interval.All, isUpstream: true);
            string suffix = upstreamIsTensor ? "Each" : "";

            // A scalar loss is linear in its upstream gradient, which therefore multiplies what the analysis found; per element it is a seed.
            IReadOnlyList<DerivativeOutput> gradients = isPerElement ? derivatives.Gradients(upstream) : Scaled(analysis.Gradients, upstream);
            yield return Plan(declaration.Name + "WithGradient", "WithGradient" + suffix, gradients, upstreamIsTensor);
            if (analysis.Hessians.Count == 0)
                continue;
            IReadOnlyList<DerivativeOutput> hessians = isPerElement ? derivatives.Hessians(gradients) : Scaled(analysis.Hessians, upstream);
            yield return Plan(
                declaration.Name + "WithGradientAndHessian", "WithGradientAndHessian" + suffix, [.. gradients, .. hessians], upstreamIsTensor);
        }
    }

    private IReadOnlyList<DerivativeOutput> Scaled(IReadOnlyList<DerivativeOutput> outputs, Node upstream) =>
        [.. outputs.Select(output => output with { Value = graph.Multiply(upstream, output.Value) })];

    private Companion Plan(string name, string kernelSuffix, IReadOnlyList<DerivativeOutput> outputs, bool upstreamIsTensor)
    {
        List<Node> roots = [formula.Result, .. outputs.Select(output => output.Value)];
        IReadOnlyList<Node> lowered = NanPropagation.Apply(graph, Lowering.Lower(graph, roots));
        var stores = new List<Store>();
        var assignments = new List<Assignment>();
        if (declaration.Output is { } output)
            stores.Add(new Store(output.Name, lowered[0]));
        else
            assignments.Add(new Assignment(null, lowered[0]));
        for (int i = 0; i < outputs.Count; i++)
        {
            if (outputs[i].Of.IsTensor)
                stores.Add(new Store(outputs[i].Name, lowered[i + 1]));
            else
                assignments.Add(new Assignment(outputs[i].Name, lowered[i + 1]));
        }

        PassPlan plan = Scheduler.Plan(new Routine(formula.Axis, stores, assignments));
        return new Companion(name, declaration.Name + kernelSuffix, plan, outputs, upstreamName, upstreamIsTensor, accumulateName);
    }

    /// <summary>The user's names, for the nodes that came of what was named.</summary>
    private IReadOnlyDictionary<Node, string> LoweredNames()
    {
        var named = formula.Names.ToList();
        IReadOnlyList<Node> lowered = NanPropagation.Apply(graph, Lowering.Lower(graph, [.. named.Select(pair => pair.Key)]));
        var names = new Dictionary<Node, string>();
        for (int i = 0; i < named.Count; i++)
        {
            if (lowered[i].Args.Count > 0)
                names[lowered[i]] = named[i].Value;
        }

        return names;
    }
}
