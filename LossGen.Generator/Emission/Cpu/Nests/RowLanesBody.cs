using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>
/// Writes the loops of a nest with rows side by side, one in each lane: what is computed once a row on lanes of doubles, as it is on doubles where rows are
/// run one after the other, and the loops along the rows on lanes of elements.
/// </summary>
internal sealed partial class RowLanesBody
{
    /// <summary>How much more has to be computed once a row than for its elements, for lanes to be as many as doubles have.</summary>
    private const int MuchMore = 4;

    private const string Lanes = "V", Doubles = "D", Start = "start", End = "end";

    private readonly NestKernel kernel;
    private readonly RowsInLanes form;
    private readonly NodeNames names;
    private readonly NameScope scope, fields, atStart;
    private readonly ElementType element;
    private readonly string type;
    private readonly string widths;
    private readonly Dictionary<Axis, string> positions = [];
    private readonly Dictionary<Node, Column> noColumns = [];
    private readonly Dictionary<Node, string> accumulators = [];
    private readonly Dictionary<string, string> tiles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> panels = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, string> keptTiles = [];
    private readonly Dictionary<(Node Node, bool IsWide), string> uniforms = [];
    private readonly IReadOnlyDictionary<Node, int> uses;
    private readonly bool callsOut, areTripsApart, areRowsWhole;

    /// <summary>The loops around, where rows lie side by side in memory already; null where they are turned.</summary>
    private readonly Around? around;

    /// <summary>
    /// What is written before the loop over the rows, and what in it: calls that read come first there, since accumulators that live across a call would be kept in memory
    /// in their loops too.
    /// </summary>
    private readonly CodeWriter before = new(), reads = new(), code = new(), after = new();
    private readonly NestScalarWriter scalars;
    private RowLaneWriter rows;
    private readonly string position, count;

    private RowLanesBody(
        NestKernel kernel, RowsInLanes form, NodeNames names, NameScope fields, ElementType element, Around? around = null)
    {
        this.fields = fields;
        scope = new NameScope(fields);
        this.around = around;
        this.kernel = kernel;
        this.names = names;
        this.element = element;
        this.form = form;
        type = CSharpTypes.Keyword(element);
        widths = $"Widths<{Lanes}, {type}, {Doubles}>";
        uses = NestValues.Uses(kernel.Nest);
        areRowsWhole = element == ElementType.Double || (around is null && IsMuchOfRows(kernel, element));
        double ofRows = OfRows(form, around, areRowsWhole);
        callsOut = InlineLimit.IsPassed(ofRows + OfTrips(form, callsOut: false));
        areTripsApart = callsOut && InlineLimit.IsPassed(ofRows + OfTrips(form, callsOut: true));
        atStart = new NameScope(scope);
        position = positions[form.Rows] = Local("nint", Extents.Variable(form.Rows));
        count = Local("nint", "rows");
        scalars = Scalars(before, null);
        foreach (KeyValuePair<Node, string> uniform in kernel.Uniforms)
            scalars.Define(uniform.Key, "this." + uniform.Value);
        rows = Rows(null);
    }

    /// <summary>Writes the loops, and returns the methods that they call.</summary>
    public static string Write(NestKernel kernel, NodeNames names, CodeWriter code, NameScope fields, ElementType element, string totals)
    {
        var body = new RowLanesBody(kernel, kernel.RowsInLanes!, names, fields, element);
        body.WriteTo(code, total => $"{totals}.{kernel.Totals[total]}");
        return body.methods.ToString();
    }

    /// <summary>Writes the loop, and adds the totals of its lanes to those of all.</summary>
    private void WriteTo(CodeWriter method, Func<Node, string> total)
    {
        WriteRows();
        if (before.ToString() is { Length: > 0 } first)
            method.Lines(first);
        method.Open($"for (nint {position} = {Start}; {position} < {End}; {position} += {Lanes}.Count)");
        method.Lines(reads.ToString());
        method.Lines(code.ToString());
        method.Close();
        if (after.ToString() is { Length: > 0 } last)
            method.Lines(last);
        foreach (TotalSink sink in form.Loop.Begins.OfType<TotalSink>())
            method.Line($"{total(sink.Reduction)}.Add({accumulators[sink.Reduction]}.Total);");
    }

    /// <summary>Whether most is computed once a row, and so much that pairs of registers would be too many.</summary>
    public static bool IsMuchOfRows(NestKernel kernel, ElementType element)
    {
        if (element == ElementType.Double || kernel.RowsInLanes is not { } form)
            return false;
        double ofRows = OfRows(form, around: null, areWhole: false), ofTrips = OfTrips(form, callsOut: false);
        return InlineLimit.IsPassed(ofRows + ofTrips) && ofRows > MuchMore * ofTrips;
    }

    private static double OfRows(RowsInLanes form, Around? around, bool areWhole) =>
        InlineLimit.OfRows(NestValues.All(form.Sinks.SelectMany(sink => sink.Roots)).Where(node => IsOfRow(node, form, around)), areWhole);

    private static double OfTrips(RowsInLanes form, bool callsOut) => Trips(form).Sum(trip => InlineLimit.OfTrip(trip.Axis, trip.Sinks, callsOut));

