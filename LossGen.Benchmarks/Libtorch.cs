using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Benchmarks;

/// <summary>The same losses in eager libtorch, forward and backward, in this process.</summary>
internal sealed class Libtorch : IDisposable
{
    private readonly Tensor p, y;

    private Libtorch(int count)
    {
        p = rand(count).requires_grad_();
        y = rand(count);
    }

    /// <summary>Inputs for libtorch; null where its native library does not load (see eng/torch-root.sh).</summary>
    public static Libtorch? TryCreate(int count) => IsAvailable ? new Libtorch(count) : null;

    /// <summary>Whether libtorch's native library loads.</summary>
    public static bool IsAvailable
    {
        get
        {
            try
            {
                NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, searchPath: null);
                return true;
            }
            catch (Exception exception) when (exception is DllNotFoundException or TypeInitializationException)
            {
                return false;
            }
        }
    }

    /// <summary>Value and gradient of a loss of <see cref="Workload.All"/>.</summary>
    public void Run(string loss)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor value = loss switch
        {
            "MSE" => F.mse_loss(p, y),
            "Huber" => F.huber_loss(p, y, delta: 0.5),
            "log-cosh" => LogCosh(p - y).mean(),
            "BCE, logits" => F.binary_cross_entropy_with_logits(p, y),
            "soft Dice" => 1 - (((2 * (p * y).sum()) + 1) / (p.sum() + y.sum() + 1)),
            _ => throw new ArgumentOutOfRangeException(nameof(loss), loss, "No such loss."),
        };
        value.backward();
        p.grad = null;
    }

    public void Dispose()
    {
        p.Dispose();
        y.Dispose();
    }

    /// <summary>Written so that it does not overflow, as every user of libtorch has to.</summary>
    private static Tensor LogCosh(Tensor e) => e + F.softplus(-2 * e) - Math.Log(2);
}
