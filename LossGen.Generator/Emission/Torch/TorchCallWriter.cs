using LossGen.Generator.Declarations;
using LossGen.Generator.Torch;

namespace LossGen.Generator.Emission.Torch;

/// <summary>Writes the class that runs the losses of floats and of doubles on the memory of torch tensors: a call, with the numbers that the user gave.</summary>
internal sealed class TorchCallWriter
{
    private const string Runtime = "global::LossGen.Torch.";

    /// <summary>The members that the class has from its base, whose names its fields cannot have.</summary>
    private static readonly string[] Inherited = ["Run", "Shape", "Forward", "ForwardWithGradient", "Gradients", "Name", "Parameters"];

    private readonly TorchPlan plan;
    private readonly bool hasGradient;
    private readonly CodeWriter code;
    private readonly string operands;
    private readonly Dictionary<string, string> fields = [];

    /// <param name="className">What it is called.</param>
    /// <param name="plan">What it runs.</param>
    /// <param name="hasGradient">Whether there is a gradient to run.</param>
    /// <param name="code">Where it goes.</param>
    public TorchCallWriter(string className, TorchPlan plan, bool hasGradient, CodeWriter code)
    {
        ClassName = className;
        this.plan = plan;
        this.hasGradient = hasGradient;
        this.code = code;
        var scope = new NameScope(Inherited.Append(className));
        foreach (ParameterModel parameter in plan.Options.Concat(plan.Metrics))
            fields.Add(parameter.Name, scope.Unique(parameter.Name));
        operands = scope.Unique("tensors");
    }

    public string ClassName { get; }

    /// <summary>What it is made of.</summary>
    public IEnumerable<ParameterModel> Options => plan.Options;

    private bool IsReduced => plan.Shape is null;

    private string LossName => plan.Single.Declaration.Name;

    /// <summary>The field that holds a result of the call.</summary>
    public string Field(ParameterModel metric) => fields[metric.Name];

    public void Write()
    {
        string options = string.Join(", ", plan.Options.Select(parameter => $"{CSharpTypes.Of(parameter)} {fields[parameter.Name]}"));
        code.Line($"file sealed class {ClassName}({options}) : {Runtime}{(IsReduced ? "Reduced" : "Unreduced")}TensorLoss(");
        code.Line($"    \"{LossName.TrimStart('@')}\",");
        for (int i = 0; i < plan.Tensors.Count; i++)
            code.Line($"    {Described(plan.Tensors[i])}{(i + 1 < plan.Tensors.Count ? "," : ")")}");
        code.Open();
        foreach (ParameterModel metric in plan.Metrics)
            code.Line($"public {CSharpTypes.Keyword(metric.Element)} {fields[metric.Name]};");
        if (plan.Metrics.Any())
            code.Line();
        if (!IsReduced)
        {
            code.Line($"protected override long[] Shape({Runtime}TensorOperands {operands}) => {Shape()};");
            code.Line();
        }

        WriteRun("Forward", isGradient: false);
        code.Line();
        WriteRun("ForwardWithGradient", isGradient: hasGradient);
        if (hasGradient && plan.Gradient is { } gradient)
        {
            code.Line();
            new TorchGradientWriter(plan, gradient, fields, code).Write();
        }

        code.Close();
    }

    private string Described(TorchTensor tensor)
    {
        string dimensions = tensor.Rank is { } rank ? $"{rank}" : $"{Runtime}TensorParameter.AnyShape";
        string elements = tensor.Parameter.IsFloating ? "" : $", {Runtime}TensorElements.{tensor.Parameter.Element}";
        return $"new {Runtime}TensorParameter(\"{tensor.Parameter.Name}\", {dimensions}{elements}{(tensor.HasGradient && hasGradient ? ", HasGradient: true" : "")})";
    }

    /// <summary>A result that is as long as a tensor without indices has the shape of that tensor.</summary>
    private string Shape() => plan.Shape is [{ Tensor: >= 0 } only] && plan.Tensors[only.Tensor].Rank is null
        ? $"{operands}.Shape({only.Tensor})"
        : $"[{string.Join(", ", plan.Shape!.Select(extent => extent.Tensor < 0 ? fields[extent.Scalar] : $"{operands}.Size({extent.Tensor}, {extent.Dimension})"))}]";

    private void WriteRun(string name, bool isGradient)
    {
        code.Open($"protected override {(IsReduced ? "double" : "void")} {name}({Runtime}TensorOperands {operands})");
        code.Open($"if ({operands}.IsDouble)");
        WriteCall(plan.Double, isGradient);
        code.Close();
        code.Open("else");
        WriteCall(plan.Single, isGradient);
        code.Close();
        code.Close();
    }

    private void WriteCall(TorchForm form, bool isGradient)
    {
        LossDeclaration loss = form.Declaration;
        CompanionSignature? companion = isGradient
            ? loss.Companions.First(candidate => !candidate.HasSecondDerivatives && candidate.UpstreamIsTensor == !IsReduced) : null;
        IEnumerable<string> arguments = companion is null
            ? loss.Parameters.Select(parameter => Argument(parameter, loss.Element))
            : companion.Parameters.Where(IsPassed).Select(parameter => Argument(parameter, loss.Element));
        code.Line($"{(IsReduced ? "return " : "")}{form.Owner}.{companion?.Name ?? loss.Name}({string.Join(", ", arguments)});");
    }

    /// <summary>The upstream gradient of a loss that is one number is left to be 1: torch's autograd multiplies by it.</summary>
    private bool IsPassed(CompanionParameter parameter) =>
        parameter.Role != CompanionRole.Accumulate && (parameter.Role != CompanionRole.Upstream || !IsReduced);

    private string Argument(CompanionParameter parameter, ElementType element) => parameter.Role switch
    {
        CompanionRole.Gradient => Derivative(parameter.Of!, element),
        CompanionRole.Upstream => $"{operands}.Upstream{(OutputIsTensorSpan ? "Tensor" : "")}<{CSharpTypes.Keyword(element)}>()",
        _ => Argument(parameter.Of!, element),
    };

    private bool OutputIsTensorSpan => plan.Single.Declaration.Output is { IsTensorSpan: true };

    private string Argument(ParameterModel parameter, ElementType element)
    {
        string type = CSharpTypes.Keyword(element);
        if (parameter.Kind == ParameterKind.Output)
            return $"{operands}.Loss{(parameter.IsTensorSpan ? "Tensor" : "")}<{type}>()";
        if (parameter.Kind == ParameterKind.Metric)
            return $"out {fields[parameter.Name]}";
        int tensor = plan.IndexOf(parameter);
        if (tensor < 0)
            return plan.Options.First(option => option.Name == parameter.Name).Element == parameter.Element ? fields[parameter.Name] : $"(float){fields[parameter.Name]}";
        string held = CSharpTypes.Keyword(parameter.IsFloating ? element : parameter.Element);
        return $"{operands}.{Accessor(parameter, "Span", "TensorSpan", "Number")}<{held}>({tensor})";
    }

    private string Derivative(ParameterModel of, ElementType element) =>
        $"{(of.IsScalar ? "out " : "")}{operands}.{Accessor(of, "Gradient", "GradientTensor", "GradientNumber")}<{CSharpTypes.Keyword(element)}>({plan.IndexOf(of)})";

    private static string Accessor(ParameterModel parameter, string span, string tensorSpan, string number) => parameter.Container switch
    {
        Container.Span => span,
        Container.TensorSpan => tensorSpan,
        _ => number,
    };
}
