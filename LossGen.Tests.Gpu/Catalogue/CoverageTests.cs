namespace LossGen.Tests.Gpu.Catalogue;

/// <summary>Every method of the catalogue has an overload for views.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Every_method_has_an_overload_for_views()
    {
        string[] missing = [.. LossOverload.All.Where(overload => overload.OnDevice is null).Select(overload => $"{overload.Declared.DeclaringType!.Name}.{overload.Method.Name}").Distinct().Order(StringComparer.Ordinal)];
        Console.WriteLine($"ALL {LossOverload.All.Count} missing {LossOverload.All.Count(o => o.OnDevice is null)}");
        Console.WriteLine(string.Join("\n", missing));
    }
}
