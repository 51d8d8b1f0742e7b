using System.Runtime.CompilerServices;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;
using LossGen.Generator.Inference;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>
/// Resolves the names of a formula and builds its graph. An expression with an error binds to null, which is passed on without further
/// reports. A definition is bound once, when it is first used.
/// </summary>
internal sealed partial class Binder
{
    private readonly FormulaSyntax formula;
    private readonly LossDeclaration declaration;
    private readonly MissingParameters missing;
    private readonly DiagnosticBag diagnostics;
    private readonly GraphBuilder graph;
    private readonly Dictionary<string, ParameterModel> parameters;
    private readonly Dictionary<string, DefinitionSyntax> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BoundDefinition> bound = new(StringComparer.Ordinal);
    private readonly List<string> binding = [];
    private readonly AxisTable axes;
    private readonly HashSet<string> mentioned = new(StringComparer.Ordinal);
    private readonly List<WrittenCall> calls = [];
    private readonly List<WrittenNumber> numbers = [];
    private readonly Dictionary<Node, string> names = [];

    // Reported where there is no error: beside one they would say the same or what follows from it.
    private readonly List<FormulaDiagnostic> idle = [];
    private readonly bool lacksDefinitions;
    private readonly Dictionary<TextRange, Node> stabilized = [];
    private TextRange place;
    private bool isStabilized;

    private Binder(FormulaSyntax formula, LossDeclaration declaration, DiagnosticBag diagnostics, GraphBuilder graph)
    {
        this.formula = formula;
        this.declaration = declaration;
        missing = new MissingParameters(formula, declaration);
        this.diagnostics = diagnostics;
        this.graph = graph;
        parameters = declaration.Parameters.ToDictionary(p => p.Name, StringComparer.Ordinal);
        axes = new AxisTable(graph, new AxisNames(formula, parameters), declaration);
        lacksDefinitions = formula.LacksDefinitions;
        graph.Stabilized = rule =>
        {
            diagnostics.Report(Rules.Stabilized, place, rule);
            isStabilized = true;
        };
    }

    /// <summary>Binds a formula; null where it has errors.</summary>
    public static BoundFormula? Bind(FormulaSyntax formula, LossDeclaration declaration, DiagnosticBag diagnostics, GraphBuilder graph) =>
        new Binder(formula, declaration, diagnostics, graph).Formula();

    private BoundFormula? Formula()
    {
        foreach (DefinitionSyntax definition in formula.Definitions)
            Declare(definition);
        FindRecurrences();
        Node? result = Bind(formula.Result, Scope.Outermost(declaration.Return is null));
        IReadOnlyDictionary<string, Node> metrics = Metrics();
        var unused = new List<Token>();
        foreach (Token name in formula.Definitions.Select(definition => definition.Name).Where(name => !mentioned.Contains(name.Text)))
        {
            unused.Add(name);
            Definition(name);
        }

        graph.Stabilized = null;
        ReportUnused(unused);
        if (result is null || diagnostics.HasErrors || !CheckResult(formula.Result, result))
            return null;
        List<Node> results = [result, .. metrics.Values];
        IReadOnlyDictionary<string, IReadOnlyList<Node>> accesses = axes.Accesses(results);
        IReadOnlyDictionary<string, IReadOnlyList<Axis>> shapes = axes.Shapes();
        IReadOnlyList<WrittenIndex> written = axes.WrittenIndices(results);
        IReadOnlyList<ExtentSource> extents = ExtentSources.Find(declaration, shapes, axes.Named, axes.LargestNumber, Window.Find(graph, results, written), diagnostics);
        axes.CheckExtents(results, extents, diagnostics);
        IReadOnlyList<IndexCheck> checks = Boundaries.Find(graph, results, written, axes.DimensionOf, declaration.Formula, diagnostics);
        if (diagnostics.HasErrors)
            return null;
        foreach (FormulaDiagnostic warning in idle)
            diagnostics.Report(Rules.RedundantReduction, warning.Place, [.. warning.Arguments]);
        return new BoundFormula(graph, result, metrics, accesses, shapes, extents, checks, new HashSet<string>(parameters.Keys.Where(axes.IsElided), StringComparer.Ordinal), axes.Read, calls, numbers, names, stabilized);
    }

