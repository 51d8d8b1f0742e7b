using System.Runtime.InteropServices;
using TorchSharp;

namespace LossGen.Sample.Torch;

/// <summary>Whether libtorch, a native library of a C++ runtime newer than some Linux distributions have, loads here.</summary>
internal static class Libtorch
{
    /// <exception cref="InputError">It does not.</exception>
    public static void Require()
    {
        try
        {
            // Here the message names the reason; TorchSharp, where this fails, copies half a gigabyte before it fails too.
            NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, searchPath: null);
        }
        catch (DllNotFoundException error)
        {
            throw new InputError($"libtorch cannot be loaded here: eng/torch-root.sh setup makes a place where it can, and eng/torch-root.sh run a command there. {error.Message}");
        }
    }
}
