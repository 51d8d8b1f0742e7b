using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis.CodeActions;

namespace LossGen.Tests.CodeFixes;

/// <summary>Gradients that are added where a loss has none, and chosen at its parameters.</summary>
public sealed class GradientTests
{
    [Theory]
    [InlineData("a * b", "float a, float b", "a", "[Gradient] float a, float b")]
    [InlineData("a * b", "float a, float b", "b", "float a, [Gradient] float b")]
    [InlineData("count(y == 1) * s", "ReadOnlySpan<int> y, float s = 1", "s", "ReadOnlySpan<int> y, [Gradient] float s = 1")]
    public void A_loss_without_one(string formula, string parameters, string by, string expected)
    {
        Fixed.Clean(Fixed.Source(
            "LOSSGEN056", GeneratorRun.Declaration(formula, parameters), $"Differentiate by '{by}'", GeneratorRun.Declaration(formula, expected)));
        Refactored(formula, parameters, at: "Loss(" + parameters, $"Add a gradient by '{by}'", expected);
    }

    [Theory]
    [InlineData("ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<int> y", "ReadOnlySpan<float> p, ReadOnlySpan<int> y")]
    [InlineData("ReadOnlySpan<float> p, [Gradient, Range(0, 1)] ReadOnlySpan<int> y", "ReadOnlySpan<float> p, [Range(0, 1)] ReadOnlySpan<int> y")]
    public void An_integer_is_unmarked(string parameters, string expected) => Fixed.Clean(Fixed.Source(
        "LOSSGEN008", GeneratorRun.Declaration("mean(p * y)", parameters), "Remove [Gradient]", GeneratorRun.Declaration("mean(p * y)", expected)));

    [Theory]
    [InlineData("Differentiate by 'y' too", "[Gradient] ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y, float s")]
    [InlineData("Differentiate by 'y' alone", "ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y, float s")]
    public void By_a_tensor_beside_the_first(string title, string expected) =>
        Refactored("mean(p * y) * s", "ReadOnlySpan<float> p, ReadOnlySpan<float> y, float s", at: "> y", title, expected);

    [Fact]
    public void By_a_number() => Refactored(
        "mean(p * s)", "ReadOnlySpan<float> p, float s", at: "float s", "Differentiate by 's' too", "[Gradient] ReadOnlySpan<float> p, [Gradient] float s");

    [Fact]
    public void No_longer_by_one_of_two() => Refactored(
        "mean(p * y)", "[Gradient] ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y", at: "> p", "Do not differentiate by 'p'",
        "ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y");

    [Fact]
    public void The_second_derivative()
    {
        string source = GeneratorRun.Declaration("mean((p - y)^2)", Marked.TwoTensors);
        CodeAction action = Assert.Single(FixedProject.Of(source).Refactorings("Loss(Read"));
        Assert.Equal("Add the second derivative, Hessian = true", action.Title);
        FixedProject changed = FixedProject.Of(source).Apply(action);
        Assert.Equal(GeneratorRun.Declaration("mean((p - y)^2)", Marked.TwoTensors, options: ", Hessian = true"), changed.Text());
        Fixed.Clean(changed);
        Assert.Empty(changed.Refactorings("Loss(Read"));
    }

    [Theory]
    [InlineData("> p")]
    [InlineData("int k")]
    [InlineData("> loss")]
    [InlineData("p * k")]
    [InlineData("Other(")]
    [InlineData("> q")]
    public void Nothing_is_offered_elsewhere(string at)
    {
        const string Source = """
            using System;
            using LossGen;

            public static partial class Losses
            {
                [Loss("p * k")]
                public static partial void Loss(ReadOnlySpan<float> p, int k, Span<float> loss);

                public static float Other(ReadOnlySpan<float> q) => q[0];
            }
            """;
        Assert.Empty(FixedProject.Of(Source).Refactorings(at));
    }

    private static void Refactored(string formula, string parameters, string at, string title, string expected)
    {
        var project = FixedProject.Of(GeneratorRun.Declaration(formula, parameters));
        FixedProject changed = project.Apply(Assert.Single(project.Refactorings(at), action => action.Title == title));
        Assert.Equal(GeneratorRun.Declaration(formula, expected), changed.Text());
        Fixed.Clean(changed);
    }
}
