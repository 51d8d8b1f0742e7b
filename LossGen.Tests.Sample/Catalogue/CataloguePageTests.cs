using LossGen.Tests.Harness;

namespace LossGen.Tests.Sample.Catalogue;

/// <summary>The page of the catalogue says what the catalogue says.</summary>
public sealed class CataloguePageTests
{
    private const string Approve = "LOSSGEN_APPROVE=1 dotnet test LossGen.Tests.Sample -c Release --filter CataloguePage";

    [Fact]
    public void The_page_is_written_from_the_catalogue()
    {
        string page = CataloguePage.Write().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("LOSSGEN_APPROVE") == "1")
            File.WriteAllText(Repository.File("docs", "catalogue.md"), page);
        Assert.True(Repository.Read("docs/catalogue.md") == page, $"docs/catalogue.md is not what the catalogue says: {Approve}");
    }
}
