using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>The loops along the rows, all of which take a step at once.</summary>
internal sealed partial class RowLanesBody
{
    private void WriteAlong(Loop loop)
    {
        List<Sink> sinks = [.. loop.Body.OfType<Execute>().Select(step => step.Sink)];
        List<OnlineSink> online = [.. sinks.OfType<OnlineSink>()];

        // Rows are short: the shift of exponents is known before their sum begins.
        WriteTrip(loop.Axis, [.. sinks.Where(sink => sink is not OnlineSink), .. online.Select(sink => new TotalSink([], sink.Shift))], loop);
        if (online.Count == 0)
            return;
        List<Node> exponentials = [.. online.Select(sink => sink.Sum[0]).Where(node => IsUsedAfter(node, loop))];
        WriteTrip(loop.Axis, [.. online.Select(sink => new TotalSink([], sink.Sum)), .. exponentials.Select(node => new KeepSink(node))], exponentials.Count == 0 ? loop : null);
    }

    /// <summary>A loop that runs others, and reduces what they reduce of each row.</summary>
    private void WriteNested(Loop loop)
    {
        List<Node> reductions = [.. loop.Begins.Cast<TotalSink>().Select(sink => sink.Reduction)];
        foreach (Node reduction in reductions)
        {
            accumulators[reduction] = scope.Unique(names.Describe(reduction));
            code.Line($"var {accumulators[reduction]} = new {Accumulation.RowType(reduction, Doubles, "double", Doubles, isWide: element != ElementType.Double)}();");
        }

        string at = positions[loop.Axis] = Local("nint", Extents.Variable(loop.Axis));
        (string first, string end) = Bounds(loop.Axis, loop.Limits, code);
        code.Open($"for (nint {at} = {first}; {at} < {end}; {at}++)");
        RowLaneWriter outer = rows;
        rows = Rows(outer);
        // What loops inside need once a row is pinned here as well.
        bool IsComputedHere(Node node) => IsOfElement(node, loop.Axis) && node.Op is not (Op.Element or Op.Reduce) && node.Axes.Axes.All(positions.ContainsKey);
        IEnumerable<Node> used = GraphWalk.Reachable(loop.Sinks.SelectMany(sink => sink.Roots), node => !rows.Knows(node), _ => true).Where(IsComputedHere).SelectMany(node => node.Args)
            .Concat(loop.Body.OfType<Execute>().SelectMany(step => step.Sink.Roots));
        foreach (Node node in used.Where(node => !node.VariesOver(form.Rows) && !node.IsConstant && !rows.Knows(node)).Distinct().OrderBy(node => node.Id).ToList())
        {
            if (IsOfCall(node))
                outer.Define(node, InAllLanes(node, scalars, before, Doubles, "double"));
            else
                rows.Define(node, InAllLanes(node, Scalars(code, scalars), code, Doubles, "double"));
        }

        WriteSteps(loop.Body, left: null);
        rows = outer;
        code.Close();
        positions.Remove(loop.Axis);
        foreach (Node reduction in reductions)
        {
            rows.Define(reduction, $"{accumulators[reduction]}.{Accumulation.LaneResult(reduction)}");
            rows.Pin(reduction, isCall: true);
        }
    }

    /// <summary>Whether a loop after this one needs what is long to compute.</summary>
    private bool IsUsedAfter(Node node, Loop loop) => node.Function is { IsLong: true } && form.Along.SkipWhile(other => other != loop).Skip(1)
        .Any(later => later.Axis == loop.Axis && GraphWalk.Reachable(later.Sinks.SelectMany(sink => sink.Roots), inner => IsOfElement(inner, loop.Axis), IsComputed).Contains(node));

    /// <summary>The lanes that a trip along the rows computes on.</summary>
    /// <param name="Type">Their type.</param>
    /// <param name="Element">What they hold.</param>
    /// <param name="IsWide">Whether they hold doubles where elements are floats.</param>
    private readonly record struct TripLanes(string Type, ElementType Element, bool IsWide)
    {
        public string Keyword => CSharpTypes.Keyword(Element);
    }

