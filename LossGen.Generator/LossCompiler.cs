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
using LossGen.Generator.Torch;

namespace LossGen.Generator;

/// <summary>A compiled loss.</summary>
/// <param name="Identity">What makes it a method of its own: its type, its name and the types of its parameters.</param>
/// <param name="FileName">The name of the emitted file.</param>
/// <param name="Source">The emitted file; after errors in the formula, methods that throw.</param>
/// <param name="Diagnostics">What there is to say about the formula.</param>
internal sealed record CompiledLoss(string Identity, string FileName, string Source, EquatableArray<FormulaDiagnostic> Diagnostics)
{
    /// <summary>Whether there is a method with the gradient.</summary>
    public bool HasGradient { get; init; }

    /// <summary>The XML documentation of the declared method, for a loss of torch tensors that it stands behind.</summary>
    public string Documentation { get; init; } = "";

    public static CompiledLoss Of(LossDeclaration declaration, string source) =>
        new(LossFiles.Identity(declaration), LossFiles.Name(declaration), source, EquatableArray<FormulaDiagnostic>.Empty);
}

/// <summary>
/// From a declaration to an emitted file: syntax, binding, calculus, schedule, emission. A pure function of the declaration.
/// </summary>
internal sealed class LossCompiler
{
    private readonly LossDeclaration declaration;
    private readonly DiagnosticBag diagnostics;
    private readonly BoundFormula formula;
    private readonly GraphBuilder graph;
    private readonly CompanionNames companionNames;
    private readonly Derivatives derivatives;
    private readonly Node upstreamTensor;
    private readonly NameScope scratchNames;
    private readonly List<RoutineSchedule> schedules = [];

    private LossCompiler(LossDeclaration declaration, BoundFormula formula, DiagnosticBag diagnostics)
    {
        this.declaration = declaration;
        this.formula = formula;
        this.diagnostics = diagnostics;
        graph = formula.Graph;
        scratchNames = new NameScope(declaration.Parameters.Select(parameter => parameter.Name));
        companionNames = new CompanionNames(declaration);
        derivatives = new Derivatives(declaration, formula, companionNames);
        upstreamTensor = graph.Element(companionNames.Upstream, [.. formula.Result.Axes.Axes.Select(graph.Index)], Interval.All);
    }

    public static CompiledLoss Compile(LossDeclaration declaration, CancellationToken cancel = default)
    {
        if (declaration.IsOfTorch)
            return TorchLossCompiler.Compile(declaration, cancel);
        var diagnostics = new DiagnosticBag();
        CompiledLoss? compiled = null;
        Guard(declaration, diagnostics, () =>
        {
            FormulaSyntax syntax = Parser.Parse(declaration.Formula, diagnostics);
            cancel.ThrowIfCancellationRequested();
            BoundFormula? formula = Binder.Bind(syntax, declaration, diagnostics, new GraphBuilder());
            if (formula is not null)
            {
                StableForms.Offer(declaration, formula, diagnostics);
                compiled = new LossCompiler(declaration, formula, diagnostics).Emit(cancel);
            }
        });
        return (diagnostics.HasErrors || compiled is null ? Stub(declaration) : compiled) with { Diagnostics = diagnostics.Items.ToEquatableArray() };
    }

    /// <summary>Runs stages of a compilation; whatever they throw becomes a diagnostic.</summary>
    public static void Guard(LossDeclaration declaration, DiagnosticBag diagnostics, Action stages)
    {
        var whole = new TextRange(0, declaration.Formula.Length);
        try
        {
            stages();
        }
        catch (TooManyAxesException)
        {
            diagnostics.Report(Rules.TooComplex, whole, $"more than {AxisSet.MaxAxes} axes");
        }
        catch (InsufficientExecutionStackException)
        {
            diagnostics.Report(Rules.TooComplex, whole, "expressions nested too deep");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A defect of the compiler costs this loss and not, as an exception would, all losses of the project.
            diagnostics.Report(Rules.InternalError, whole, $"{exception.GetType().Name}: {exception.Message}");
        }
    }

    /// <summary>What takes the place of a loss whose formula has errors.</summary>
    public static CompiledLoss Stub(LossDeclaration declaration) => CompiledLoss.Of(declaration, StubWriter.Write(declaration));

