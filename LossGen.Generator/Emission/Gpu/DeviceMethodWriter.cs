using System.Security;
using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu;

/// <summary>Writes the overload that takes views: entry checks on the host, then kernel after kernel on a stream.</summary>
internal abstract partial class DeviceMethodWriter(LossDeclaration declaration, Companion companion, BoundFormula formula, CodeWriter code)
{
    protected const string Views = "global::LossGen.Gpu.RequireView.";

    private readonly NameScope scope = new(
        [.. declaration.Parameters.Select(parameter => parameter.Name), .. companion.Outputs.Select(output => output.Name), companion.Upstream, companion.Accumulate]);

    protected LossDeclaration Declaration { get; } = declaration;

    /// <summary>What stands before the names of kernels.</summary>
    protected string Kernels { get; } = KernelLibrary.Prefix(declaration);

    protected Companion Companion { get; } = companion;

    protected BoundFormula Formula { get; } = formula;

    protected CodeWriter Code { get; } = code;

    protected NameScope Scope => scope;

    public void Write()
    {
        string stream = scope.Unique("stream"), loss = scope.Unique("loss");
        List<Parameter> parameters = [.. Parameters(stream, loss)];
        WriteDocumentation(parameters);
        Code.Line(MethodHeader.GeneratedCode);
        Code.Open($"{ModifiersOf(Declaration, Companion)} void {NameOf(Declaration, Companion)}({string.Join(", ", parameters.Select(parameter => parameter.Text))})");
        WriteBody(stream, loss);
        Code.Close();
    }

    protected abstract void WriteBody(string stream, string loss);

    /// <summary>The number of kernels that the documentation speaks of.</summary>
    protected abstract string Work { get; }

    /// <summary>What the overload for views of a method is called.</summary>
    public static string NameOf(LossDeclaration declaration, Companion companion) =>
        declaration.Name + declaration.DeviceSuffix + companion.Name.Substring(declaration.Name.Length);

    /// <summary>The modifiers of an overload: those of the method beside it.</summary>
    public static string ModifiersOf(LossDeclaration declaration, Companion companion) => companion.Signature?.Modifiers
        ?? string.Join(" ", declaration.Modifiers.Split(' ').Where(modifier => modifier != "partial"));

    private sealed record Parameter(string Name, string Text, string Documentation);

    /// <summary>Inputs and outputs, then the loss, then what can be left out.</summary>
    private IEnumerable<Parameter> Parameters(string stream, string loss)
    {
        yield return new(stream, $"global::ILGPU.Runtime.AcceleratorStream {stream}", "Where the work is enqueued.");
        List<Parameter> optional = [];
        foreach ((string name, string type, string? value) in Declared())
        {
            string escaped = Identifiers.Escape(name);
            if (value is null)
                yield return new(name, $"{type} {escaped}", $"As of the overload for spans, on the accelerator of <paramref name=\"{stream}\"/>.");
            else
                optional.Add(new(name, $"{type} {escaped} = {value}", name == Companion.Upstream && HasUpstream ? "The gradient from above: a number, or a view of one on the device; 1 by default." : "As of the overload for spans."));
        }

        if (Declaration.Return is { } result)
            yield return new(loss, $"{View(result, 1)} {loss}", "Takes the loss: one element. It stays on the device until it is read.");
        foreach (Parameter parameter in optional)
            yield return parameter;
    }

    private IEnumerable<(string Name, string Type, string? Default)> Declared()
    {
        if (Companion.Signature is { } signature)
        {
            return signature.Parameters.Select(parameter => (parameter.Name, parameter.Role switch
            {
                CompanionRole.Shared => TypeOf(parameter.Of!),
                CompanionRole.Gradient or CompanionRole.SecondDerivative => View(parameter.Of!.Element, RankOf(parameter.Name)),
                CompanionRole.Upstream when Companion.UpstreamIsTensor => View(Companion.ElementOf(Companion.Upstream, Declaration), RankOf(Companion.Upstream)),
                CompanionRole.Upstream => DeviceScalar.UpstreamType(Declaration.Element),
                _ => parameter.Type,
            }, parameter.Role == CompanionRole.Upstream && !Companion.UpstreamIsTensor ? "default" : parameter.Default));
        }

        return Declaration.Parameters.Select(parameter => (parameter.Name, TypeOf(parameter), parameter.Default));
    }

    private string TypeOf(ParameterModel parameter) => parameter.IsScalar ? CSharpTypes.Keyword(parameter.Element) : View(parameter.Element, RankOf(parameter.Name));

