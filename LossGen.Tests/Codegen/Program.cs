namespace LossGen.Tests.Codegen;

/// <summary>
/// The entry of the test assembly, for <see cref="JitListing"/>: run by itself, it calls the key losses and nothing else, so that the JIT lists no
/// other code. The runner of the tests does not come here.
/// </summary>
internal static class Program
{
    private static void Main() => KeyLosses.CallAll();
}