    private CompiledLoss Emit(CancellationToken cancel)
    {
        Checks.Run(formula, declaration, diagnostics);
        LossAnalysis analysis = LossAnalyzer.Analyze(declaration, formula, derivatives, upstreamTensor, diagnostics);
        cancel.ThrowIfCancellationRequested();
        var companions = new List<Companion> { Forward() };
        if (analysis.Gradients.Count > 0)
            companions.AddRange(Companions(analysis));
        IReadOnlyDictionary<Node, string> names = LoweredNames();
        string source = FileWriter.Write(declaration, companions, new NodeNames(names), analysis, formula);
        return CompiledLoss.Of(declaration, source) with
        {
            HasGradient = companions.Count > 1,
            Documentation = declaration.IsBehindTorch ? FileWriter.Documentation(declaration, companions, analysis) : "",
        };
    }

    private Companion Forward() => Plan(null, "Forward", []);

    private IEnumerable<Companion> Companions(LossAnalysis analysis)
    {
        List<CompanionSignature> signatures = [.. declaration.Companions.Where(s => !s.HasSecondDerivatives || analysis.Hessians.Count > 0)];
        List<Companion> each = [.. signatures.Where(signature => signature.UpstreamIsTensor).Select(signature => Differentiated(signature, analysis))];
        foreach (CompanionSignature signature in signatures.Where(signature => !signature.UpstreamIsTensor))
        {
            Companion? other = each.FirstOrDefault(other => other.Signature!.HasSecondDerivatives == signature.HasSecondDerivatives && IsSpread(other));
            yield return other is null ? Differentiated(signature, analysis)
                : (declaration.HasDevice ? Differentiated(signature, analysis) : other with { Signature = signature }) with { Each = other };
        }

        foreach (Companion companion in each)
            yield return companion;
    }

    /// <summary>
    /// Whether a method of one upstream gradient leaves the work to that of one per element: where the loss is a number for many elements. Where it is as long as what it is computed
    /// from, the spread numbers would be memory traffic as the rest.
    /// </summary>
    private bool IsSpread(Companion each) => each.Schedule.Passes is null && declaration.Output is { Container: Container.Span } output && output.Element == declaration.Element
        && formula.Shapes.Values.Any(shape => shape.Count > formula.Result.Axes.Count) && declaration.Inheritance.All(modifier => modifier.Length == 0);

    private Companion Differentiated(CompanionSignature signature, LossAnalysis analysis)
    {
        Node upstream = signature.UpstreamIsTensor
            ? upstreamTensor
            : graph.Scalar(companionNames.Upstream, Interval.All, isUpstream: true);

        // A scalar loss is linear in its upstream gradient, which therefore multiplies what the analysis found; per element it is a seed.
        bool isPerElement = declaration.Return is null;
        IReadOnlyList<DerivativeOutput> outputs = isPerElement ? derivatives.Gradients(upstream) : Scaled(analysis.Gradients, upstream);
        if (signature.HasSecondDerivatives)
            outputs = [.. outputs, .. isPerElement ? derivatives.Hessians(outputs) : Scaled(analysis.Hessians, upstream)];
        return Plan(
            signature,
            (signature.HasSecondDerivatives ? "WithGradientAndHessian" : "WithGradient") + (signature.UpstreamIsTensor ? "Each" : ""),
            outputs);
    }

    private IReadOnlyList<DerivativeOutput> Scaled(IReadOnlyList<DerivativeOutput> outputs, Node upstream) =>
        [.. outputs.Select(output => output with { Value = graph.Multiply(upstream, output.Value) })];

