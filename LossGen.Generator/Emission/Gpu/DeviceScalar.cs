using LossGen.Generator.Declarations;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>A value per call that kernels are called with.</summary>
/// <param name="Field">The field that holds it.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsUpstream">Whether it is the gradient that comes from above, which may lie on the device.</param>
internal sealed record DeviceScalar(string Field, ElementType Type, bool IsUpstream)
{
    /// <summary>The type of the field.</summary>
    public string FieldType => IsUpstream ? UpstreamType(Type) : CSharpTypes.Keyword(Type);

    /// <summary>How a kernel reads it.</summary>
    public string Read => IsUpstream ? Field + ".Value(1)" : Field;

    /// <summary>The type of a parameter that takes the gradient from above.</summary>
    public static string UpstreamType(ElementType element) => $"global::LossGen.Gpu.Upstream<{CSharpTypes.Keyword(element)}>";
}