    /// <summary>What reads nothing but kept numbers, which are doubles, is computed on doubles: they are not rounded to be widened again.</summary>
    private TripLanes LanesOf(Axis axis, IReadOnlyList<Sink> sinks)
    {
        List<Node> read = [.. GraphWalk.Reachable(sinks.SelectMany(sink => sink.Roots), node => IsOfElement(node, axis), IsComputed).Where(node => !IsComputed(node))];
        bool isWide = element != ElementType.Double && around is not null && read.Count > 0 && sinks.All(sink => sink is TotalSink)
            && read.All(node => node.Op == Op.Element && Addresses.Layout(node).Element == ElementType.Double);
        return isWide ? new TripLanes(Doubles, ElementType.Double, true) : new TripLanes(Lanes, element, false);
    }

    /// <summary>A loop along the rows.</summary>
    /// <param name="axis">What it runs over.</param>
    /// <param name="sinks">What it is run for.</param>
    /// <param name="loop">The loop, of which there may be a form where all lanes lie inside of axes that they are compared with; null where it has neither that nor limits.</param>
    private void WriteTrip(Axis axis, IReadOnlyList<Sink> sinks, Loop? loop = null)
    {
        TripLanes trip = LanesOf(axis, sinks);
        List<TotalSink> reductions = [.. sinks.OfType<TotalSink>()];
        List<Node> scans = [.. sinks.OfType<ScanSink>().Select(sink => sink.Scan)];
        foreach (Node node in reductions.Select(sink => sink.Reduction).Concat(scans))
        {
            string accumulator = $"{Accumulation.RowType(node, trip.Type, trip.Keyword, Doubles, trip.IsWide)}";
            string name = accumulators[node] = Local("ref " + accumulator, node.Op == Op.Scan ? "running" : names.Describe(node));
            code.Line($"var {name} = new {accumulator}();");
        }

        if (areTripsApart && !trip.IsWide)
            WriteApart(axis, sinks, trip, loop);
        else
            WriteTrip(axis, sinks, trip, loop, code, callsOut);
        foreach (TotalSink sink in reductions)
        {
            rows.Define(sink.Reduction, $"{accumulators[sink.Reduction]}.{Accumulation.LaneResult(sink.Reduction)}");
            rows.Pin(sink.Reduction, isCall: true);
        }
    }

    private void WriteTrip(Axis axis, IReadOnlyList<Sink> sinks, TripLanes trip, Loop? loop, CodeWriter place, bool callsOut)
    {
        InsideLoop? inside = loop?.Inside;
        bool hasStores = sinks.Any(sink => sink is StoreSink);
        (string first, string end) = Bounds(axis, hasStores || loop is null ? [] : loop.Limits, place);
        string at = positions[axis] = scope.Unique(Extents.Variable(axis));
        string body = Trip(axis, sinks, trip, callsOut), condition = inside is null ? "" : AreInside(inside), bodyInside = inside is null ? "" : Trip(axis, inside.Sinks, trip, callsOut);
        positions.Remove(axis);
        place.Open(sinks.Any(sink => sink is ScanSink { Scan.IsReversedScan: true })
            ? $"for (nint {at} = {end} - 1; {at} >= {first}; {at}--)"
            : $"for (nint {at} = {first}; {at} < {end}; {at}++)");
        if (inside is null)
            place.Lines(body);
        else
        {
            place.Open($"if ({condition})");
            place.Lines(bodyInside);
            place.Close();
            place.Open("else");
            place.Lines(body);
            place.Close();
        }

        place.Close();
    }

    /// <summary>Where a loop along the rows begins and ends: where any of the rows does.</summary>
    private (string First, string End) Bounds(Axis axis, IReadOnlyList<LoopLimit> limits, CodeWriter place)
    {
        string? Widest(LoopLimit limit)
        {
            string value = Addresses.Index(limit.Value, Expression.Additive);
            if (!limit.Value.VariesOver(form.Rows))
                return value;
            if (LinearIndex.Factor(limit.Value, form.Rows) is not { } slope)
                return null;
            return slope > 0 == limit.IsFirst ? value : $"{value} {(slope < 0 ? "-" : "+")} {(Math.Abs(slope) == 1 ? "" : $"{Math.Abs(slope)} * ")}({Lanes}.Count - 1)";
        }

        return LimitWriter.Write(limits, ("0", Addresses.Size(axis)), Widest, scope, place);
    }

