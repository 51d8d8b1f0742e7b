using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Benchmarks;

/// <summary>Cross-entropy of the same rows in eager libtorch, forward and backward, in this process.</summary>
internal sealed class LibtorchRows : IDisposable
{
    private readonly Tensor logits, labels;

    private LibtorchRows(RowWorkload workload)
    {
        logits = tensor(workload.Logits).reshape(workload.Labels.Length, -1).requires_grad_();
        labels = tensor(workload.Labels).to(int64);
    }

    /// <summary>The rows for libtorch; null where its native library does not load.</summary>
    public static LibtorchRows? TryCreate(RowWorkload workload) => Libtorch.IsAvailable ? new LibtorchRows(workload) : null;

    public void Run()
    {
        using IDisposable scope = NewDisposeScope();
        F.cross_entropy(logits, labels).backward();
        logits.grad = null;
    }

    public void Dispose()
    {
        logits.Dispose();
        labels.Dispose();
    }
}
