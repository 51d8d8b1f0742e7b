using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using LossGen.Losses;
using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Catalogue;

/// <summary>
/// What is claimed of every loss of the catalogue, against its values: the range, the curvature along random chords, and the bound of the
/// gradient by steps of one element, at random points of every size.
/// </summary>
public sealed partial class CatalogueClaimTests
{
    /// <summary>Every axis has this extent, so that any two may be the same.</summary>
    private const int Extent = 4;

    private const int Trials = 150;

    private static readonly Lazy<IReadOnlyList<Case>> Cases = new(Compiled);

    private delegate double Call(double[][] tensors, int[][] integers, double[] scalars);

    /// <summary>The entries of which something is claimed: of recurrences nothing is.</summary>
    private static IEnumerable<LossEntry> Claimed => LossCatalogue.All.Where(entry => entry.Info.Parameter.Length > 0);

    public static TheoryData<string> Names => [.. Claimed.Select(entry => $"{entry.Task}.{entry.Name}")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Claims_hold(string name)
    {
        Case @case = Cases.Value.Single(@case => @case.Name == name);
        var random = new Random(name.Length);
        int finite = Enumerable.Range(0, Trials).Count(trial => HasChecked(@case, Point.Draw(@case, random, trial), random));
        Assert.True(finite > Trials / 4, $"Only {finite} of {Trials} points have finite values.");
    }

    private static bool HasChecked(Case @case, Point p, Random random)
    {
        LossInfo info = @case.Info;
        string where = $"{info.Formula}: {info.Convexity}, {info.LipschitzBound}, {info.Range} at {p}";
        Point q = p.With(@case, random), middle = p.Between(q);
        double atP = p.Of(@case.Mean), atQ = q.Of(@case.Mean), atMiddle = middle.Of(@case.Mean);
        if (!double.IsFinite(atP + atQ + atMiddle))
            return false;
        double tolerance = 1e-9 * (1 + Math.Abs(atP) + Math.Abs(atQ));
        double sag = ((atP + atQ) / 2) - atMiddle;
        Assert.True(info.Convexity is Convexity.Unknown or Convexity.Concave || sag >= -tolerance, $"Not convex, by {sag}. {where}");
        Assert.True(info.Convexity is Convexity.Unknown or Convexity.Convex || sag <= tolerance, $"Not concave, by {sag}. {where}");
        Assert.True(info.Range.Minimum - tolerance <= atP && atP <= info.Range.Maximum + tolerance, $"{atP} is out of range. {where}");
        if (info.LipschitzConstant is not { } bound || @case.Sum is null)
            return true;
        for (int i = 0; i < p.Varied.Length; i++)
        {
            double step = Math.Min(1e-3 * (1 + Math.Abs(p.Varied[i])), @case.High - p.Varied[i]);
            double before = p.Of(@case.Sum), change = p.Stepped(i, step).Of(@case.Sum) - before;
            Assert.True(!(Math.Abs(change) > (bound * step * (1 + 1e-6)) + (1e-10 * (1 + Math.Abs(before)))), $"Steeper than claimed: {change / step}. {where}");
        }

        return true;
    }

    private static IReadOnlyList<Case> Compiled()
    {
        var source = new StringBuilder("using System; using System.Numerics.Tensors;\npublic static class Calls {\n");
        List<Case> cases = [.. Claimed.Select(entry => new Case(entry))];
        foreach (Case @case in cases)
            source.Append(@case.Method("", "Mean")).Append(@case.HasSum ? @case.Method("Sum", "Sum") : "");
        using var image = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = GeneratorRun.Compile(CSharpSyntaxTree.ParseText(source.Append('}').ToString()))
            .AddReferences(new[] { typeof(LossCatalogue), typeof(LossGen.Gpu.LossDevice), typeof(ILGPU.Context) }.Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)))
            .Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        Type calls = Assembly.Load(image.ToArray()).GetType("Calls")!;
        foreach (Case @case in cases)
        {
            @case.Mean = calls.GetMethod(@case.Id + "Mean")!.CreateDelegate<Call>();
            @case.Sum = @case.HasSum ? calls.GetMethod(@case.Id + "Sum")!.CreateDelegate<Call>() : null;
        }

