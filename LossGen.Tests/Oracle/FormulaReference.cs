using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Tests.Oracle;

/// <summary>A formula over the tensors p and y and the scalar s as written, evaluated by the interpreter.</summary>
internal sealed class FormulaReference
{
    private readonly Node root;

    public FormulaReference(string formula)
    {
        ParameterModel Tensor(string name) => new(name, ParameterKind.Tensor, ElementType.Double, null, true, double.NegativeInfinity, double.PositiveInfinity);
        var declaration = new LossDeclaration(
            "", new Generator.Common.EquatableArray<TypeHeader>([]), "", "", "Loss", ElementType.Double,
            new Generator.Common.EquatableArray<ParameterModel>([Tensor("p"), Tensor("y"), Tensor("s") with { Kind = ParameterKind.Scalar }]),
            formula, false, "");
        var diagnostics = new DiagnosticBag();
        BoundFormula? bound = Binder.Bind(Parser.Parse(formula, diagnostics), declaration, diagnostics, new GraphBuilder { Rewrites = false });
        root = bound!.Result;
    }

    public double Value(double[] p, double[] y, double s) => new Interpreter(
        p.Length,
        new Dictionary<string, double[]> { ["p"] = p, ["y"] = y },
        new Dictionary<string, double> { ["s"] = s }).Evaluate(root)[0];
}