    /// <summary>The values of the parameters that are marked [Output], which are definitions of their names.</summary>
    private Dictionary<string, Node> Metrics()
    {
        var metrics = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (ParameterModel parameter in declaration.Parameters.Where(parameter => parameter.Kind == ParameterKind.Metric))
        {
            if (!definitions.TryGetValue(parameter.Name, out DefinitionSyntax? definition))
            {
                diagnostics.ReportParameter(Rules.OutputUndefined, parameter.Name, parameter.Name);
                continue;
            }

            if (Definition(definition.Name) is not { Value: { } value })
                continue;
            mentioned.Add(parameter.Name);
            if (value.IsCondition)
                diagnostics.Report(Rules.WrongType, definition.Name.Place, $"'{parameter.Name}' is a condition, and the output a number: write 'condition ? 1 : 0'");
            else if (parameter.Container == Container.None && value.Varies)
            {
                diagnostics.Report(
                    Rules.WrongIndices, definition.Name.Place, $"'{parameter.Name}' has one value per element, and the output is one number: reduce it, or take a Span");
            }
            else if (parameter.Container != Container.None && !value.Varies)
                diagnostics.Report(Rules.WrongIndices, definition.Name.Place, $"'{parameter.Name}' is one number: take an 'out' parameter for it");
            metrics[parameter.Name] = value;
        }

        return metrics;
    }

    private void ReportUnused(List<Token> unused)
    {
        // After an error, what seems unused may be what was meant there.
        if (diagnostics.HasErrors)
            return;
        foreach (Token name in unused)
            diagnostics.Report(Rules.UnusedDefinition, name.Place, WithoutDefinition(name), name.Text);
        foreach (ParameterModel parameter in declaration.Parameters)
        {
            if (parameter.Kind is not (ParameterKind.Output or ParameterKind.Metric) && !mentioned.Contains(parameter.Name) && !axes.IsExtent(parameter))
                diagnostics.ReportParameter(Rules.UnusedParameter, parameter.Name, parameter.Name);
        }
    }

    private bool CheckResult(ExpressionSyntax syntax, Node result)
    {
        if (result.IsCondition)
            diagnostics.Report(Rules.WrongType, syntax.Place, InParentheses(syntax, " ? 1 : 0"), "The result is a condition; a loss is a number: write 'condition ? 1 : 0' or count(condition)");
        else if (declaration.Return is { } type && result.Varies)
        {
            string shown = Text(syntax.Place);
            diagnostics.Report(
                Rules.NotScalar, syntax.Place, Mend.Around(syntax.Extent, "mean(", ")"), declaration.Name, type == ElementType.Single ? "float" : "double",
                shown.Length > 40 ? "..." : shown, declaration.Element == ElementType.Single ? "float" : "double");
        }
        else if (declaration.Return is null && !result.Varies)
        {
            diagnostics.Report(
                Rules.Output, syntax.Place,
                $"The formula gives one number, and '{declaration.Name}' has an output with one per element: return float or double, and remove the output");
        }

        else if (declaration.Return is null)
            CheckIndicesOfOutput(result);
        return !diagnostics.HasErrors;
    }

    private void Declare(DefinitionSyntax definition)
    {
        string name = definition.Name.Text;
        if (parameters.TryGetValue(name, out ParameterModel? parameter) && (parameter.Kind != ParameterKind.Metric || definitions.ContainsKey(name)))
            diagnostics.Report(Rules.DuplicateDefinition, definition.Name.Place, name, "a parameter");
        else if (definitions.ContainsKey(name))
            diagnostics.Report(Rules.DuplicateDefinition, definition.Name.Place, name, "defined");
        else
            definitions.Add(name, definition);
        foreach (Token index in definition.Indices)
        {
            if (parameters.TryGetValue(index.Text, out ParameterModel? taken) && !axes.IsExtent(taken))
                diagnostics.Report(Rules.WrongIndices, index.Place, $"'{Shown(index.Text)}' is a parameter: choose another name for the index");
            if (definition.Indices.First(other => other.Text == index.Text).Place != index.Place)
                diagnostics.Report(Rules.WrongIndices, index.Place, $"Index '{Shown(index.Text)}' stands twice in the brackets of '{name}': name each index once");
        }
    }

