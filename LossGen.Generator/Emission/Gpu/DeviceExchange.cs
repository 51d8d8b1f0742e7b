namespace LossGen.Generator.Emission.Gpu;

/// <summary>Spells how kernels are generic in the way that threads exchange what they form, and which of their forms are enqueued.</summary>
internal static class DeviceExchange
{
    /// <summary>The type parameter.</summary>
    public const string Parameter = "TExchange";

    /// <summary>Begins a kernel.</summary>
    public static void OpenKernel(CodeWriter code, string kernel, string callType, string call)
    {
        code.Line($"public static void {kernel}<{Parameter}>({callType} {call})");
        code.Line($"    where {Parameter} : struct, global::LossGen.Gpu.IExchange");
        code.Open();
    }

    /// <summary>The forms of a kernel. Where lanes are not neighbours, there is none with shuffles.</summary>
    public static string Forms(string kernel, bool hasShuffles = true) =>
        (hasShuffles ? $"{kernel}<global::LossGen.Gpu.Shuffles>, " : "") + $"{kernel}<global::LossGen.Gpu.Places>";
}
