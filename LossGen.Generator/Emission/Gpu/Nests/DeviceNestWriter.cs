using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>Spells the arithmetic at a level of loops on a device: in double, and in the innermost in the type of the elements.</summary>
internal sealed class DeviceNestWriter : DeviceArithmetic
{
    public const string Helper = "global::LossGen.Gpu.Device";

    private readonly CodeWriter code;
    private readonly IReadOnlyDictionary<string, DeviceScalar> scalars;
    private readonly IReadOnlyDictionary<Axis, string> positions;
    private readonly Func<string, ElementType> stored;
    private readonly string call;
    private readonly Dictionary<Node, string> integers = [];

    public DeviceNestWriter(
        CodeWriter code, NameScope scope, NodeNames names, IReadOnlyDictionary<Node, int> uses, NestKernel kernel, ElementType type,
        IReadOnlyDictionary<string, DeviceScalar> scalars, IReadOnlyDictionary<Axis, string> positions, string call, DeviceNestWriter? outer)
        : base(code, scope, names, uses, type)
    {
        this.code = code;
        this.scalars = scalars;
        this.positions = positions;
        this.call = call;
        stored = name => kernel.Tensor(name).Layout.Element;
        Outer = outer;
        Addresses = new Addresses(kernel, positions, Integer, call + ".", Helper);
    }

    public Addresses Addresses { get; }

    protected override Expression Operation(Node node) => node.Op switch
    {
        Op.Index => Converted(positions[node.Over!], null),
        Op.Size => Converted(Addresses.Size(node.Over!), null),
        Op.Scalar => Converted($"{call}.{scalars[node.Name!].Read}", scalars[node.Name!].Type),
        Op.Element => Element(node),

        // Positions of long rows are no floats.
        Op.Equal or Op.NotEqual or Op.Less or Op.LessOrEqual when node.Args.All(arg => arg.IsIntegral && Mentions(arg, Op.Index)) || ComparesPosition(node) => new Expression(
            $"{Addresses.Index(node[0], Expression.Relation + 1)} {Symbol(node.Op)} {Addresses.Index(node[1], Expression.Relation + 1)}",
            node.Op is Op.Less or Op.LessOrEqual ? Expression.Relation : Expression.Equality),
        _ => base.Operation(node),
    };

    private static bool ComparesPosition(Node node) => node.Args.Any(arg => arg.Op == Op.Index) && node.Args.All(arg => arg.IsIntegral);

    private static bool Mentions(Node node, Op op) => GraphWalk.Reachable(node).Any(inner => inner.Op == op);

    private static string Symbol(Op op) => op switch
    {
        Op.Equal => "==",
        Op.NotEqual => "!=",
        Op.Less => "<",
        _ => "<=",
    };

    private Expression Element(Node node)
    {
        Expression load = Converted($"{call}.{Addresses.Field(node)}[{Addresses.Offset(node, _ => true)}]", stored(node.Name!));
        return Addresses.Inside(node, _ => true) is { } inside
            ? new Expression($"{inside} ? {load.In(Expression.Or)} : {Literal(0)}", Expression.Conditional)
            : load;
    }

    private Expression Converted(string text, ElementType? from) =>
        from == Type ? Expression.Of(text) : new Expression($"({CSharpTypes.Keyword(Type)}){text}", Expression.Unary);

    /// <summary>Takes note of an index that lies outside.</summary>
    /// <param name="check">The index, and when it is used.</param>
    /// <param name="fault">The field with the number of the check.</param>
    /// <param name="at">The position that is noted.</param>
    public void WriteCheck(IndexCheck check, string fault, string at)
    {
        string guard = check.Guard.IsConstant ? "" : Write(check.Guard, Expression.And) + " && ";
        code.Line($"if ({guard}!{Helper}.IsInside({Addresses.Index(check.Index, 0)}, {Addresses.Size(check.Extent)}))");
        code.Line($"    {Helper}.Fault({call}.{DeviceNestCall.Faults}, {call}.{fault}, {at});");
    }

    /// <summary>Declares where a value is to be found that is stored in some type.</summary>
    public void DefineStored(Node node, string text, ElementType from) => Define(node, Converted(text, from).In(Expression.Atom));

    /// <summary>Declares where an integer is to be found: as one, since a float holds those up to 2^24 only, and as a number.</summary>
    public void DefineInteger(Node node, string text)
    {
        DefineIndex(node, text);
        Define(node, $"(({CSharpTypes.Keyword(Type)}){text})");
    }

    /// <summary>Declares where a value is to be found as an integer, where it picks elements.</summary>
    public void DefineIndex(Node node, string text) => integers[node] = text;

    /// <summary>A value that is an integer as one.</summary>
    private string Integer(Node node) =>
        integers.TryGetValue(node, out string? known) ? known
        : node.Op == Op.Element && !IsKnown(node, out _) && Addresses.Inside(node, _ => true) is null
            ? $"(long){call}.{Addresses.Field(node)}[{Addresses.Offset(node, _ => true)}]"
            : $"{Helper}.Index({Write(node)})";
}