    private static string View(ElementType element, int rank) => rank switch
    {
        2 => $"global::ILGPU.Runtime.ArrayView2D<{CSharpTypes.Keyword(element)}, global::ILGPU.Stride2D.DenseY>",
        3 => $"global::ILGPU.Runtime.ArrayView3D<{CSharpTypes.Keyword(element)}, global::ILGPU.Stride3D.DenseZY>",
        1 => DeviceKernelWriter.View(CSharpTypes.Keyword(element)),
        _ => $"global::LossGen.Gpu.TensorView<{CSharpTypes.Keyword(element)}>",
    };

    /// <summary>What is given as a view, to be checked for its accelerator and for overlaps: all tensors, and the places of numbers.</summary>
    protected void WritePlaces(string stream, string loss)
    {
        List<string> written = [.. Companion.WrittenTensors(Declaration), .. Companion.Schedule.Wanted.Assignments.Select(assignment => assignment.Output ?? loss)];
        Code.Line($"{Views}Stream(\"{stream}\", {stream});");
        foreach (string view in Companion.Inputs(Declaration).Concat(written))
            Code.Line($"{Views}On({stream}, {Named(view)});");
        foreach (string tensor in Companion.Inputs(Declaration).Concat(Companion.WrittenTensors(Declaration)).Where(tensor => RankOf(tensor) > DeviceAssembly.LargestViewRank))
            Code.Line($"{Views}Rank(\"{tensor}\", {Identifiers.Escape(tensor)}, {RankOf(tensor)});");
        if (HasUpstream)
            Code.Line($"{Views}Upstream({stream}, \"{Companion.Upstream}\", {Identifiers.Escape(Companion.Upstream)});");
        foreach (Assignment assignment in Companion.Schedule.Wanted.Assignments)
            Code.Line($"{Views}OneElement({Named(assignment.Output ?? loss)});");
        for (int i = 0; i < written.Count; i++)
        {
            foreach (string other in Companion.Inputs(Declaration).Concat(written.Take(i)))
                Code.Line($"{Views}Apart({Named(written[i])}, {Named(other)});");
            if (HasUpstream)
                Code.Line($"{Views}Apart({Named(written[i])}, \"{Companion.Upstream}\", {Identifiers.Escape(Companion.Upstream)}.View);");
        }
    }

    /// <summary>Whether there is a gradient from above that is one number.</summary>
    private bool HasUpstream => Companion is { IsDeclared: false, UpstreamIsTensor: false };

    /// <summary>The name, and the flat view.</summary>
    protected string Named(string view) => $"\"{view}\", {Flat(view)}";

    /// <summary>The view of one dimension.</summary>
    protected string Flat(string view) => Identifiers.Escape(view) + (RankOf(view) > 1 ? ".BaseView" : "");

    /// <summary>The dimensions of the view that a tensor is given as; 1 where it is flat.</summary>
    protected int RankOf(string view) => RankOf(view, Declaration, Companion, Formula);

    /// <summary>The dimensions of the view that a tensor of a method is given as; 1 where it is flat.</summary>
    public static int RankOf(string view, LossDeclaration declaration, Companion companion, BoundFormula formula)
    {
        ParameterModel? parameter = declaration.Parameters.FirstOrDefault(candidate => candidate.Name == view)
            ?? companion.Outputs.FirstOrDefault(output => output.Name == view)?.Of ?? (view == companion.Upstream && companion.UpstreamIsTensor ? declaration.Output : null);
        return parameter is { IsTensorSpan: true } ? DeviceAssembly.Rank(parameter, formula) : 1;
    }

    /// <summary>What the method computes, for its documentation.</summary>
    public static string Described(LossDeclaration declaration, Companion companion)
    {
        string what = companion.IsDeclared ? "" : companion.Signature!.HasSecondDerivatives ? ", its gradient and the diagonal of its Hessian" : " and its gradient";
        return $"The loss <c>{SecurityElement.Escape(DocumentationWriter.OneLine(declaration.Formula))}</c>{what}";
    }

    private void WriteDocumentation(IReadOnlyList<Parameter> parameters)
    {
        Code.Line($"/// <summary>{Described(Declaration, Companion)}, on an ILGPU accelerator: enqueued on the stream, without waiting for it.</summary>");
        foreach (Parameter parameter in parameters)
            Code.Line($"/// <param name=\"{parameter.Name}\">{parameter.Documentation}</param>");
        Code.Line("/// <remarks>");
        Code.Line($"/// <para>{Work}. Nothing is allocated after the first call on a stream; the bits of the result are the same on every run.</para>");
        if (Companion.Schedule.Wanted.Checks.Count > 0)
            Code.Line("/// <para>Elements whose index lies outside count as 0, and <see cref=\"global::LossGen.Gpu.DeviceFaults.Check\"/> tells of them.</para>");
        Code.Line("/// </remarks>");
        Code.Line("/// <exception cref=\"global::System.ArgumentException\">Views differ in length, an output is too short or overlaps another view, or a view lies on another accelerator.</exception>");
    }
}
