using System.Runtime.InteropServices;
using TorchSharp;

namespace LossGen.Tests.Torch;

/// <summary>Whether libtorch, a native library of a C++ runtime newer than some Linux distributions have, loads here.</summary>
internal static class Libtorch
{
    private const string Advice =
        "libtorch cannot be loaded here (needs GLIBCXX_3.4.32): run eng/torch-root.sh setup, then eng/torch-root.sh run dotnet test";

    /// <summary>Set in CI, where tests that skip themselves would hide that nothing was compared.</summary>
    private static readonly bool IsRequired = Environment.GetEnvironmentVariable("LOSSGEN_REQUIRE_TORCH") == "1";

    private static readonly Lazy<Exception?> Failure = new(Load);

    public static bool IsAvailable => Failure.Value is null;

    /// <summary>Skips the calling test where libtorch does not load, or fails it where libtorch is required.</summary>
    public static void Require()
    {
        if (IsRequired && Failure.Value is { } failure)
            Assert.Fail($"{Advice} ({failure.Message})");
        Skip.IfNot(IsAvailable, Advice);
    }

    private static Exception? Load()
    {
        try
        {
            // TorchSharp, where this fails, copies half a gigabyte before it fails too; and here the message names the reason.
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, searchPath: null);
            using torch.Tensor probe = torch.ones(1);
            return null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or NotSupportedException or TypeInitializationException)
        {
            return exception;
        }
    }
}