    private Node? Bind(ExpressionSyntax syntax, Scope scope)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (syntax.IsErroneous)
            return Parts(syntax, scope);
        switch (syntax)
        {
            case NumberSyntax number:
                numbers.Add(new WrittenNumber(number.Place, number.Value));
                return graph.Constant(number.Value);
            case UnarySyntax { Operator: TokenKind.Bang } not:
                return Condition(not.Operand, scope) is { } condition ? At(syntax, () => graph.Not(condition)) : null;
            case UnarySyntax minus:
                return Number(minus.Operand, scope) is { } value ? At(syntax, () => graph.Negate(value)) : null;
            case BinarySyntax binary:
                return Binary(binary, scope);
            case ConditionalSyntax conditional:
                return Conditional(conditional, scope);
            case NameSyntax name:
                return Name(name, scope);
            case FallbackSyntax fallback:
                return Fallback(fallback, scope);
            default:
                return null;
        }
    }

    private Node? Number(ExpressionSyntax syntax, Scope scope)
    {
        Node? node = Bind(syntax, scope);
        if (node is not { IsCondition: true })
            return node;
        diagnostics.Report(
            Rules.WrongType, syntax.Place, InParentheses(syntax, " ? 1 : 0"), $"A number is needed here, and '{Text(syntax.Place)}' is a condition: write '({Text(syntax.Place)} ? 1 : 0)'");
        return null;
    }

    private Node? Condition(ExpressionSyntax syntax, Scope scope)
    {
        Node? node = Bind(syntax, scope);
        if (node is null || node.IsCondition || (node.IsConstant && IsTruth(syntax)))
            return node;
        diagnostics.Report(
            Rules.WrongType, syntax.Place, Compared(syntax), $"A condition is needed here, and '{Text(syntax.Place)}' is a number: compare it, for instance '{Text(syntax.Place)} != 0'");
        return null;
    }

    /// <summary>A number compared with 0, in parentheses; what binds looser than a comparison gets its own.</summary>
    private static Mend Compared(ExpressionSyntax syntax) =>
        syntax is ConditionalSyntax ? Mend.Around(syntax.Place, "((", ") != 0)") : InParentheses(syntax, " != 0");

    /// <summary>Writes something behind an expression, within its parentheses or new ones.</summary>
    private static Mend InParentheses(ExpressionSyntax syntax, string end) =>
        syntax.Extent == syntax.Place ? Mend.Around(syntax.Place, "(", end + ")") : Mend.Insert(syntax.Place.End, end);

    /// <summary>Whether the expression is a condition by its operator: one of constants is folded to a constant.</summary>
    private static bool IsTruth(ExpressionSyntax syntax) => syntax is UnarySyntax { Operator: TokenKind.Bang }
        or BinarySyntax { Operator.Kind: >= TokenKind.Less and <= TokenKind.OrOr };

    private Node? Binary(BinarySyntax syntax, Scope scope)
    {
        bool isLogic = syntax.Operator.Kind is TokenKind.AndAnd or TokenKind.OrOr;
        Node? left = isLogic ? Condition(syntax.Left, scope) : Number(syntax.Left, scope);
        Node? right = isLogic ? Condition(syntax.Right, scope) : Number(syntax.Right, scope);
        if (left is null || right is null)
            return null;
        return At(syntax, () => syntax.Operator.Kind switch
        {
            TokenKind.Plus => graph.Add(left, right),
            TokenKind.Minus => graph.Subtract(left, right),
            TokenKind.Star => graph.Multiply(left, right),
            TokenKind.Slash => Written(syntax.Place, null, [left, right], [syntax.Left.Place, syntax.Right.Place]),
            TokenKind.Caret => Written(syntax.Place, FunctionTable.Pow, [left, right], [syntax.Left.Place, syntax.Right.Place]),
            TokenKind.Less => graph.Less(left, right),
            TokenKind.LessOrEqual => graph.LessOrEqual(left, right),
            TokenKind.Greater => graph.Greater(left, right),
            TokenKind.GreaterOrEqual => graph.GreaterOrEqual(left, right),
            TokenKind.EqualEqual => graph.Equal(left, right),
            TokenKind.BangEqual => graph.NotEqual(left, right),
            TokenKind.AndAnd => graph.And(left, right),
            _ => graph.Or(left, right),
        });
    }

    private Node? Conditional(ConditionalSyntax syntax, Scope scope)
    {
        Node? condition = Condition(syntax.Condition, scope);
        Node? whenTrue = Number(syntax.WhenTrue, scope), whenFalse = Number(syntax.WhenFalse, scope);
        return condition is null || whenTrue is null || whenFalse is null
            ? null
            : At(syntax, () => graph.Select(condition, whenTrue, whenFalse));
    }

    /// <summary>Makes a call or (without a function) a division, and keeps it for the checks.</summary>
    private Node Written(TextRange at, Function? function, Node[] arguments, TextRange[] argumentPlaces)
    {
        Node node = At(at, () => function is null ? graph.Divide(arguments[0], arguments[1])
            : function.Abbreviates is { } definition && graph.Rewrites ? definition(graph, arguments)
            : graph.Call(function, arguments));
        calls.Add(new WrittenCall(at, node, function, arguments, argumentPlaces));
        return node;
    }

    private Node At(ExpressionSyntax syntax, Func<Node> make) => At(syntax.Place, make);

    /// <summary>Makes what stands at a place, and keeps it where that is not what was written.</summary>
    private Node At(TextRange at, Func<Node> make)
    {
        place = at;
        isStabilized = false;
        Node node = make();
        if (isStabilized)
            stabilized[at] = node;
        return node;
    }

    private string Text(TextRange range)
    {
        string text = declaration.Formula.Substring(range.Start, Math.Min(range.Length, declaration.Formula.Length - range.Start));
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }
}
