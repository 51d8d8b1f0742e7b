using LossGen.Generator;
using LossGen.Generator.Common;
using LossGen.Generator.Diagnostics;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Declarations;

/// <summary>A loss that is declared twice is an error of the compiler, and costs no other loss its file.</summary>
public sealed class DuplicateTests
{
    private const string Good = "public static partial class Other { [Loss(\"mean(p)\")] public static partial float Good(ReadOnlySpan<float> p); }";

    [Theory]
    [InlineData("[Loss(\"mean(p)\")] public static partial float M(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"sum(p)\")] public static partial float M(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"sum(p)\")] public static partial double M(ReadOnlySpan<float> p);")]
    [InlineData("[Loss(\"sum(q)\")] public static partial float M([Gradient] ReadOnlySpan<float> q);")]
    public void The_first_declaration_and_every_other_loss_are_written(string second)
    {
        string first = "[Loss(\"mean(p)\")] public static partial float M(ReadOnlySpan<float> p);";
        foreach (string pair in (string[])[$"{first} {second}", $"{first} }} public static partial class L {{ {second}"])
        {
            var run = GeneratorRun.Of($"using System; using LossGen; public static partial class L {{ {pair} }} {Good}");
            Assert.Null(run.Exception);
            Assert.Empty(run.Diagnostics);
            Assert.Equal(2, run.Files.Count);
            Assert.Contains(run.Files, file => file.Contains("float GoodWithGradient(", StringComparison.Ordinal));
            Assert.Contains(run.CompilerDiagnostics, d => d.Id is "CS0756" or "CS0111");
        }
    }

    [Fact]
    public void Losses_whose_names_collide_get_files_of_their_own()
    {
        CompiledLoss Loss(string identity, string name) => new(identity, name, identity, EquatableArray<FormulaDiagnostic>.Empty);
        CompiledLoss[] losses = [Loss("a", "X.g.cs"), Loss("b", "x.g.cs"), Loss("c", "Y.g.cs"), Loss("d", "X.2.g.cs"), Loss("a", "X.g.cs")];
        EquatableArray<string> shared = LossFiles.SharedNames(losses);
        Assert.Equal(["X.g.cs"], shared);
        Assert.Equal(
            [("a", "X.g.cs"), ("b", "x.3.g.cs")],
            LossFiles.Separated(losses, shared).Select(loss => (loss.Identity, loss.FileName)));
    }
}
