using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu.Nests;
using LossGen.Generator.Schedule;
using LossGen.Generator.Schedule.Contractions;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>Finds the writers of a method: of passes or nests, and of what is run where tensors are not dense along joined axes.</summary>
internal sealed class MethodAssembly(LossDeclaration declaration, BoundFormula formula, KernelLibrary library, NodeNames names, CodeWriter code)
{
    public void Write(Companion companion)
    {
        NameScope scope = MethodWriter.Names(declaration, companion);
        if (companion.Axis is not null)
        {
            new PassMethodWriter(declaration, companion, library.Kernels(companion), names, code, scope).Write();
            return;
        }

        IReadOnlyList<TensorLayout> layouts = Layouts.Of(declaration, formula, companion);
        var entry = new TensorEntry(companion, formula, layouts, scope, code);
        if (companion.Each is { } each)
        {
            SpreadMethodWriter.Write(declaration, companion, each, entry, layouts.First(layout => layout.Name == declaration.Output!.Name), scope, code);
            return;
        }

        RoutineSchedule schedule = companion.Schedule;
        IReadOnlyList<TensorLayout> joined = Layouts.Joined(layouts, schedule.Collapsed);
        bool isNamed = schedule.Named?.Extents.All(extent => formula.Extents.First(source => source.Axis == extent.Axis.Extent).Number == extent.Count) == true;
        MethodWriter main = (isNamed ? schedule.Named!.Value.Loops : schedule.Nests) is { } nests
            ? Nests(companion, companion.KernelName, nests, joined, entry, scope)
            : new JoinedPassWriter(declaration, companion, library.Kernels(companion), joined, entry, names, code, scope);
        var alternatives = new List<MethodWriter.Alternative>();
        if (schedule.Strided is { } loops)
        {
            string areDense = string.Join(" && ", joined.SelectMany(layout => Conditions(layout, schedule.Passes is not null)));
            alternatives.Add(new("areDense", () => areDense, Holds: false, Nests(companion, companion.KernelName + "Strided", loops, layouts, entry, scope)));
        }

        if (!isNamed && schedule.Named is { } named)
        {
            alternatives.Add(new(
                "areNamed", () => string.Join(" && ", named.Extents.Select(extent => $"{entry.Size(extent.Axis)} == {extent.Count}").Distinct()), Holds: true,
                Nests(companion, companion.KernelName + "Named", named.Loops, joined, entry, scope)));
        }

        if (schedule.Contracted is { } contracted)
        {
            alternatives.Add(new(
                "areMany", () => NestMethodWriter.AreMany(contracted, entry.Size), Holds: true,
                Nests(companion, companion.KernelName + "Blocks", contracted.Loops, joined, entry, scope, contracted)));
        }

        main.Write([.. alternatives]);
    }

    private NestMethodWriter Nests(
        Companion companion, string kernelName, NestPlan plan, IReadOnlyList<TensorLayout> tensors, TensorEntry entry, NameScope scope,
        ContractionPlan? contractions = null)
    {
        IReadOnlyList<TensorLayout> layouts = Layouts.With(contractions is null ? tensors : Layouts.Staged(tensors), plan, contractions, declaration.Element);
        return new NestMethodWriter(declaration, companion, plan, library.Nests(kernelName, plan, layouts), layouts, entry, names, code, scope, contractions);
    }

    /// <summary>What has to hold for the joined dimensions of a tensor to be one.</summary>
    private static IEnumerable<string> Conditions(TensorLayout layout, bool inPasses)
    {
        if (!layout.IsTensorSpan || layout.Joined is null)
            return [];
        string tensor = Identifiers.Escape(layout.Name), type = layout.ElementKeyword;
        return inPasses
            ? [$"{MethodWriter.Density}.IsDense<{type}>({tensor})"]
            : Enumerable.Range(0, layout.Joined.Count).Where(dimension => layout.Joined[dimension] > 1).Select(layout.Dimensions)
                .Select(dimensions => $"{MethodWriter.Density}.AreOne<{type}>({tensor}, {dimensions.First}, {dimensions.Last})");
    }
}
