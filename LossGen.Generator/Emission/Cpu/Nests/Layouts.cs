using LossGen.Generator.Binding;
using LossGen.Generator.Calculus;
using LossGen.Generator.Declarations;
using LossGen.Generator.Schedule;
using LossGen.Generator.Schedule.Contractions;
using LossGen.Generator.Schedule.Sweeps;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>How the tensors of a method lie in memory.</summary>
internal static class Layouts
{
    /// <summary>The tensors of a method, in the axes of the formula.</summary>
    public static IReadOnlyList<TensorLayout> Of(LossDeclaration declaration, BoundFormula formula, Companion companion)
    {
        List<TensorLayout> layouts = [.. declaration.Parameters.Where(parameter => parameter.IsTensor)
            .Select(parameter => new TensorLayout(parameter.Name, parameter.Element, formula.Shapes[parameter.Name], parameter.Container, IsWritten: false))];
        if (companion.UpstreamIsTensor)
        {
            layouts.Add(new TensorLayout(
                companion.Upstream, companion.ElementOf(companion.Upstream, declaration), formula.Result.Axes.Axes, declaration.Output!.Container, IsWritten: false));
        }

        foreach (Store store in companion.Schedule.Wanted.Stores)
        {
            DerivativeOutput? derivative = companion.Outputs.FirstOrDefault(output => output.Name == store.Output);
            Container container = derivative?.Of.Container ?? declaration.Parameters.First(parameter => parameter.Name == store.Output).Container;
            layouts.Add(new TensorLayout(store.Output, companion.ElementOf(store.Output, declaration), store.Axes, container, IsWritten: true) { CanAccumulate = derivative is not null });
        }

        return layouts;
    }

    /// <summary>The tensors in the axes of the loops.</summary>
    public static IReadOnlyList<TensorLayout> Joined(IReadOnlyList<TensorLayout> layouts, CollapsedRoutine collapsed)
    {
        TensorLayout Joined(TensorLayout layout)
        {
            if (!collapsed.Dimensions.TryGetValue(layout.Name, out IReadOnlyList<int>? counts))
                return layout;
            TensorLayout joined = layout with { Joined = counts };
            return joined with
            {
                Shape = [.. counts.Select((count, dimension) => count == 1
                    ? layout.Shape[joined.Dimensions(dimension).First]
                    : collapsed.Like(layout.Shape.Skip(joined.Dimensions(dimension).First).Take(count)))],
            };
        }

        return [.. layouts.Select(Joined)];
    }

    /// <summary>With floats in the place of elements of 16 bits, for loops that read them many times.</summary>
    public static IReadOnlyList<TensorLayout> Staged(IReadOnlyList<TensorLayout> layouts) => [.. layouts.Select(layout => !layout.Element.IsNarrow() ? layout
        : layout with { Element = layout.Element.Computed(), Container = Container.Span, Narrow = layout })];

    /// <summary>With the memory of the loops, the tables of a block, and what says which of its rows are needed.</summary>
    public static IReadOnlyList<TensorLayout> With(
        IReadOnlyList<TensorLayout> layouts, NestPlan plan, ContractionPlan? contractions, ElementType elements) => contractions is null ? With(layouts, plan, elements) :
    [
        .. With(layouts, plan, elements),
        .. contractions.Filters.Select(filter => new TensorLayout(filter.Name, elements, [filter.Row], Container.Span, IsWritten: true) { IsScratch = true }),
        .. contractions.Tables.Select(table => new TensorLayout(table.Name, elements, table.Axes, Container.Span, IsWritten: true) { IsScratch = true, IsInBlocks = true }),
    ];

    /// <summary>With the memory that the loops keep intermediates in.</summary>
    public static IReadOnlyList<TensorLayout> With(IReadOnlyList<TensorLayout> layouts, NestPlan plan, ElementType elements) =>
    [
        .. layouts,
        .. plan.Intermediates.Select(intermediate => new TensorLayout(
            intermediate.Name, intermediate.IsRounded ? elements : ElementType.Double, intermediate.Axes, Container.Span, IsWritten: true)
        {
            IsScratch = true,
            IsPerSample = intermediate.IsPerSample,
        }).SelectMany(layout => Swept(layout, plan)),
    ];

    /// <summary>A table as a segment of its steps, with the steps that are kept longer and those that are saved.</summary>
    private static IEnumerable<TensorLayout> Swept(TensorLayout table, NestPlan plan)
    {
        SweepWindows? windows = plan.Nests.Select(nest => nest.Windows).FirstOrDefault(windows => windows?.Table(table.Name) is not null);
        SweptTable? window = windows?.Table(table.Name);
        yield return table with { Window = window };
        if (window is null)
            yield break;
        foreach (SweptRow row in windows!.Rows.Where(row => row.Table == table.Name))
            yield return table with { Name = row.Name, Row = row };
        if (window.Checkpoints is not null)
            yield return table with { Name = window.Checkpoints, Checkpoints = window };
    }
}