        return cases;
    }

    /// <summary>A loss of doubles, and how it is called with arrays.</summary>
    private sealed class Case
    {
        private readonly MethodInfo method;

        public Case(LossEntry entry)
        {
            Name = $"{entry.Task}.{entry.Name}";
            Info = entry.Info;
            Type type = typeof(LossCatalogue).Assembly.GetType($"LossGen.Losses.{entry.Task}")!;
            MethodInfo[] methods = [.. type.GetMethods().Where(m => m.GetCustomAttribute<LossAttribute>() is not null && m.ReturnType == typeof(double))];
            method = methods.First(m => m.Name == entry.Name);
            HasSum = methods.Any(m => m.Name == entry.Name + "Sum" && m.GetParameters().Length == method.GetParameters().Length);
            ParameterInfo varied = Parameters.First(p => p.Name == entry.Info.Parameter);
            (Low, High) = RangeOf(varied);
        }

        public string Name { get; }

        public string Id => Name.Replace('.', '_');

        public LossInfo Info { get; }

        public bool HasSum { get; }

        public double Low { get; }

        public double High { get; }

        public Call Mean { get; set; } = null!;

        public Call? Sum { get; set; }

        public IReadOnlyList<ParameterInfo> Parameters => method.GetParameters();

        public static bool IsTensor(ParameterInfo p) => p.ParameterType.IsGenericType;

        public static bool IsInteger(ParameterInfo p) => p.ParameterType.GenericTypeArguments[0] == typeof(int);

        public static (double Low, double High) RangeOf(ParameterInfo p) =>
            p.GetCustomAttribute<RangeAttribute>() is { } range ? (range.Minimum, range.Maximum) : (double.NegativeInfinity, double.PositiveInfinity);

        /// <summary>How many indices stand behind the name.</summary>
        public int Rank(ParameterInfo p) =>
            Regex.Match(method.GetCustomAttribute<LossAttribute>()!.Formula, $@"\b{p.Name}\[((?:[^\[\]]|\[[^\[\]]*\])*)\]") is { Success: true } match
                ? Nested().Replace(match.Groups[1].Value, "").Count(c => c == ',') + 1
                : 1;

        public string Method(string suffix, string name)
        {
            int tensors = 0, integers = 0, scalars = 0;
            var arguments = new List<string>();
            foreach (ParameterInfo p in Parameters)
            {
                string array = !IsTensor(p) ? $"({p.ParameterType.FullName})scalars[{scalars++}]"
                    : IsInteger(p) ? $"integers[{integers++}]"
                    : $"tensors[{tensors++}]";
                bool isSpan = IsTensor(p) && p.ParameterType.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>);
                string lengths = IsTensor(p) ? string.Join(", ", Enumerable.Repeat("(nint)" + Extent.ToString(CultureInfo.InvariantCulture), Rank(p))) : "";
                arguments.Add(isSpan || !IsTensor(p) ? array : $"new ReadOnlyTensorSpan<{(IsInteger(p) ? "int" : "double")}>({array}, [{lengths}])");
            }

            return $"public static double {Id}{name}(double[][] tensors, int[][] integers, double[] scalars) => "
                + $"{method.DeclaringType!.FullName}.{method.Name}{suffix}({string.Join(", ", arguments)});\n";
        }
    }

    /// <summary>The arguments of a loss.</summary>
    private sealed record Point(double[][] Tensors, int[][] Integers, double[] Scalars, int Index)
    {
        public double[] Varied => Tensors[Index];

        public static Point Draw(Case @case, Random random, int trial)
        {
            double scale = Math.Pow(10, (trial % 4) - 1);
            double[] Elements(ParameterInfo p) => [.. Enumerable.Range(0, (int)Math.Pow(Extent, @case.Rank(p))).Select(_ => Element(Case.RangeOf(p), random, scale))];
            List<ParameterInfo> tensors = [.. @case.Parameters.Where(p => Case.IsTensor(p) && !Case.IsInteger(p))];
            return new Point(
                [.. tensors.Select(Elements)],
                [.. @case.Parameters.Where(p => Case.IsTensor(p) && Case.IsInteger(p)).Select(p => Enumerable.Range(0, (int)Math.Pow(Extent, @case.Rank(p))).Select(_ => random.Next(Extent)).ToArray())],
                [.. @case.Parameters.Where(p => !Case.IsTensor(p)).Select(p => Scalar(p, random))],
                tensors.FindIndex(p => p.Name == @case.Info.Parameter));
        }

        public double Of(Call call) => call(Tensors, Integers, Scalars);

        public Point With(Case @case, Random random)
        {
            double scale = Math.Pow(10, random.Next(-1, 3));
            return Replaced([.. Varied.Select(_ => Element((@case.Low, @case.High), random, scale))]);
        }

        public Point Between(Point other) => Replaced([.. Varied.Zip(other.Varied, (a, b) => (a + b) / 2)]);

        public Point Stepped(int index, double step)
        {
            double[] varied = [.. Varied];
            varied[index] += step;
            return Replaced(varied);
        }

        public override string ToString() =>
            $"{string.Join(" | ", Tensors.Select(t => string.Join(' ', t)))} ; {string.Join(" | ", Integers.Select(t => string.Join(' ', t)))} ; {string.Join(' ', Scalars)}";

        private Point Replaced(double[] varied) => this with { Tensors = [.. Tensors.Select((tensor, i) => i == Index ? varied : tensor)] };

        private static double Element((double Low, double High) range, Random random, double scale)
        {
            double low = Math.Max(range.Low, -2 * scale), high = Math.Min(range.High, 2 * scale);
            return random.Next(8) == 0 && range.Low > double.NegativeInfinity ? low : low + (random.NextDouble() * (high - low));
        }

        /// <summary>The default value, or another in the range.</summary>
        private static double Scalar(ParameterInfo p, Random random)
        {
            double value = Convert.ToDouble(p.DefaultValue, CultureInfo.InvariantCulture);
            (double low, double high) = Case.RangeOf(p);
            return p.ParameterType == typeof(int) || random.Next(2) == 0 ? value
                : double.IsInfinity(low) ? value * (0.5 + random.NextDouble())
                : Math.Max(low, 0.05) + (random.NextDouble() * (Math.Min(high, 4) - Math.Max(low, 0.05)));
        }
    }

    [GeneratedRegex(@"\[[^\[\]]*\]")]
    private static partial Regex Nested();
}
