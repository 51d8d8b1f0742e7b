using System.Reflection;
using LossGen.Losses;

namespace LossGen.Tests.Catalogue;

/// <summary>The catalogue knows all losses of its assembly, and finds them by what they are for.</summary>
public sealed class LossCatalogueTests
{
    private static readonly MethodInfo[] Methods =
    [
        .. typeof(LossCatalogue).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<LossAttribute>() is not null),
    ];

    [Fact]
    public void EveryLossHasAnEntryAndEveryEntryALoss()
    {
        string[] losses = [.. Methods.Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Distinct()];
        string[] entries = [.. LossCatalogue.All.Select(entry => $"{entry.Task}.{entry.Name}")];
        Assert.NotEmpty(losses);
        Assert.Equal(entries.Distinct(), entries);
        Assert.Equal([], entries.Except(losses));
        Assert.Equal([], losses.Except(entries.SelectMany(name => new[] { name, name + "Sum" })));
    }

    [Fact]
    public void EveryLossIsThereForFloatAndForDouble()
    {
        foreach (IGrouping<string, MethodInfo> loss in Methods.GroupBy(method => $"{method.DeclaringType!.Name}.{method.Name}"))
        {
            int floats = loss.Count(method => Element(method) == typeof(float));
            int doubles = loss.Count(method => Element(method) == typeof(double));
            Assert.True(floats > 0 && floats == doubles, $"{loss.Key}: {floats} of floats, {doubles} of doubles");
        }

        static Type Element(MethodInfo method) => method.GetParameters()[0].ParameterType.GenericTypeArguments[0];
    }

    [Fact]
    public void NoEntryLeavesAnythingOut()
    {
        foreach (LossEntry entry in LossCatalogue.All)
        {
            string[] texts = [entry.Name, entry.Summary, entry.WhenNot, entry.Paper, .. entry.UseCases];
            Assert.All(texts, text => Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.NotEmpty(entry.UseCases);
            Assert.StartsWith("Avoid ", entry.WhenNot);
            Assert.All([entry.Summary, entry.WhenNot, entry.Paper], text => Assert.EndsWith(".", text));
        }
    }

    [Theory]
    [InlineData("Regression", "Huber", "delta", 1)]
    [InlineData("Regression", "SmoothL1", "beta", 1)]
    [InlineData("Regression", "PoissonNllOfRates", "eps", 1e-8)]
    [InlineData("Regression", "GaussianNll", "eps", 1e-6)]
    [InlineData("Classification", "BinaryFocal", "alpha", 0.25)]
    [InlineData("Classification", "BinaryFocal", "gamma", 2)]
    [InlineData("MetricLearning", "HingeEmbedding", "margin", 1)]
    [InlineData("MetricLearning", "MarginRanking", "margin", 0)]
    [InlineData("MetricLearning", "Triplet", "margin", 1)]
    [InlineData("MetricLearning", "TripletWithSwap", "eps", 1e-6)]
    [InlineData("MetricLearning", "CosineEmbedding", "margin", 0)]
    [InlineData("Classification", "SparseCrossEntropy", "ignoreIndex", -100)]
    [InlineData("Classification", "SparseCrossEntropy", "labelSmoothing", 0)]
    [InlineData("Classification", "MultiMargin", "margin", 1)]
    public void DefaultsArePyTorchs(string type, string name, string option, double value)
    {
        MethodInfo[] methods =
            [.. Methods.Where(method => method.DeclaringType!.Name == type && (method.Name == name || method.Name == name + "Sum"))];
        Assert.NotEmpty(methods);
        foreach (MethodInfo method in methods)
        {
            object found = method.GetParameters().Single(parameter => parameter.Name == option).DefaultValue!;
            Assert.Equal(Convert.ChangeType(value, found.GetType()), found);
        }
    }

    [Fact]
    public void TasksPartTheCatalogue()
    {
        LossEntry[] entries = [.. Enum.GetValues<LossTask>().SelectMany(LossCatalogue.ForTask)];
        Assert.Equal(LossCatalogue.All, entries);
        Assert.All(Enum.GetValues<LossTask>(), task => Assert.NotEmpty(LossCatalogue.ForTask(task)));
        Assert.Contains(LossCatalogue.ForTask(LossTask.Regression), entry => entry.Name == nameof(Regression.Huber));
    }
}
