using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>How each reduction is accumulated: the runtime types, and the call that adds an element.</summary>
internal static class Accumulation
{
    /// <summary>The accumulator in the loop.</summary>
    public static string LaneType(Node reduction) => reduction.Reduction switch
    {
        Reduction.Max or Reduction.Shift => "Largest",
        Reduction.Min => "Smallest",
        Reduction.Product => "Product",
        _ => "Sum",
    };

    /// <summary>The total over blocks.</summary>
    public static string TotalType(Node reduction) => reduction.Reduction switch
    {
        Reduction.Max or Reduction.Shift => "MaxTotal",
        Reduction.Min => "MinTotal",
        Reduction.Product => "ProductTotal",
        _ => "SumTotal",
    };

    /// <summary>The result of an accumulator in a loop of lanes.</summary>
    public static string LaneResult(Node reduction) => reduction.Reduction == Reduction.Shift ? "Shift" : "Total";

    /// <summary>The result of a total.</summary>
    public static string Result(Node reduction) => reduction.Reduction == Reduction.Shift ? "Shift" : "Value";

    /// <summary>The call that adds the lanes; with <paramref name="left"/>, those that are left of the row.</summary>
    public static string Add(Node reduction, LaneWriter body, string lanes, ElementType element, string? left = null)
    {
        string call = Add(reduction, body, lanes, element);
        return left is null ? call : $"{call.Substring(0, call.Length - 1)}, {left})";
    }

    /// <summary>The statement that adds one value to a total.</summary>
    public static string AddOne(Node reduction, string total, ScalarWriter scalars)
    {
        string? condition = reduction.Reduction == Reduction.Count ? scalars.Write(reduction[0])
            : reduction.Args.Count > 1 ? scalars.Write(reduction[1])
            : null;
        string add = $"{total}.Add({(reduction.Reduction == Reduction.Count ? "1" : scalars.Write(reduction[0]))});";
        return condition is null ? add : $"if ({condition}) {add}";
    }

    private static string Add(Node reduction, LaneWriter body, string lanes, ElementType element)
    {
        string Literal(double value) => LaneWriter.Literal(value, element).Text;
        Node value = reduction[0];
        if (reduction.Reduction == Reduction.Count)
            return $"Add({lanes}.Select({body.Write(value)}, {Literal(1)}, {Literal(0)}))";
        Node? mask = reduction.Args.Count > 1 ? reduction[1] : null;
        string Masked(string text, double neutral) => mask is null ? text : $"{lanes}.Select({body.Write(mask)}, {text}, {Literal(neutral)})";
        switch (reduction.Reduction)
        {
            case Reduction.Max or Reduction.Shift:
                return $"Add({Masked(body.Write(value), double.NegativeInfinity)})";
            case Reduction.Min:
                return $"Add({Masked(body.Write(value), double.PositiveInfinity)})";
            case Reduction.Product:
                return $"Add({Masked(body.Write(value), 1)})";
            default:
                // The product of two floats is formed in double, where it neither rounds nor overflows.
                return value.Op == Op.Multiply && element == ElementType.Single && body.Varies(value[0]) && body.Varies(value[1])
                    ? $"AddProduct({Masked(body.Write(value[0]), 0)}, {Masked(body.Write(value[1]), 0)})"
                    : $"Add({Masked(body.Write(value), 0)})";
        }
    }
}
