using LossGen.Generator.Common;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Diagnostics;

/// <summary>Collects diagnostics, each once, and of each severity not more than a reader can take in.</summary>
internal sealed class DiagnosticBag
{
    private const int Most = 25;

    private readonly List<FormulaDiagnostic> errors = [];
    private readonly List<FormulaDiagnostic> warnings = [];
    private readonly List<FormulaDiagnostic> infos = [];

    public bool HasErrors => errors.Count > 0;

    /// <summary>Errors first. Infos tell what was emitted: beside an error there are none.</summary>
    public IReadOnlyList<FormulaDiagnostic> Items => [.. errors, .. warnings, .. HasErrors ? [] : infos];

    public void Report(DiagnosticDescriptor rule, TextRange place, params string[] arguments) =>
        Add(rule, new FormulaDiagnostic(rule.Id, place, arguments.ToEquatableArray()));

    public void Report(DiagnosticDescriptor rule, TextRange place, Mend? mend, params string[] arguments) =>
        Report(rule, place, mend is null ? [] : [mend], missing: null, arguments);

    public void Report(DiagnosticDescriptor rule, TextRange place, IEnumerable<Mend> mends, MissingParameter? missing, params string[] arguments) =>
        Add(rule, new FormulaDiagnostic(rule.Id, place, arguments.ToEquatableArray()) { Mends = mends.ToEquatableArray(), Missing = missing });

    public void ReportParameter(DiagnosticDescriptor rule, string parameter, params string[] arguments) =>
        Add(rule, new FormulaDiagnostic(rule.Id, default, arguments.ToEquatableArray()) { Parameter = parameter });

    /// <summary>Gives mends to infos that were reported before it was known how the formula goes on.</summary>
    public void Amend(DiagnosticDescriptor info, Func<FormulaDiagnostic, Mend?> mendOf)
    {
        for (int i = 0; i < infos.Count; i++)
        {
            if (infos[i].Id == info.Id && mendOf(infos[i]) is { } mend)
                infos[i] = infos[i] with { Mends = new[] { mend }.ToEquatableArray() };
        }
    }

    private void Add(DiagnosticDescriptor rule, FormulaDiagnostic diagnostic)
    {
        List<FormulaDiagnostic> same = rule.DefaultSeverity switch
        {
            DiagnosticSeverity.Error => errors,
            DiagnosticSeverity.Warning => warnings,
            _ => infos,
        };
        if (same.Count < Most && !same.Contains(diagnostic))
            same.Add(diagnostic);
    }
}
