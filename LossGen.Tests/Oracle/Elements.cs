using System.Globalization;

namespace LossGen.Tests.Oracle;

/// <summary>Elements of any type as doubles and back.</summary>
internal static class Elements
{
    public static object Of(double number, Type element) =>
        element == typeof(Half) ? (Half)number
        : element == typeof(BFloat16) ? (BFloat16)number
        : Convert.ChangeType(number, element, CultureInfo.InvariantCulture);

    public static double Number(object element) => element switch
    {
        Half half => (double)half,
        BFloat16 upper => (double)upper,
        _ => Convert.ToDouble(element, CultureInfo.InvariantCulture),
    };
}
