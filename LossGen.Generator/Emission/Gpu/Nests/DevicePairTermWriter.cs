using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>Writes the struct of a term of pairs: what the row contributes, what the column does, and how they are added. All is in double.</summary>
internal sealed class DevicePairTermWriter(DevicePairTerm term, DeviceNestCall call, NodeNames names, ElementType element, CodeWriter code)
{
    private readonly NestKernel kernel = call.Loops[0];

    public void Write()
    {
        string kind = term.IsGradient ? "IPairGradient" : "IPairTerm";
        code.Line();
        code.Open($"public struct {term.Name} : global::LossGen.Gpu.{kind}<{call.Name}>");
        WriteSide("Row", term.Row, term.RowAxis);
        code.Line();
        WriteSide("Column", term.Column, term.ColumnAxis);
        code.Line();
        WriteAdd();
        code.Close();
    }

    /// <summary>A value as a number: a condition is 1 or 0.</summary>
    public static string Number(Node node, DeviceNestWriter writer) => node.IsCondition ? $"{writer.Write(node, Expression.Or)} ? 1.0 : 0.0" : writer.Write(node);

    private void WriteSide(string method, Node? value, Axis axis)
    {
        var scope = new NameScope(["call"]);
        var positions = new Dictionary<Axis, string>();
        string Position(Axis of) => positions[of] = scope.Unique(Extents.Variable(of));
        code.Open($"public static double {method}({call.Name} call, long {Position(axis)}, long {Position(term.Depth)})");
        code.Line($"return {(value is null ? "0.0" : Number(value, Writer(scope, [value], positions)))};");
        code.Close();
    }

    private void WriteAdd()
    {
        var scope = new NameScope(["call"]);
        var positions = new Dictionary<Axis, string>();
        var parameters = new List<string> { call.Name + " call" };
        var known = new List<(Node Node, string Name)>();
        void Take(Node? node, string otherwise)
        {
            string name = scope.Unique(node is null ? otherwise : names.Describe(node));
            parameters.Add("double " + name);
            if (node is not null)
                known.Add((node, name));
        }

        string? weight = null;
        if (term.IsGradient)
        {
            if (term.Weight.Count > 0)
                parameters.Add("double " + (weight = scope.Unique("weight")));
            for (int i = term.Weight.Count > 0 ? 1 : 0; i < DevicePairTerm.MostWeights; i++)
                Take(term.Weights.ElementAtOrDefault(i - (weight is null ? 0 : 1)), "none");
        }
        else
            parameters.Add("long " + (positions[term.Depth] = scope.Unique(Extents.Variable(term.Depth))));
        Take(term.Row, "none");
        Take(term.Column, "none");
        string total = scope.Unique("total");
        parameters.Add($"ref global::LossGen.Passes.SumTotal {total}");
        code.Open($"public static void Add({string.Join(", ", parameters)})");
        IReadOnlyList<Node> roots = [.. term.Factors, .. term.Reduction.Args.Skip(1)];
        DeviceNestWriter body = Writer(scope, roots, positions, [.. known.Select(pair => pair.Node)]);
        foreach ((Node node, string name) in known)
            body.Define(node, node.IsCondition ? $"({name} != 0.0)" : name);
        string condition = term.Reduction.Args.Count > 1 ? $"if ({body.Write(term.Reduction[1])}) " : "";
        string value = string.Join(" * ", term.Factors.Select(factor => body.Write(factor, term.Factors.Count == 1 && weight is null ? 0 : Expression.Multiplicative + 1)));
        string product = weight is null ? value : $"{weight} * {value}";
        code.Line($"{condition}{total}.{Accumulation.AddOfElement(term.Reduction, element)}({(term.IsGuarded ? $"{weight} == 0.0 ? 0.0 : {product}" : product)});");
        code.Close();
    }

    private DeviceNestWriter Writer(NameScope scope, IReadOnlyList<Node> roots, IReadOnlyDictionary<Axis, string> positions, HashSet<Node>? known = null)
    {
        List<Node> nodes = GraphWalk.Reachable(roots, _ => true, node => node.Op != Op.Element && known?.Contains(node) != true);
        IReadOnlyDictionary<Node, int> uses = UseCounts.Of(nodes.Where(node => node.Op != Op.Element && known?.Contains(node) != true).SelectMany(node => node.Args).Concat(roots));
        return new DeviceNestWriter(code, scope, names, uses, kernel, ElementType.Double, call.Scalars, positions, "call", null);
    }
}