    /// <summary>What such a loop does at a position.</summary>
    private string Trip(Axis axis, IReadOnlyList<Sink> sinks, TripLanes trip, bool callsOut)
    {
        var inside = new CodeWriter();
        string at = positions[axis];
        ElementLaneWriter lanes = LanesAlong(axis, sinks, inside, trip, callsOut);
        foreach (Sink sink in sinks)
        {
            if (sink is StoreSink store)
                inside.Line(around is null ? $"{tiles[store.Store.Output]}.Put({at}, {lanes.Write(store.Store.Value)});" : StoreOf(store.Store, lanes));
            else if (sink is ColumnSink column)
                inside.Line($"{accumulators[column.Reduction]}.AddSum({at}, {Accumulation.Lanes(column.Term, lanes, Lanes, element)}, {count});");
            else if (sink is TotalSink total)
                inside.Line($"{accumulators[total.Reduction]}.{Accumulation.Add(total.Term, lanes, trip.Type, trip.Element, isWide: trip.IsWide)};");
            else if (sink is ScanSink { Scan: { } scan })
            {
                inside.Line($"{accumulators[scan]}.Add({lanes.Write(scan[0])});");
                inside.Line($"{TakeTile(scan)}.Put({at}, {widths}.Narrow({accumulators[scan]}.Total));");
            }
            else if (sink is KeepSink keep)
                inside.Line($"{TakeTile(keep.Value)}.Put({at}, {lanes.Write(keep.Value)});");
        }

        return inside.ToString();
    }

    /// <summary>Whether all lanes lie inside.</summary>
    private string AreInside(InsideLoop inside) =>
        string.Join(" && ", inside.Positions.Select(one => $"Row.AreInside({Addresses.Index(one.Position, 0)}, {Lanes}.Count, {Addresses.Size(one.Axis)})"));

    /// <summary>A writer of the loop that knows all that is not computed in it for each element of each row.</summary>
    private ElementLaneWriter LanesAlong(Axis axis, IReadOnlyList<Sink> sinks, CodeWriter inside, TripLanes trip, bool callsOut)
    {
        IEnumerable<Node> roots = sinks.SelectMany(sink => sink.Roots);
        List<Node> computed = [.. GraphWalk.Reachable(roots, node => IsOfElement(node, axis), IsComputed).Where(IsComputed)];
        List<Node> used = [.. computed.SelectMany(node => node.Args).Concat(roots)];
        var lanes = new ElementLaneWriter(
            inside, scope, names, UseCounts.Of(used), trip.Type, trip.Element, callsOut, axis, node => IsOfElement(node, axis) && !keptTiles.ContainsKey(node), node => FromTile(node, trip.IsWide));
        NestScalarWriter here = Scalars(inside, scalars);
        foreach (Node node in used.Where(node => !IsOfElement(node, axis) && !node.IsConstant).Distinct().OrderBy(node => node.Id))
            lanes.Define(node, node.VariesOver(form.Rows) ? OfRow(node, trip) : IsOfCall(node) ? OfCall(node, trip) : InAllLanes(node, here, inside, trip.Type, trip.Keyword));
        return lanes;
    }

    /// <summary>Whether it is another value for each element of each row.</summary>
    private bool IsOfElement(Node node, Axis axis) => node.VariesOver(axis) && node.VariesOver(form.Rows);

    /// <summary>Whether the node is computed from its arguments, and not loaded.</summary>
    private bool IsComputed(Node node) => node.Op != Op.Element && !keptTiles.ContainsKey(node);

    /// <summary>What is computed once a row, rounded for the elements.</summary>
    private string OfRow(Node node, TripLanes trip)
    {
        string value = rows.Pin(node);
        if (trip.IsWide)
            return value;
        string name = Local(Lanes, names.Describe(node) + "Lanes");
        code.Line($"{Lanes} {name} = {widths}.{(node.IsCondition ? "NarrowMask" : "Narrow")}({value});");
        return name;
    }

    private string OfCall(Node node, TripLanes trip) => uniforms.TryGetValue((node, trip.IsWide), out string? name) ? name
        : uniforms[(node, trip.IsWide)] = InAllLanes(node, scalars, before, trip.Type, trip.Keyword);
}
