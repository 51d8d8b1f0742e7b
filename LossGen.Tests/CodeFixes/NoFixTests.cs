using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;

namespace LossGen.Tests.CodeFixes;

/// <summary>Where no fix must be offered: what was meant takes thought, or does not stand in a literal.</summary>
public sealed class NoFixTests
{
    [Theory]
    [InlineData("mean(p % y)")]
    [InlineData("mean(p -> y)")]
    [InlineData("mean(p << 2)")]
    [InlineData("mean(p ± y)")]
    [InlineData("mean(√p)")]
    [InlineData("mean(p | p > 0)")]
    [InlineData("mean((p - y)2)")]
    [InlineData("mean(1.2.3 * p)")]
    [InlineData("mean(p.x)")]
    [InlineData("mean(if p > 0 then p else y)")]
    [InlineData("mean(p, axis = 0)")]
    [InlineData("mean((p - y)")]
    [InlineData("mean(z[:, 0])")]
    [InlineData("mean(f(p)) where f(x) = x^2")]
    [InlineData("mean(dot(p, y))")]
    [InlineData("mean(hypot(p, y))")]
    public void What_was_meant_takes_thought(string formula)
    {
        // What is missing at the end is put there; everything else is left to the user.
        IReadOnlyList<(Diagnostic Diagnostic, CodeAction Action)> offers = FixedProject.Of(GeneratorRun.Declaration(formula, Marked.TwoTensors)).Offers();
        Assert.DoesNotContain(offers, offer => offer.Action.Title is not ("Insert ')'" or "Add parameter 'ReadOnlyTensorSpan<float> z'"
            or "Add parameter 'System.Numerics.Tensors.ReadOnlyTensorSpan<float> z'"));
    }

    [Theory]
    [InlineData("nameof(q)", "")]
    [InlineData("Of.Q", "public static class Of { public const string Q = nameof(q); public const int q = 0; }")]
    public void The_characters_stand_in_no_literal(string name, string other)
    {
        string source = GeneratorRun.Declaration("mean(p - ☐)", "ReadOnlySpan<float> p, ReadOnlySpan<float> qq").Replace("☐", $"\" + {name} + @\"", StringComparison.Ordinal);
        source = source.Replace("partial class Losses\n{", "partial class Losses\n{\n    private const int q = 0;", StringComparison.Ordinal);
        var project = FixedProject.Of(source, other);
        Assert.Contains(project.Diagnostics, diagnostic => diagnostic.Id == "LOSSGEN030");
        Assert.DoesNotContain(project.Offers("LOSSGEN030"), offer => offer.Action.Title.StartsWith("Replace", StringComparison.Ordinal));
    }

    [Fact]
    public void A_place_that_runs_over_two_literals()
    {
        string source = GeneratorRun.Declaration("mean(p - ta☐rgt)", "ReadOnlySpan<float> p, ReadOnlySpan<float> target").Replace("☐", "\" + \"", StringComparison.Ordinal);
        Assert.DoesNotContain(FixedProject.Of(source).Offers("LOSSGEN030"), offer => offer.Action.Title.StartsWith("Replace", StringComparison.Ordinal));
    }

    [Fact]
    public void A_formula_without_errors() => Assert.Empty(FixedProject.Of(GeneratorRun.Declaration("mean(abs(p - y))", Marked.TwoTensors)).Offers());

    [Fact]
    public void A_constant_of_several_losses_gets_no_parameter()
    {
        const string Source = """
            using System;
            using LossGen;

            public static partial class Losses
            {
                private const string Formula = "mean(p - other)";

                [Loss(Formula)]
                public static partial float A(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

                [Loss(Formula)]
                public static partial double B(ReadOnlySpan<float> p, ReadOnlySpan<float> y);
            }
            """;
        Assert.Empty(FixedProject.Of(Source).Offers("LOSSGEN030"));
    }

    [Theory]
    [InlineData("[Loss(\"mean(p)\")] public static partial float «M»<T>(ReadOnlySpan<float> p);")]
    [InlineData("float I.M(ReadOnlySpan<float> p) => 0; [Loss(\"mean(p)\")] float I.«N»(ReadOnlySpan<float> p) => 0;")]
    [InlineData("void F() { [Loss(\"mean(p)\")] float «M»(ReadOnlySpan<float> p) => 0; }")]
    [InlineData("[Loss(\"mean(p)\")] public static partial float «M»(ReadOnlySpan<float> p); public static partial float M(ReadOnlySpan<float> p) => 0;")]
    [InlineData("[Loss(\"mean(p)\")] public static partial «string» M(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"\")] public static partial float «M»(ReadOnlySpan<float> p);")]
    public void A_declaration_that_cannot_be_mended_mechanically(string member)
    {
        string source = "using System;\nusing LossGen;\npublic static partial class Losses { " + member.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal) + " }";
        var project = FixedProject.Of(source);
        Assert.NotEmpty(project.Diagnostics);
        Assert.Empty(project.Offers());
    }

    [Theory]
    [InlineData("public static partial class Losses<T>")]
    [InlineData("file static partial class Losses")]
    public void A_type_that_cannot_be_extended(string type)
    {
        string source = GeneratorRun.Declaration("mean(p - y)", Marked.TwoTensors).Replace("public static partial class Losses", type, StringComparison.Ordinal);
        var project = FixedProject.Of(source);
        Assert.Contains(project.Diagnostics, diagnostic => diagnostic.Id == "LOSSGEN002");
        Assert.Empty(project.Offers());
    }
}
