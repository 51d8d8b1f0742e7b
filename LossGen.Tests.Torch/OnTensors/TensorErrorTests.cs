using TorchSharp;
using static TorchSharp.torch;
using Modules = LossGen.Torch.Modules;

namespace LossGen.Tests.Torch.OnTensors;

/// <summary>What is wrong with the tensors of a call is said by the name of the parameter, before anything is computed.</summary>
public class TensorErrorTests
{
    public static TheoryData<string, Type, string> Mistakes() => new()
    {
        { "null", typeof(ArgumentNullException), "p" },
        { "shape", typeof(ArgumentException), "'p' has the shape [4] and 'y' [4, 1]" },
        { "precision", typeof(ArgumentException), "'p' holds float32 and 'y' float64" },
        { "gradient", typeof(InvalidOperationException), "'y' requires a gradient, and 'Mse' has none by it" },
        { "labels", typeof(ArgumentException), "pass integers, y.to(torch.int64)" },
        { "label outside", typeof(ArgumentOutOfRangeException), "The index at n = 1 is 9" },
        { "dimensions", typeof(ArgumentException), "'y' has 1 index in the formula and 2 dimensions, the shape [2, 1]" },
        { "number", typeof(ArgumentException), "'t' is one number in the formula, and has the shape [2]" },
        { "extent", typeof(ArgumentException), "3" },
        { "complex", typeof(ArgumentException), "'p' holds complexfloat32" },
        { "sparse", typeof(ArgumentException), "pass p.to_dense()" },
        { "device", typeof(ArgumentException), "pass p.cpu()" },
    };

    [SkippableTheory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named(string mistake, Type expected, string words)
    {
        Libtorch.Require();
        using DisposeScope scope = NewDisposeScope();
        Tensor p = randn(4), y = randn(4), z = randn(2, 3), label = tensor(new long[] { 0, 2 });
        Action call = mistake switch
        {
            "null" => () => TensorLosses.Mse(null!, y),
            "shape" => () => TensorLosses.Mse(p, y.reshape(4, 1)),
            "precision" => () => TensorLosses.Mse(p, y.to(ScalarType.Float64)),
            "gradient" => () => TensorLosses.Mse(p, y.requires_grad_()),
            "labels" => () => TensorLosses.RowLosses(z, label.to(ScalarType.Float32)),
            "label outside" => () => TensorLosses.RowLosses(z, tensor(new long[] { 0, 9 })),
            "dimensions" => () => TensorLosses.RowLosses(z, label.reshape(2, 1)),
            "number" => () => TensorLosses.Tempered(z, label, randn(2), 1),
            "extent" => () => TensorLosses.RowLosses(z, tensor(new long[] { 0, 1, 2 })),
            "complex" => () => TensorLosses.Mse(p.to(ScalarType.ComplexFloat32), y),
            "sparse" => () => TensorLosses.Mse(p.to_sparse(), y),
            _ => () => TensorLosses.Mse(empty(4, device: META), y),
        };
        Exception thrown = Assert.Throws(expected, call);
        Assert.Contains(words, thrown.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_label_that_wraps_round_in_a_narrower_integer_is_no_label()
    {
        Libtorch.Require();
        using var module = new Modules.CrossEntropyLoss();
        using Tensor z = randn(1, 3), label = tensor(new[] { 1L << 32 });
        Assert.Throws<ArgumentOutOfRangeException>("target", () => module.call(z, label));
    }
}
