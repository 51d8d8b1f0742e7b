namespace LossGen.Sample;

/// <summary>
/// International telephone calls from Belgium, 1950 to 1973, in tens of millions: the standard example of robust regression, from
/// P. J. Rousseeuw and A. M. Leroy, "Robust Regression and Outlier Detection" (Wiley, 1987), page 26; R has it as
/// MASS::phones (in millions) and robustbase::telef. From 1964 to 1969 the minutes were recorded instead of the calls, and 1963 and 1970
/// are mixtures because neither change came at New Year.
/// </summary>
public static class BelgianCalls
{
    public static DataSet Load()
    {
        const string name = "belgium-calls.csv";
        CsvColumns columns = CsvText.ReadResource(name, reader => CsvColumns.Read(reader, name, "year", "calls"));
        return new()
        {
            Title = "International calls from Belgium, 1950–1973",
            XLabel = "year − 1900",
            YLabel = "calls, tens of millions",
            X = columns.X,
            Y = columns.Y,
            PredictAt = 74,
            Suspect = [.. columns.X.Select(year => year is >= 63 and <= 70)],
            SuspectReason = "1964–69: minutes recorded, not calls; 1963 and 1970: partly",
            Remark = "MAE has no single best line here: slopes from 0.116 to 0.162 share the least loss, and Adam stops at one of them.",
        };
    }
}
