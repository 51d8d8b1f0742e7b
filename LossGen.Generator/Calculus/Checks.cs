using System.Globalization;
using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus;

/// <summary>
/// Warns of what will hurt at run time. Each call that the user wrote is judged by what became of it: a logarithm that was rewritten to
/// a safe form is none any more. What a condition or a filter keeps away is not warned of.
/// </summary>
internal sealed class Checks
{
    private readonly BoundFormula formula;
    private readonly LossDeclaration declaration;
    private readonly DiagnosticBag diagnostics;
    private readonly IReadOnlyList<Node> inOrder;
    private readonly HashSet<Node> live;

    private Checks(BoundFormula formula, LossDeclaration declaration, DiagnosticBag diagnostics)
    {
        this.formula = formula;
        this.declaration = declaration;
        this.diagnostics = diagnostics;
        inOrder = GraphWalk.Reachable(formula.Results);
        live = [.. inOrder];
    }

    private bool IsSingle => declaration.Element == ElementType.Single;

    public static void Run(BoundFormula formula, LossDeclaration declaration, DiagnosticBag diagnostics) =>
        new Checks(formula, declaration, diagnostics).Run();

    private void Run()
    {
        var wanted = new HashSet<string>(declaration.Differentiated.Select(p => p.Name));
        HashSet<Node> active = GraphWalk.DependingOn(formula.Results, node => node.Name is not null && wanted.Contains(node.Name));
        foreach (WrittenCall call in formula.Calls)
        {
            Domain(call);
            Divisor(call);
            if (!live.Contains(call.Node))
                continue;
            Overflow(call);
            if (call.Node.Function is { } slow && (slow.LaneByLane || (slow.ThroughDoubles && !IsSingle)) && call.Node.Varies)
                diagnostics.Report(Rules.LaneByLane, call.Place, slow.Name);
            if (call.Node.Function is { Kink: { } kink } && active.Contains(call.Node))
                diagnostics.Report(Rules.NotDifferentiable, call.Place, Text(call.Place), kink);
        }

        foreach (WrittenNumber number in formula.Numbers)
            Number(number);
    }

    private void Domain(WrittenCall call)
    {
        if (call.Function?.Domain is not { } asked || call.Function.HasDomain?.Invoke(call.Arguments) == false || IsInside(call))
            return;
        int written = asked.Argument;
        Interval range = call.Arguments[written].Range;
        string argument = Text(call.ArgumentPlaces[written]);
        string bounded = double.IsInfinity(asked.Valid.High) ? $"max({argument}, {(asked.ExcludesLow ? "1e-7" : "0")})" : $"clamp({argument}, -1, 1)";
        bool isParameter = declaration.Parameters.Any(p => p.Name == argument);
        string advice = isParameter
            ? $"state the range of '{argument}' with [Range(low, high)], or write {bounded} for it"
            : "state the ranges of its parameters with [Range(low, high)], or bound it with max or clamp";
        diagnostics.Report(
            Rules.DomainError, call.ArgumentPlaces[written], isParameter ? Mend.Replace(call.ArgumentPlaces[written], bounded) : null, call.Function.Name, asked.Words, argument, Shown(range.Low), Shown(range.High), advice);
    }

    /// <summary>Whether what became of the call cannot leave its domain.</summary>
    private bool IsInside(WrittenCall call)
    {
        if (call.Arguments.All(argument => argument.IsConstant))
            return call.Function!.Domain!.Contains(call.Arguments[call.Function.Domain.Argument].Range);
        Node? risky = live.Contains(call.Node) ? call.Node : MergedInto(call);
        if (risky?.Function?.Domain is not { } domain)
            return true;
        if (risky.Calls(FunctionTable.XLogY) && ReferenceEquals(risky[0], risky[1]) && risky[0].Range.IsNonNegative)
            return true; // x * log(x) is 0 at 0
        Guard guard = Around(risky, risky[domain.Argument]);
        Interval range = guard.Range;
        bool isInside = domain.Contains(range) || (guard.ExcludesZero && domain.Valid.Low == 0 && range.IsWithin(domain.Valid));
        return isInside && (!risky.Calls(FunctionTable.RelativeEntropy) || risky[0].Range.IsNonNegative);
    }

    /// <summary>The call with a domain that took over the argument: y * log(p) became xlogy(y, p).</summary>
    private Node? MergedInto(WrittenCall call)
    {
        Node argument = call.Arguments[call.Function!.Domain!.Argument];
        return live.FirstOrDefault(node =>
            (node.Calls(FunctionTable.XLogY) && ReferenceEquals(node[1], argument))
            || (node.Calls(FunctionTable.XLog1pY) && call.Node.Calls(FunctionTable.Log1p) && ReferenceEquals(node[1], call.Node[0]))
            || (node.Calls(FunctionTable.RelativeEntropy) && argument.Op == Op.Divide
                && ReferenceEquals(node[0], argument[0]) && ReferenceEquals(node[1], argument[1])));
    }

