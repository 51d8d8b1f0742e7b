#pragma warning disable CS1591
namespace LossGen.Gpu;
public static class DeviceMath {
  public static float Abs(float x) => MathF.Abs(x); public static double Abs(double x) => Math.Abs(x);
  public static float Exp(float x) => MathF.Exp(x); public static double Exp(double x) => Math.Exp(x);
  public static float Log1p(float x) => MathF.Log(1 + x); public static double Log1p(double x) => Math.Log(1 + x);
  public static float Max(float x, float y) => x > y ? x : y; public static double Max(double x, double y) => x > y ? x : y;
  public static float Min(float x, float y) => x < y ? x : y; public static double Min(double x, double y) => x < y ? x : y;
  public static float Sqrt(float x) => MathF.Sqrt(x); public static double Sqrt(double x) => Math.Sqrt(x);
}
