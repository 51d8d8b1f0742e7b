namespace LossGen.Tests.Oracle;
public sealed class ScratchTests
{
    [Fact]
    public void Dump()
    {
        NestFormula[] fs = [
            new("mean[n, c](p[n, c]) / 8 + mean[n](max[c | p[n, c] > -1]((s - (c / size(c)))))", "p[n, c]*; s* = 1"),
            new("mean[n, c](p[n, c]) / 8 + mean[n](p[n, argmax[c]((softmax[n](p[n, c]) * (c == y[n] ? 1 : 0)))])", "p[n, c]*; int y[n] < c"),
        ];
        var text = "";
        AppDomain.CurrentDomain.FirstChanceException += (_, e) => { if (e.Exception.Message.Contains("scalar spelling")) text += "\nTRACE " + new System.Diagnostics.StackTrace(e.Exception) + Environment.StackTrace; };
        foreach (var f in fs)
        {
            var run = Harness.GeneratorRun.Of("using System; using System.Numerics.Tensors; using LossGen;\npublic static partial class Losses {\n" + f.Declare("float", "D") + "}");
            text += string.Join("\n", run.Diagnostics) + string.Join("\n", run.Files);
        }
        File.WriteAllText("/tmp/dump.txt", text);
    }
}
