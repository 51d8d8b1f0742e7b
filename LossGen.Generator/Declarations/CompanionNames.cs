namespace LossGen.Generator.Declarations;

/// <summary>The names of what companions take beside the declared parameters, none of which is taken by one of those.</summary>
internal sealed class CompanionNames
{
    private readonly Dictionary<ParameterModel, string> gradients = [], secondDerivatives = [];

    public CompanionNames(LossDeclaration declaration)
    {
        var shared = new NameScope(declaration.Parameters.Select(parameter => parameter.Name));
        Upstream = shared.Unique("upstream");
        Accumulate = shared.Unique("accumulate");
        NameScope first = new(shared), second = new(shared);
        foreach (ParameterModel parameter in declaration.Differentiated)
        {
            gradients.Add(parameter, first.Unique("grad" + Identifiers.Capitalized(parameter.Name)));
            secondDerivatives.Add(parameter, second.Unique("hess" + Identifiers.Capitalized(parameter.Name)));
        }
    }

    public string Upstream { get; }

    public string Accumulate { get; }

    /// <summary>gradP</summary>
    public string Gradient(ParameterModel parameter) => gradients[parameter];

    /// <summary>hessP</summary>
    public string SecondDerivative(ParameterModel parameter) => secondDerivatives[parameter];
}