    private void Overflow(WrittenCall call)
    {
        if (call.Node.Function is not { GrowsExponentially: true } function)
            return;
        double limit = IsSingle ? 88.7 : 709.7;
        Node exponent = call.Node[0];
        Interval range = Around(call.Node, exponent).Range;
        bool growsBothWays = function == FunctionTable.Sinh || function == FunctionTable.Cosh;
        if ((growsBothWays ? range.Abs() : range).High <= limit)
            return;

        if (call.Function == FunctionTable.Pow && call.Arguments[0].IsConstant)
            PowerOverflow(call, Math.Log(call.Arguments[0].Value), limit, range.High);
        else
        {
            bool isWritten = call.Function == function;
            TextRange place = isWritten ? call.ArgumentPlaces[0] : call.Place;
            string argument = isWritten ? Text(place) : FormulaPrinter.Print(exponent, 60, formula.Names);
            double bound = IsSingle ? 80 : 700;
            ReportOverflow(
                place, isWritten ? function.Name : Text(place), limit, argument, (growsBothWays ? range.Abs() : range).High,
                growsBothWays ? $"clamp({argument}, -{bound}, {bound})" : $"min({argument}, {bound})");
        }
    }

    /// <summary>A power of a constant, which became an exponential of a multiple of its exponent.</summary>
    private void PowerOverflow(WrittenCall call, double logOfBase, double limit, double largest)
    {
        string exponent = Text(call.ArgumentPlaces[1]);
        double bound = Math.Floor((limit - 8) / logOfBase);
        ReportOverflow(
            call.ArgumentPlaces[1], Text(call.Place), limit / logOfBase, exponent, largest / logOfBase,
            $"{(logOfBase < 0 ? "max" : "min")}({exponent}, {Shown(bound)})");
    }

    private void ReportOverflow(TextRange place, string what, double limit, string argument, double reach, string bounded) =>
        diagnostics.Report(
            Rules.Overflow, place, Bounding(place, argument, bounded), what, IsSingle ? "float" : "double", limit < 0 ? "below" : "above",
            limit.ToString("G4", CultureInfo.InvariantCulture), argument, limit < 0 ? "down to" : "up to", Shown(reach),
            $"state the ranges of its parameters with [Range(low, high)], or write {bounded} for it");

    /// <summary>Writes the bound around the exponent; null where the exponent does not stand there as it is shown.</summary>
    private Mend? Bounding(TextRange place, string argument, string bounded)
    {
        int at = bounded.IndexOf('(') + 1;
        return declaration.Formula.Substring(place.Start, place.Length) == argument
            ? Mend.Around(place, bounded.Substring(0, at), bounded.Substring(at + argument.Length))
            : null;
    }

    /// <summary>A division, or a negative power.</summary>
    private void Divisor(WrittenCall call)
    {
        int index = call.Function is null ? 1 : 0;
        if (call.Function is not null && !(call.Function == FunctionTable.Pow && call.Arguments[1].IsConstant && call.Arguments[1].Value < 0))
            return;
        Node divisor = call.Arguments[index];
        if (!divisor.Range.Contains(0) || divisor.Op == Op.Size)
            return;

        // The division may have been taken out of a loop, or into a choice.
        Node? division = live.FirstOrDefault(node => node.Op == Op.Divide && ReferenceEquals(node[1], divisor))
            ?? (live.Contains(call.Node) && (call.Node.Op == Op.Divide || call.Node.Calls(FunctionTable.Pow)) ? call.Node : null);
        if (!divisor.IsConstant && (division is null || IsKeptFromZero(Around(division, divisor))))
            return;
        diagnostics.Report(Rules.DivisionByZero, call.ArgumentPlaces[index], Text(call.ArgumentPlaces[index]));
    }

    private static bool IsKeptFromZero(Guard guard) => guard.ExcludesZero || !guard.Range.Contains(0);

    /// <summary>The values of an argument where it is used, within the conditions and filters around.</summary>
    private Guard Around(Node user, Node value)
    {
        Guard guard = Guard.Around(user, value, inOrder);

        // Conditions on its parameters bound it too: built again from narrower parameters, it has the range that follows.
        var narrowing = new GraphBuilder { Rewrites = false };
        Node narrowed = GraphWalk.Map(narrowing, [value], node =>
        {
            if (node.Op is not (Op.Element or Op.Scalar))
                return node;
            Interval range = node.Range.Intersect(Guard.Around(user, node, inOrder).Range);
            return node.Op == Op.Element
                ? narrowing.Element(node.Name!, node.Args, range, node.IsInteger)
                : narrowing.Scalar(node.Name!, range, isInteger: node.IsInteger);
        })[0];
        return guard with { Range = value.Range.Intersect(guard.Range).Intersect(narrowed.Range) };
    }

    /// <summary>A number that arithmetic on floats rounds to 0 or to infinity.</summary>
    private void Number(WrittenNumber number)
    {
        if (!IsSingle || number.Value == 0 || double.IsInfinity(number.Value))
            return;
        float rounded = (float)number.Value;
        if ((rounded != 0 && !float.IsInfinity(rounded))
            || !live.Any(node => node.Varies && node.Args.Any(arg => arg.IsConstant && Math.Abs(arg.Value) == number.Value)))
            return;
        diagnostics.Report(
            Rules.NumberOutOfRange, number.Place, Text(number.Place), rounded == 0 ? "0" : "infinity",
            rounded == 0 ? "the smallest float is 1.4e-45, and the smallest with all its digits 1.2e-38" : "the largest float is 3.4e38");
    }

    private static string Shown(double bound) => double.IsPositiveInfinity(bound) ? "inf"
        : double.IsNegativeInfinity(bound) ? "-inf"
        : bound.ToString("G6", CultureInfo.InvariantCulture);

    private string Text(TextRange place)
    {
        string text = declaration.Formula.Substring(place.Start, place.Length);
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }
}
