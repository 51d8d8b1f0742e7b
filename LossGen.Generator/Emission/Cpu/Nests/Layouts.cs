using LossGen.Generator.Binding;
using LossGen.Generator.Calculus;
using LossGen.Generator.Declarations;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>How the tensors of a method lie in memory.</summary>
internal static class Layouts
{
    public static IReadOnlyList<TensorLayout> Of(LossDeclaration declaration, BoundFormula formula, Companion companion, NestPlan plan)
    {
        List<TensorLayout> layouts = [.. declaration.Parameters.Where(parameter => parameter.IsTensor)
            .Select(parameter => new TensorLayout(parameter.Name, parameter.Element, formula.Shapes[parameter.Name], parameter.Container, IsWritten: false))];
        if (companion.UpstreamIsTensor)
        {
            layouts.Add(new TensorLayout(
                companion.Upstream, declaration.Element, formula.Result.Axes.Axes, declaration.Output!.Container, IsWritten: false));
        }

        foreach (Store store in companion.Routine.Stores)
        {
            DerivativeOutput? derivative = companion.Outputs.FirstOrDefault(output => output.Name == store.Output);
            Container container = derivative?.Of.Container ?? declaration.Parameters.First(parameter => parameter.Name == store.Output).Container;
            layouts.Add(new TensorLayout(store.Output, declaration.Element, store.Axes, container, IsWritten: true) { CanAccumulate = derivative is not null });
        }

        foreach (Intermediate intermediate in plan.Intermediates)
        {
            ElementType element = intermediate.IsRounded ? declaration.Element : ElementType.Double;
            layouts.Add(new TensorLayout(intermediate.Name, element, intermediate.Axes, Container.Span, IsWritten: true) { IsScratch = true });
        }

        return layouts;
    }
}
