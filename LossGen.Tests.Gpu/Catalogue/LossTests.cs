using ILGPU.Runtime;
using LossGen.Losses;
using LossGen.Tests.Torch.Catalogue;

namespace LossGen.Tests.Gpu.Catalogue;

/// <summary>
/// Every loss of the catalogue on every device against the overloads for spans, which the interpreter and libtorch vouch for. Where kernels take
/// long to compile, forward passes are left out, since the overloads with gradients give the value too.
/// </summary>
public abstract class LossTests
{
    /// <summary>Extents of a loss along several axes, and along one.</summary>
    private static readonly (int[] Several, int One)[] Sizes = [([7, 37, 3, 5, 2], 1003), ([5, 2, 33, 3, 4], 3), ([1, 1, 1, 1, 1], 1)];

    /// <summary>The losses of a task, without their reductions.</summary>
    protected static TheoryData<string, string> Of(Type task) => Device.EachWith(
        CatalogueMethods.All.Where(method => method.DeclaringType == task).Select(method => Reduced(method.Name)).Distinct());

    protected static void Check(Type task, string kind, string loss)
    {
        Accelerator accelerator = Device.Get(kind, task.Name);
        using AcceleratorStream stream = accelerator.CreateStream();
        var failures = new List<string>();
        foreach (LossOverload overload in LossOverload.All.Where(overload => overload.Declared.DeclaringType == task && Reduced(overload.Declared.Name) == loss && overload.OnDevice is not null && IsRun(overload, kind)))
        {
            var check = new LossCheck(overload, stream);
            for (int k = 0; k < Sizes.Length; k++)
            {
                var random = new Random(k);
                try
                {
                    var inputs = new LossInputs(overload.Declared, Sizes[k]);
                    check.Run(inputs, tensor => inputs.Draw(tensor, random), accumulate: k == 1);
                }
                catch (Exception exception)
                {
                    failures.Add($"{overload}: {exception.GetType().Name} {exception.Message}");
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }

    private static string Reduced(string name) => name.EndsWith("Sum", StringComparison.Ordinal) ? name[..^3] : name;

    private static bool IsRun(LossOverload overload, string kind)
    {
        bool isForward = overload.Method == overload.Declared && CatalogueMethods.CompanionsOf(overload.Declared).Any();
        if (CatalogueMethods.HasElement<double>(overload.Declared))
            return CatalogueMethods.ReductionOf(overload.Declared) == CatalogueReduction.Mean && !isForward && kind == "cpu";
        return kind == "cpu" || (!isForward && (overload.Declared.ReturnType != typeof(void) || overload.HasUpstreams));
    }
}

/// <summary>The losses of numbers.</summary>
public sealed class RegressionTests : LossTests
{
    public static TheoryData<string, string> Losses => Of(typeof(Regression));

    [SkippableTheory]
    [MemberData(nameof(Losses))]
    public void Overloads_for_views_agree_with_those_for_spans(string kind, string loss) => Check(typeof(Regression), kind, loss);
}

/// <summary>The losses of classes.</summary>
public sealed class ClassificationTests : LossTests
{
    public static TheoryData<string, string> Losses => Of(typeof(Classification));

    [SkippableTheory]
    [MemberData(nameof(Losses))]
    public void Overloads_for_views_agree_with_those_for_spans(string kind, string loss) => Check(typeof(Classification), kind, loss);
}

/// <summary>The losses of embeddings.</summary>
public sealed class MetricLearningTests : LossTests
{
    public static TheoryData<string, string> Losses => Of(typeof(MetricLearning));

    [SkippableTheory]
    [MemberData(nameof(Losses))]
    public void Overloads_for_views_agree_with_those_for_spans(string kind, string loss) => Check(typeof(MetricLearning), kind, loss);
}

/// <summary>The losses of masks and boxes.</summary>
public sealed class SegmentationTests : LossTests
{
    public static TheoryData<string, string> Losses => Of(typeof(Segmentation));

    [SkippableTheory]
    [MemberData(nameof(Losses))]
    public void Overloads_for_views_agree_with_those_for_spans(string kind, string loss) => Check(typeof(Segmentation), kind, loss);
}

/// <summary>The losses of sequences.</summary>
public sealed class SequenceTests : LossTests
{
    public static TheoryData<string, string> Losses => Of(typeof(Sequence));

    [SkippableTheory]
    [MemberData(nameof(Losses))]
    public void Overloads_for_views_agree_with_those_for_spans(string kind, string loss) => Check(typeof(Sequence), kind, loss);
}

/// <summary>The losses of policies.</summary>
public sealed class ReinforcementLearningTests : LossTests
{
    public static TheoryData<string, string> Losses => Of(typeof(ReinforcementLearning));

    [SkippableTheory]
    [MemberData(nameof(Losses))]
    public void Overloads_for_views_agree_with_those_for_spans(string kind, string loss) => Check(typeof(ReinforcementLearning), kind, loss);
}

/// <summary>The losses of images.</summary>
public sealed class ImagingTests : LossTests
{
    public static TheoryData<string, string> Losses => Of(typeof(Imaging));

    [SkippableTheory]
    [MemberData(nameof(Losses))]
    public void Overloads_for_views_agree_with_those_for_spans(string kind, string loss) => Check(typeof(Imaging), kind, loss);
}

/// <summary>The losses of generators and critics.</summary>
public sealed class GenerativeTests : LossTests
{
    public static TheoryData<string, string> Losses => Of(typeof(Generative));

    [SkippableTheory]
    [MemberData(nameof(Losses))]
    public void Overloads_for_views_agree_with_those_for_spans(string kind, string loss) => Check(typeof(Generative), kind, loss);
}
