using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace LossGen.Tests.CodeFixes;

/// <summary>Declarations that become what LossGen can write, and options that a loss cannot have.</summary>
public sealed class DeclarationFixTests
{
    [Theory]
    [InlineData("public static float Loss(ReadOnlySpan<float> p);", "public static partial float Loss(ReadOnlySpan<float> p);", "")]
    [InlineData("public static float Loss(ReadOnlySpan<float> p) => 0;", "public static partial float Loss(ReadOnlySpan<float> p);", " without a body")]
    [InlineData("public static float Loss(ReadOnlySpan<float> p)\n    {\n        return 0;\n    }", "public static partial float Loss(ReadOnlySpan<float> p);", " without a body")]
    [InlineData("public static partial float Loss(ReadOnlySpan<float> p) => 0;", "public static partial float Loss(ReadOnlySpan<float> p);", " without a body")]
    [InlineData("public static extern float Loss(ReadOnlySpan<float> p);", "public static partial float Loss(ReadOnlySpan<float> p);", "")]
    [InlineData("public static extern partial float Loss(ReadOnlySpan<float> p);", "public static partial float Loss(ReadOnlySpan<float> p);", "")]
    [InlineData("static partial float Loss(ReadOnlySpan<float> p);", "private static partial float Loss(ReadOnlySpan<float> p);", "")]
    [InlineData("static float Loss(ReadOnlySpan<float> p) => 0;", "private static partial float Loss(ReadOnlySpan<float> p);", " without a body")]
    [InlineData("partial float Loss(ReadOnlySpan<float> p);", "private partial float Loss(ReadOnlySpan<float> p);", "")]
    public void A_method_becomes_partial(string method, string expected, string without) => Fixed.Clean(Fixed.Source(
        "LOSSGEN001", InClass(method), $"Declare 'Loss' as a partial method{without}", InClass(expected)));

    [Theory]
    [InlineData("public static class Losses", "public static partial class Losses")]
    [InlineData("class Losses", "partial class Losses")]
    [InlineData("public readonly record struct Losses", "public readonly partial record struct Losses")]
    [InlineData("internal sealed record Losses", "internal sealed partial record Losses")]
    public void A_type_becomes_partial(string type, string expected) =>
        Fixed.Clean(Fixed.Source("LOSSGEN002", InType(type), "Make 'Losses' partial", InType(expected)));

    [Fact]
    public void All_types_and_methods_of_a_project_at_once()
    {
        string Source(string partial, string partialType) => $$"""
            using System;
            using LossGen;

            public static {{partialType}}class Outer
            {
                public static {{partialType}}class Inner
                {
                    [Loss("mean(p)")]
                    public static {{partial}}float A(ReadOnlySpan<float> p);

                    [Loss("mean(p^2)")]
                    public static {{partial}}float B(ReadOnlySpan<float> p);
                }
            }
            """;
        var project = FixedProject.Of(Source("", ""));
        FixedProject types = project.ApplyToAll("LOSSGEN002", Fixed.One(project, "LOSSGEN002", "Make 'Inner' partial").Action);
        Assert.Equal(Source("", "partial "), types.Text());
        FixedProject methods = types.ApplyToAll("LOSSGEN001", types.Offers("LOSSGEN001")[0].Action);
        Assert.Equal(Source("partial ", "partial "), methods.Text());
        Fixed.Clean(methods);
    }

    [Fact]
    public void All_misspelt_names_at_once()
    {
        string Source(string p, string y) => GeneratorRun.Declaration($"mean(({p} - {y})^2) + mean(abs({p}) * {y})", "ReadOnlySpan<float> pred, ReadOnlySpan<float> target");
        var project = FixedProject.Of(Source("prd", "targt"));
        Assert.Equal(4, project.Offers("LOSSGEN030").Count(offer => offer.Action.Title.StartsWith("Replace", StringComparison.Ordinal)));
        FixedProject mended = project.ApplyToAll("LOSSGEN030", Fixed.One(project, "LOSSGEN030", "Replace 'prd' with 'pred'").Action);
        Assert.Equal(Source("pred", "target"), mended.Text());
        Fixed.Clean(mended);
    }

    [Fact]
    public void Mends_that_overlap_leave_a_formula_of_which_each_is_a_part()
    {
        // '²' stands within what 'mean' is written around.
        var project = FixedProject.Of(GeneratorRun.Declaration("(p − y)²", Marked.TwoTensors));
        foreach ((Diagnostic diagnostic, CodeAction action) in project.Offers())
            Fixed.Gone(diagnostic, project.Apply(action));
        FixedProject signs = project.ApplyToAll("LOSSGEN020", project.Offers("LOSSGEN020")[0].Action);
        Assert.Equal(GeneratorRun.Declaration("(p - y)^2", Marked.TwoTensors), signs.Text());
        Assert.Equal(GeneratorRun.Declaration("mean((p - y)^2)", Marked.TwoTensors), signs.Apply(signs.Offers("LOSSGEN034")[0].Action).Text());
    }

    [Theory]
    [InlineData("LOSSGEN057", "mean(p) * mean(p * y)", ", Hessian = true", "Remove 'Hessian = true'", "")]
    [InlineData("LOSSGEN057", "mean(p) * mean(p * y)", ", Gpu = false, Hessian = true", "Remove 'Hessian = true'", ", Gpu = false")]
    [InlineData("LOSSGEN060", "mean(p - y)", ", Checkpoints = true", "Remove 'Checkpoints = true'", "")]
    public void An_option_that_a_loss_cannot_have(string id, string formula, string options, string title, string expected) => Fixed.Clean(Fixed.Source(
        id, GeneratorRun.Declaration(formula, Marked.TwoTensors, options: options), title, GeneratorRun.Declaration(formula, Marked.TwoTensors, options: expected)));

    private static string InType(string type) =>
        GeneratorRun.Declaration("mean(p)", "ReadOnlySpan<float> p").Replace("public static partial class Losses", type, StringComparison.Ordinal);

    private static string InClass(string method) => $$"""
        using System;
        using LossGen;

        public {{(method.Contains("static", StringComparison.Ordinal) ? "static " : "")}}partial class Losses
        {
            /// <summary>A loss.</summary>
            [Loss("mean(p)")]
            {{method}} // as declared
        }
        """;
}
