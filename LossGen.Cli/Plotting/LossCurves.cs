using System.Reflection;
using LossGen.Cli.Compilation;
using LossGen.Generator.Declarations;

namespace LossGen.Cli.Plotting;

/// <summary>
/// Evaluates a loss over vectors, for one element: along the residual where only the difference to the target matters, and else along the
/// prediction for the targets 0 and 1.
/// </summary>
internal static class LossCurves
{
    private const int Points = 241;
    private const double Reach = 4;

    private delegate (double Loss, double Gradient) Evaluation(double x, double target);

    /// <summary>The curves; none where the loss is not one of single elements.</summary>
    public static IReadOnlyList<Curve> Of(LossCompilation compilation)
    {
        LossDeclaration declaration = compilation.Declaration!;
        if (declaration.Companions.FirstOrDefault(signature => signature is { HasSecondDerivatives: false, UpstreamIsTensor: false }) is not { } companion
            || !declaration.Differentiated[0].IsTensor || compilation.Formula!.Shapes.Values.Any(axes => axes.Count != 1))
            return [];
        if (compilation.Load(new EvaluationSource(declaration, companion).Text()) is not { } assembly)
            return [];
        Evaluation at = assembly.GetType(EvaluationSource.Type)!.GetMethod(EvaluationSource.Method)!.CreateDelegate<Evaluation>();
        string moving = declaration.Differentiated[0].Name;
        bool isProbability = Info(assembly, declaration)?.NeedsUnitInterval.Contains(moving) == true;
        (double from, double to) = isProbability ? (0, 1) : (-Reach, Reach);
        ParameterModel? target = EvaluationSource.Target(declaration);
        IEnumerable<Curve> curves = target is null ? [Along(at, moving, 0, from, to)]
            : target.IsFloating && !isProbability && IsOfDifference(at) ? [Along(at, $"{moving} - {target.Name}", 0, from, to)]
            : new[] { 0, 1 }.Select(value => Along(at, $"{moving}, {target.Name} = {value}", value, from, to));
        return [.. curves.Where(curve => curve.IsVisible)];
    }

    private static Curve Along(Evaluation at, string title, double target, double from, double to)
    {
        double[] x = [.. Enumerable.Range(0, Points).Select(i => from + ((to - from) * i / (Points - 1)))];
        (double Loss, double Gradient)[] values = [.. x.Select(value => at(value, target))];
        return new Curve(title, x, [.. values.Select(value => value.Loss)], [.. values.Select(value => value.Gradient)]);
    }

    /// <summary>Whether the loss stays when prediction and target move together, by trial.</summary>
    private static bool IsOfDifference(Evaluation at) => new[] { -3.0, -0.5, 0.25, 2 }.All(e => new[] { -2.0, 0.5, 3 }.All(by =>
    {
        double here = at(e, 0).Loss, there = at(e + by, by).Loss;
        return Math.Abs(here - there) <= 1e-4 * Math.Max(1, Math.Abs(here));
    }));

    private static LossInfo? Info(Assembly assembly, LossDeclaration declaration)
    {
        string type = (declaration.Namespace.Length == 0 ? "" : declaration.Namespace + ".") + string.Join("+", declaration.Types.Select(header => header.Name.TrimStart('@')));
        return assembly.GetType(type)?.GetProperty(declaration.Name.TrimStart('@') + "Info", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)?.GetValue(null) as LossInfo;
    }
}
