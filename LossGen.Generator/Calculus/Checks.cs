using System.Globalization;
using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>
/// Warns of what will hurt at run time. Each call that the user wrote is judged by what became of it: a logarithm that was rewritten to
/// a safe form is none any more.
/// </summary>
internal static class Checks
{
    public static void Run(BoundFormula formula, LossDeclaration declaration, DiagnosticBag diagnostics)
    {
        var live = new HashSet<Node>(GraphWalk.Reachable(formula.Result));
        var wanted = new HashSet<string>(declaration.Differentiated.Select(p => p.Name));
        HashSet<Node> active = GraphWalk.DependingOn([formula.Result], node => node.Name is not null && wanted.Contains(node.Name));
        foreach (WrittenCall call in formula.Calls)
        {
            Domain(call, live, declaration, diagnostics);
            Overflow(call, live, declaration, diagnostics);
            if (!live.Contains(call.Node))
                continue;
            if (call.Function is null && call.Node.Op == Op.Divide)
                Divisor(call, declaration, diagnostics);
            if (call.Node.Function is { LaneByLane: true } slow && call.Node.Varies)
                diagnostics.Report(Rules.LaneByLane, call.Place, slow.Name);
            if (call.Node.Function is { Kink: { } kink } && active.Contains(call.Node))
                diagnostics.Report(Rules.NotDifferentiable, call.Place, Text(declaration, call.Place), kink);
        }
    }

    private static void Domain(WrittenCall call, HashSet<Node> live, LossDeclaration declaration, DiagnosticBag diagnostics)
    {
        if (call.Function?.Domain is null && !(call.Function == FunctionTable.Pow && call.Node.Function?.Domain is not null))
            return;
        Node? risky = call.Node.Function?.Domain is not null && live.Contains(call.Node) ? call.Node : MergedInto(call, live);
        if (risky?.Function?.Domain is not { } domain || domain.Contains(risky[domain.Argument].Range))
            return;
        int written = Math.Min(call.Function!.Domain?.Argument ?? 0, call.ArgumentPlaces.Count - 1);
        Domain asked = call.Function.Domain ?? domain;
        Interval range = call.Arguments[written].Range;
        string argument = Text(declaration, call.ArgumentPlaces[written]);
        string advice = declaration.Parameters.Any(p => p.Name == argument)
            ? $"state the range of '{argument}' with [Range(low, high)], or bound it, for instance {call.Function.Name}(max({argument}, 1e-7))"
            : "state the ranges of its parameters with [Range(low, high)], or bound it with max or clamp";
        if (asked.Valid.Low < 0 && !double.IsInfinity(asked.Valid.High))
            advice = advice.Replace($"max({argument}, 1e-7)", $"clamp({argument}, -1, 1)");
        diagnostics.Report(
            Rules.DomainError, call.ArgumentPlaces[written], call.Function.Name, asked.Words, argument, Shown(range.Low), Shown(range.High), advice);
    }

    /// <summary>The call with a domain that took over the argument: y * log(p) became xlogy(y, p).</summary>
    private static Node? MergedInto(WrittenCall call, HashSet<Node> live) =>
        live.FirstOrDefault(node => node.Calls(FunctionTable.XLogY)
            && (ReferenceEquals(node[1], call.Arguments[0])
                || (call.Arguments.Count > 1 && ReferenceEquals(node[1], call.Arguments[1]))));

    private static void Overflow(WrittenCall call, HashSet<Node> live, LossDeclaration declaration, DiagnosticBag diagnostics)
    {
        if (call.Node.Function is not { GrowsExponentially: true } function || !live.Contains(call.Node))
            return;
        bool isSingle = declaration.Element == ElementType.Single;
        double limit = isSingle ? 88.7 : 709.7;
        Interval range = function == FunctionTable.Exp || function == FunctionTable.Expm1 ? call.Node[0].Range : call.Node[0].Range.Abs();
        if (range.High <= limit)
            return;
        string argument = Text(declaration, call.ArgumentPlaces[0]);
        diagnostics.Report(
            Rules.Overflow, call.ArgumentPlaces[0], call.Function?.Name ?? function.Name, isSingle ? "float" : "double", Shown(limit), argument, Shown(range.High),
            $"state the ranges of its parameters with [Range(low, high)], or bound it, for instance min({argument}, {(isSingle ? 80 : 700)})");
    }

    private static void Divisor(WrittenCall call, LossDeclaration declaration, DiagnosticBag diagnostics)
    {
        if (call.Node[1].Range.Contains(0) && call.Node[1].Op != Op.Size)
            diagnostics.Report(Rules.DivisionByZero, call.ArgumentPlaces[1], Text(declaration, call.ArgumentPlaces[1]));
    }

    private static string Shown(double bound) => double.IsPositiveInfinity(bound) ? "inf"
        : double.IsNegativeInfinity(bound) ? "-inf"
        : bound.ToString("G6", CultureInfo.InvariantCulture);

    private static string Text(LossDeclaration declaration, TextRange place)
    {
        string text = declaration.Formula.Substring(place.Start, place.Length);
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }
}
