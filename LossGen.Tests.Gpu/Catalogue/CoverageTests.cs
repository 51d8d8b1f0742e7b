namespace LossGen.Tests.Gpu.Catalogue;

/// <summary>What of the catalogue can be called on a device.</summary>
public sealed class CoverageTests
{
    [Fact]
    public void Every_method_has_an_overload_for_views()
    {
        Assert.NotEmpty(LossOverload.All);
        Assert.Equal([], LossOverload.All.Where(overload => overload.OnDevice is null).Select(overload => overload.ToString()));
    }
}
