using System.Globalization;
using System.Reflection;
using LossGen.Tests.Harness;
using static LossGen.Tests.Declarations.DeclarationKindTests;

namespace LossGen.Tests.Declarations;

/// <summary>What is carried over from the declaration to the emitted members: default values and documentation.</summary>
public sealed class DefaultsAndDocumentationTests
{
    [Theory]
    [InlineData("float d = 1", 1)]
    [InlineData("float d = -0.5f", -0.5)]
    [InlineData("float d = 1e-7f", 1e-7f)]
    [InlineData("float d = float.MaxValue", float.MaxValue)]
    [InlineData("float d = float.NaN", double.NaN)]
    [InlineData("float d = float.NegativeInfinity", double.NegativeInfinity)]
    [InlineData("float d = default", 0)]
    [InlineData("float d = 3", 3)]
    [InlineData("double d = 0.1", 0.1)]
    [InlineData("double d = -1e300", -1e300)]
    [InlineData("double d = double.Epsilon", double.Epsilon)]
    [InlineData("double d = double.NaN", double.NaN)]
    [InlineData("double d = double.PositiveInfinity", double.PositiveInfinity)]
    [InlineData("double d = 5", 5)]
    [InlineData("double d = 0.1f", 0.1f)]
    [InlineData("int d = -100", -100)]
    [InlineData("int d = int.MinValue", int.MinValue)]
    [InlineData("int d = 'a'", 'a')]
    [InlineData("int d = default", 0)]
    public void Default_values_are_those_of_the_declaration(string parameter, double value)
    {
        var run = Compiles($"public static partial class C {{ [Loss(\"mean(p * d)\")] public static partial double L(ReadOnlySpan<double> p, {parameter}); }}");
        foreach (MethodInfo method in run.Load().GetType("C")!.GetMethods().Where(m => m.Name.StartsWith('L')))
        {
            ParameterInfo read = method.GetParameters().Single(p => p.Name == "d");
            Assert.Equal(value, Convert.ToDouble(read.DefaultValue, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Optional_parameters_follow_the_gradients_and_can_be_left_out() => Compiles(
        """
        public static partial class C
        {
            [Loss("mean((p - y)^2 * w) + b")]
            public static partial float L(ReadOnlySpan<float> p, [Gradient] ReadOnlySpan<float> y, float w = 2, [Gradient] float b = -1);
            public static float Call(float[] p, float[] y, float[] g) =>
                L(p, y) + L(p, y, 3) + LWithGradient(p, y, g, out float gradB) + LWithGradient(p, y, g, out gradB, w: 3, upstream: 2) + gradB;
        }
        """);

    [Theory]
    [InlineData("")]
    [InlineData("/// <summary>The mean.</summary>")]
    [InlineData("/// <summary>The mean of <paramref name=\"p\"/> &lt; <see cref=\"C\"/> &amp; <see cref=\"ReadOnlySpan{T}\"/>.</summary>\n/// <param name=\"p\">In.</param>\n/// <param name=\"y\">Out.</param>\n/// <returns>It.</returns>")]
    [InlineData("/// <summary>The mean.</summary>\n/// <remarks>\n/// Mine.\n///\n/// <code>\n///   x\n/// </code></remarks>")]
    [InlineData("/// <summary>The mean.</summary>\n/// <remarks/>")]
    [InlineData("/** <summary>The\n * mean.</summary> */")]
    [InlineData("/// <inheritdoc/>")]
    [InlineData("/// <summary><![CDATA[a < b ]]></summary>")]
    [InlineData("/// <summary>The mean.</summary>\n/// <exception cref=\"ArgumentException\">Mine.</exception>")]
    [InlineData("/// Text without a tag.")]
    public void Documentation_of_the_user_is_kept(string documentation) => Compiles(
        $$"""
        /// <summary>Losses.</summary>
        public static partial class C
        {
        {{documentation}}
        [Loss("mean((p - y)^2)")]
        public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);
        }
        """);

    [Fact]
    public void Companions_document_their_parameters_in_order_and_in_the_users_words()
    {
        var run = GeneratorRun.Of(
            """
            using System;
            using LossGen;
            /// <summary>Losses.</summary>
            public static partial class C
            {
            /// <summary>The loss.</summary>
            /// <param name="w">The weight
            /// of <paramref name="p"/>.</param>
            /// <param name="p">The prediction, &lt; 1.</param>
            [Loss("mean(p * w * y)")]
            public static partial float @class(ReadOnlySpan<float> p, float w = 1, float y = 1);
            }
            """);
        string companion = run.Files[0][run.Files[0].IndexOf("in one fused call", StringComparison.Ordinal)..];
        Assert.Contains(
            """
                /// <param name="p">The prediction, &lt; 1.</param>
                /// <param name="gradP">The gradient by <c>p</c>, one number for each of its elements.</param>
                /// <param name="w">The weight
                /// of <paramref name="p" />.</param>
                /// <param name="y">As of <c>class</c>.</param>
                /// <param name="upstream">
            """, companion, StringComparison.Ordinal);
        Assert.DoesNotContain("tensors differ", run.Files[0], StringComparison.OrdinalIgnoreCase);
        Assert.Single(run.Files[0].Split('\n'), line => line.Contains("<exception", StringComparison.Ordinal));
    }

    [Fact]
    public void Emitted_members_carry_the_version_of_the_generator()
    {
        string version = typeof(LossGen.Generator.LossGenerator).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
        var run = GeneratorRun.OfFormula("mean(p)", "ReadOnlySpan<float> p");
        Assert.Contains($"GeneratedCode(\"LossGen.Generator\", \"{version}\")", run.Files[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Documentation_that_is_not_well_formed_is_a_warning_of_the_users_file_only()
    {
        var run = GeneratorRun.Of(
            "using System; using LossGen; public static partial class C {\n/// <summary>a < b</summary>\n[Loss(\"mean(p)\")] public static partial float M(ReadOnlySpan<float> p); }");
        Assert.Null(run.Exception);
        Assert.All(run.CompilerDiagnostics, d => Assert.Equal("Losses.cs", d.Location.SourceTree!.FilePath));
    }

    [Theory]
    [InlineData("mean(\n    p\r\n- y\u2028\t)")]
    [InlineData("mean(p\u00a0-\u0085y)")]
    [InlineData("mean(p < y && y >= 0 || p > y ? p : y)")]
    public void A_formula_of_any_characters_can_be_shown_in_comments(string formula)
    {
        var run = GeneratorRun.OfFormula(formula, Marked.TwoTensors);
        Assert.Empty(run.CompilerDiagnostics);
        Assert.Single(run.Files);
    }

    [Theory]
    [InlineData("mean(p) */ ")]
    [InlineData("mean(p) </c>")]
    [InlineData("mean(p) ]]>")]
    [InlineData("mean(p) \" \u2029 #error")]
    [InlineData("\0mean(p)")]
    public void A_formula_that_would_end_a_comment_is_an_error_like_any_other(string formula)
    {
        var run = GeneratorRun.OfFormula(formula, "ReadOnlySpan<float> p");
        Assert.Null(run.Exception);
        Marked.Stub(run);
        Assert.NotEmpty(run.Diagnostics);
    }
}