    /// <summary>The condition under which the form is run: rows are short, and dense.</summary>
    public static string AreShort(NestKernel kernel)
    {
        RowsInLanes form = kernel.RowsInLanes!;
        List<TensorLayout> tiled = [.. form.Read.Concat(form.Written).Distinct().Select(name => kernel.Tensor(name).Layout)];
        List<string> lengths = [.. form.Along.Select(loop => loop.Axis).Concat(tiled.Select(layout => layout.Shape[1]))
            .Select(axis => "this." + kernel.Sizes[axis.Extent]).Distinct()];
        string longest = lengths.Skip(1).Aggregate(lengths[0], (all, length) => $"nint.Max({all}, {length})");
        IEnumerable<string> dense = tiled.Where(layout => !layout.IsContiguous(1)).Select(layout => $"this.{kernel.Strides[(layout.Name, 1)]} == 1");
        return string.Join(" && ", dense.Prepend($"RowsInLanes.AreShort(extent, {longest}{(form.ReducesMuch ? "" : ", reducesMuch: false")})"));
    }

    private NestScalarWriter Scalars(CodeWriter writer, NestScalarWriter? outer) => new(writer, scope, names, uses, kernel, positions, noColumns, outer);

    private Addresses Addresses => scalars.Addresses;

    private RowLaneWriter Rows(RowLaneWriter? outer) =>
        new(code, scope, names, uses, Doubles, callsOut: areRowsWhole, form.Rows, position, LoadOfRow) { Outer = outer };

    /// <summary>Whether it is the same for all rows of a call.</summary>
    private bool IsOfCall(Node node) => around is { } outer ? node.Axes.IsSubsetOf(outer.Axes) : !node.Varies;

    /// <summary>Whether it is one number for each row.</summary>
    private bool IsOfRow(Node node) => IsOfRow(node, form, around);

    private static bool IsOfRow(Node node, RowsInLanes form, Around? around) =>
        node.VariesOver(form.Rows) && node.Axes.IsSubsetOf(AxisSet.Of(form.Rows).With(around?.Axes ?? AxisSet.Empty));

    private void WriteRows()
    {
        reads.Line($"nint {count} = nint.Min({Lanes}.Count, {End} - {position});");
        foreach (string name in form.Read)
            ReadTile(name);
        foreach (string name in form.Written)
            TakeTile(name);
        foreach (TotalSink total in form.Loop.Begins.OfType<TotalSink>())
        {
            string name = accumulators[total.Reduction] = scope.Unique(names.Describe(total.Reduction));
            before.Line($"var {name} = new {Accumulation.LaneType(total.Reduction)}<{Doubles}, double>();");
        }

        DefineUniforms();
        WriteSteps(form.Loop.Body, count);
        foreach (string name in form.Written)
            WriteTile(name);
    }

    /// <summary>Does what the steps of a loop do, of all rows at once, or of as many as are left.</summary>
    private void WriteSteps(IEnumerable<Step> steps, string? left)
    {
        foreach (Step step in steps)
        {
            if (step is Loop { IsInLanes: true } along)
                WriteAlong(along);
            else if (step is Loop nested)
                WriteNested(nested);
            else if (step is Execute { Sink: TotalSink total })
                code.Line($"{accumulators[total.Reduction]}.{Accumulation.Add(total.Reduction, rows, Doubles, ElementType.Double, left, isWide: left is null && element != ElementType.Double)};");
            else if (step is Execute { Sink: StoreSink store })
                WriteStore(store.Store);
        }
    }

    /// <summary>What the loops along the rows compute for each element, trip by trip: functions are inlined in each that needs them.</summary>
    private static IEnumerable<(Axis Axis, IReadOnlyList<Sink> Sinks)> Trips(RowsInLanes form) => form.Loop.AllLoops.Where(loop => loop.IsInLanes).SelectMany(loop => loop.Sinks.OfType<OnlineSink>()
        .Select(online => (loop.Axis, (IReadOnlyList<Sink>)[new TotalSink([], online.Sum)]))
        .Append((loop.Axis, [.. loop.Body.OfType<Execute>().Select(step => step.Sink)])));

    /// <summary>Values per call that are used once a row, in all lanes; not what these are computed from, which may be known to no one here.</summary>
    private void DefineUniforms()
    {
        IEnumerable<Node> computed = GraphWalk.Reachable(form.Sinks.SelectMany(sink => sink.Roots), _ => true, node => !IsOfCall(node))
            .Where(node => IsOfRow(node) && node.Op is not (Op.Element or Op.Reduce)).SelectMany(node => node.Args);
        IEnumerable<Node> roots = form.Loop.Body.OfType<Execute>().SelectMany(step => step.Sink.Roots);
        foreach (Node node in computed.Concat(roots).Where(node => IsOfCall(node) && !node.IsConstant).Distinct().OrderBy(node => node.Id))
            rows.Define(node, InAllLanes(node, scalars, before, Doubles, "double"));
    }

    /// <summary>Declares what is the same in all lanes.</summary>
    private string InAllLanes(Node node, NestScalarWriter writer, CodeWriter place, string lanes, string keyword)
    {
        string wanted = names.Describe(node) + "Lanes", name = place == before || place == code ? Local(lanes, wanted) : scope.Unique(wanted);
        if (node.Op == Op.Element && keyword == type && Addresses.Layout(node).Element == element && Addresses.Inside(node, _ => true) is null && !writer.Knows(node))
        {
            place.Line($"{lanes} {name} = {lanes}.Create(Row.At(in this.{Addresses.Field(node)}, {Addresses.Offset(node, _ => true)}));");
            return name;
        }

        place.Line(node.IsCondition
            ? $"{lanes} {name} = {lanes}.NotEqual({lanes}.Create({writer.Write(node, Expression.Or)} ? 1 : 0), {lanes}.Create(0));"
            : $"{lanes} {name} = {lanes}.Create({(keyword == "double" ? writer.Write(node) : $"({keyword}){writer.Write(node, Expression.Unary)}")});");
        return name;
    }
}