    private Companion Plan(CompanionSignature? signature, string kernelSuffix, IReadOnlyList<DerivativeOutput> outputs)
    {
        // A companion computes the loss and its derivatives; further results are those of the declared method.
        List<(string? Output, IReadOnlyList<Axis>? Axes, Node Value)> wanted = [(declaration.Output?.Name, AxesOf(declaration.Output, formula.Result), formula.Result)];
        foreach (KeyValuePair<string, Node> metric in formula.Metrics)
            wanted.Add((metric.Key, AxesOf(declaration.Parameters.First(parameter => parameter.Name == metric.Key), metric.Value), metric.Value));
        foreach (DerivativeOutput output in outputs)
            wanted.Add((output.Name, output.Of.IsTensor ? formula.Shapes[output.Of.Name] : null, output.Value));
        IReadOnlyList<Node> lowered = ForeignPositions.Apply(
            graph, NanPropagation.Apply(graph, Lowering.Lower(graph, [.. wanted.Select(result => result.Value)])), formula.Shapes);
        var stores = new List<Store>();
        var assignments = new List<Assignment>();
        for (int i = 0; i < wanted.Count; i++)
        {
            if (wanted[i].Axes is { } axes)
                stores.Add(new Store(wanted[i].Output!, axes, lowered[i]));
            else
                assignments.Add(new Assignment(wanted[i].Output, lowered[i]));
        }

        bool isFlat = declaration.Parameters.All(parameter => parameter.Container != Container.TensorSpan)
            && formula.Shapes.Values.All(shape => shape.Count == 1 && shape[0].Extent == formula.Shapes.Values.First()[0].Extent);
        RoutineSchedule schedule = RoutineSchedule.Of(
            graph, new Routine(stores, assignments, LoweredChecks()), isFlat, name => IsTensorSpan(name, outputs), Scratch,
            declaration.Element == ElementType.Double, IsComputed, declaration.IsNarrow, declaration.HasDevice, declaration.Checkpoints);
        schedules.Add(schedule);
        if (declaration.Checkpoints && signature is { HasSecondDerivatives: false })
            CheckCheckpoints(schedule);
        return new Companion(
            signature?.Name ?? declaration.Name, signature, declaration.KernelStem + kernelSuffix, schedule, outputs, companionNames.Upstream, companionNames.Accumulate);
    }

    /// <summary>Tells where checkpoints were asked for and the loops have none.</summary>
    private void CheckCheckpoints(RoutineSchedule schedule)
    {
        IEnumerable<Nest> nests = (schedule.Nests ?? schedule.Strided)?.Nests ?? [];
        if (nests.Any(nest => nest.Windows is not null) || diagnostics.Items.Any(diagnostic => diagnostic.Id == Rules.NoCheckpoints.Id))
            return;
        diagnostics.Report(
            Rules.NoCheckpoints, new TextRange(0, declaration.Formula.Length), declaration.Name,
            schedule.Nests?.SweepObstacle ?? schedule.Strided?.SweepObstacle ?? "the formula has no recurrence");
    }

    private bool IsTensorSpan(string tensor, IReadOnlyList<DerivativeOutput> outputs)
    {
        ParameterModel? like = tensor == companionNames.Upstream ? declaration.Output
            : outputs.FirstOrDefault(output => output.Name == tensor)?.Of ?? declaration.Parameters.FirstOrDefault(parameter => parameter.Name == tensor);
        return like?.Container == Container.TensorSpan;
    }

    private bool IsComputed(string tensor) => declaration.Parameters.Any(parameter => parameter.Name == tensor && parameter.Element.Computed() == declaration.Element);

    private List<IndexCheck> LoweredChecks()
    {
        IReadOnlyList<Node> lowered = Lowering.Lower(graph, [.. formula.Checks.SelectMany(check => new[] { check.Access, check.Guard })]);
        return [.. formula.Checks.Select((check, i) => check with { Access = lowered[2 * i], Guard = lowered[(2 * i) + 1] })];
    }

    private static IReadOnlyList<Axis>? AxesOf(ParameterModel? output, Node value) =>
        output is null or { Container: Container.None } ? null : value.Axes.Axes;

    /// <summary>A name for scratch memory that no parameter has.</summary>
    private string Scratch(string wanted) => scratchNames.Unique(wanted);

    /// <summary>The user's names, for the nodes that came of what was named.</summary>
    private IReadOnlyDictionary<Node, string> LoweredNames()
    {
        var named = formula.Names.ToList();
        IReadOnlyList<Node> lowered = NanPropagation.Apply(graph, Lowering.Lower(graph, [.. named.Select(pair => pair.Key)]));
        var names = new Dictionary<Node, string>();
        for (int i = 0; i < named.Count; i++)
        {
            if (lowered[i].IsLeaf)
                continue;
            names[lowered[i]] = named[i].Value;
            foreach (RoutineSchedule schedule in schedules)
            {
                if (schedule.Collapsed.Images.TryGetValue(lowered[i], out Node? image))
                    names[image] = named[i].Value;
            }
        }

        return names;
    }
}
