using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>How each reduction is accumulated: the runtime types, and the call that adds an element.</summary>
internal static class Accumulation
{
    /// <summary>The accumulator in the loop.</summary>
    public static string LaneType(Node reduction) => reduction.Op == Op.Scan ? "RunningSum" : reduction.Reduction switch
    {
        Reduction.Max or Reduction.Shift => "Largest",
        Reduction.Min => "Smallest",
        Reduction.Product => "Product",
        _ => "Sum",
    };

    /// <summary>The accumulator of rows that stand side by side in the lanes.</summary>
    /// <param name="reduction">The reduction.</param>
    /// <param name="lanes">What holds the values.</param>
    /// <param name="keyword">Their type.</param>
    /// <param name="doubles">As many lanes of doubles.</param>
    /// <param name="isWide">Whether doubles are added that end as floats.</param>
    public static string RowType(Node reduction, string lanes, string keyword, string doubles, bool isWide = false)
    {
        if (isWide && reduction is { Op: Op.Reduce, Reduction: Reduction.Sum or Reduction.Count })
            return $"WideRowSums<{doubles}>";
        string name = reduction.Reduction switch
        {
            Reduction.Max or Reduction.Shift => "RowMaxima",
            Reduction.Min => "RowMinima",
            Reduction.Product => "RowProducts",
            _ => "RowSums",
        };
        return $"{name}<{lanes}, {keyword}, {doubles}>";
    }

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

    /// <summary>The result of parts that are merged, of which shifts are still the largest values.</summary>
    public static string Merged(Node reduction, string merged) => reduction.Reduction == Reduction.Shift ? $"OnlineSum.ShiftBy({merged})" : merged;

    /// <summary>The call that adds the lanes; with <paramref name="left"/>, those that are left of the row.</summary>
    public static string Add(Node reduction, LaneWriter body, string lanes, ElementType element, string? left = null, bool isWide = false)
    {
        string call = Add(reduction, body, lanes, element, isWide || element == ElementType.Single);
        return left is null ? call : $"{call.Substring(0, call.Length - 1)}, {left})";
    }

    /// <summary>The method that adds to a reduction down the rows.</summary>
    public static string ColumnAdd(Node reduction) => reduction.Reduction switch
    {
        Reduction.Max or Reduction.Shift => "AddMax",
        Reduction.Min => "AddMin",
        Reduction.Product => "AddProduct",
        _ => "AddSum",
    };

    /// <summary>The statement that adds one value by a call, which its first arguments end with.</summary>
    /// <param name="reduction">The reduction.</param>
    /// <param name="call">The call up to the value: <c>total.Add(</c>.</param>
    /// <param name="scalars">Spells the value.</param>
    public static string AddOne(Node reduction, string call, ScalarWriter scalars)
    {
        bool counts = reduction.Reduction == Reduction.Count;
        Node? condition = counts ? reduction[0] : reduction.Args.Count > 1 ? reduction[1] : null;
        string? written = condition is null ? null : scalars.Write(condition);
        string add = $"{call}{(counts ? "1" : scalars.Write(reduction[0]))});";
        return written is null ? add : $"if ({written}) {add}";
    }

    /// <summary>The same for an element: the product of two floats is formed in double, where it neither rounds nor overflows.</summary>
    public static string AddElement(Node reduction, string call, ScalarWriter scalars, ElementType element)
    {
        if (element == ElementType.Double || !reduction.IsSumOfProducts)
            return AddOne(reduction, call, scalars);
        Node product = reduction[0];
        string condition = reduction.Args.Count > 1 ? $"if ({scalars.Write(reduction[1])}) " : "";
        return $"{condition}{call}(double){scalars.Write(product[0], Expression.Unary)} * {scalars.Write(product[1], Expression.Unary)});";
    }

    /// <summary>The method of a total that takes one element: sums of floats need no compensation, since a double has bits enough.</summary>
    public static string AddOfElement(Node reduction, ElementType element) =>
        element == ElementType.Single && reduction.Reduction is Reduction.Sum or Reduction.Count ? "AddFloat" : "Add";

    /// <summary>The lanes that a reduction takes in: of those that a mask leaves out what changes nothing, of conditions 1 and 0.</summary>
    public static string Lanes(Node reduction, LaneWriter body, string lanes, ElementType element) => reduction.Reduction == Reduction.Count
        ? $"{lanes}.Select({body.Write(reduction[0])}, {LaneWriter.Literal(1, element).Text}, {LaneWriter.Literal(0, element).Text})"
        : Masked(reduction, reduction[0], body, lanes, element);

    private static string Masked(Node reduction, Node value, LaneWriter body, string lanes, ElementType element)
    {
        string text = body.Write(value);
        return reduction.Args.Count == 1 ? text : $"{lanes}.Select({body.Write(reduction[1])}, {text}, {LaneWriter.Literal(Neutral(reduction), element).Text})";
    }

    /// <summary>What changes nothing.</summary>
    private static double Neutral(Node reduction) => reduction.Reduction switch
    {
        Reduction.Max or Reduction.Shift => double.NegativeInfinity,
        Reduction.Min => double.PositiveInfinity,
        Reduction.Product => 1,
        _ => 0,
    };

    private static string Add(Node reduction, LaneWriter body, string lanes, ElementType element, bool addsProducts)
    {
        Node value = reduction[0];

        // The product of two floats is formed in double, where it neither rounds nor overflows.
        bool isProduct = reduction.Reduction == Reduction.Sum && value.Op == Op.Multiply && addsProducts
            && body.Computes(value) && body.Varies(value[0]) && body.Varies(value[1]);
        return isProduct
            ? $"AddProduct({Masked(reduction, value[0], body, lanes, element)}, {Masked(reduction, value[1], body, lanes, element)})"
            : $"Add({Lanes(reduction, body, lanes, element)})";
    }
}
