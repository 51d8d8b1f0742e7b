using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Diagnostics;

/// <summary>Every diagnostic, in the order of the stages that report them.</summary>
internal static class Rules
{
    private const string Category = "LossGen";

    private const string HelpRoot = "https://github.com/lossgen/lossgen/blob/main/docs/diagnostics/";

    // The declaration.
    public static readonly DiagnosticDescriptor NotPartial = new(
        "LOSSGEN001", "A loss must be a partial method without a body",
        "'{0}' {1}: {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN001.md");

    public static readonly DiagnosticDescriptor ContainingType = new(
        "LOSSGEN002", "The containing type cannot be extended",
        "'{0}' contains a loss and {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN002.md");

    public static readonly DiagnosticDescriptor ReturnType = new(
        "LOSSGEN003", "The return type does not fit",
        "'{0}' returns '{1}': return float or double for a reduced loss, or void with a Span output for a loss per element",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN003.md");

    public static readonly DiagnosticDescriptor ParameterType = new(
        "LOSSGEN004", "The parameter type does not fit",
        "Parameter '{0}' is {1}: {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN004.md");

    public static readonly DiagnosticDescriptor GenericMethod = new(
        "LOSSGEN005", "A loss cannot be generic",
        "'{0}' has type parameters: declare one method for float and one for double",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN005.md");

    public static readonly DiagnosticDescriptor Output = new(
        "LOSSGEN006", "The output does not fit the return type",
        "{0}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN006.md");

    public static readonly DiagnosticDescriptor MixedPrecision = new(
        "LOSSGEN007", "Tensors of different element types",
        "'{0}' holds {1} and '{2}' holds {3}: all floating-point tensors of a loss are double, or none is",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN007.md");

    public static readonly DiagnosticDescriptor GradientOfInteger = new(
        "LOSSGEN008", "An integer has no gradient",
        "'{0}' is {1} and cannot be marked [Gradient]: only float and double parameters can be differentiated",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN008.md");

    public static readonly DiagnosticDescriptor InvalidRange = new(
        "LOSSGEN009", "The range is empty",
        "[Range({0}, {1})] on '{2}' contains no number: the minimum comes first",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN009.md");

    public static readonly DiagnosticDescriptor FormulaMissing = new(
        "LOSSGEN010", "The formula is empty",
        "[Loss] needs a formula, for instance \"mean((p - y)^2)\"",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN010.md");

    public static readonly DiagnosticDescriptor LanguageVersion = new(
        "LOSSGEN011", "The C# language version is too old",
        "LossGen emits C# 13, and this project compiles C# {0}: set <LangVersion> to 13 or later",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN011.md");

    public static readonly DiagnosticDescriptor CompanionTaken = new(
        "LOSSGEN012", "The companion's name is taken",
        "LossGen writes '{0}' beside '{1}', but {2}: rename one of them",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN012.md");

    public static readonly DiagnosticDescriptor DefaultOutsideRange = new(
        "LOSSGEN013", "The default value lies outside of the range",
        "The default value {0} of '{1}' lies outside of its [Range({2}, {3})], by which the formula is judged: change one of them",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN013.md");

    public static readonly DiagnosticDescriptor TorchLoss = new(
        "LOSSGEN014", "A loss of torch tensors does not fit",
        "{0}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN014.md");

    // The text.
    public static readonly DiagnosticDescriptor SyntaxError = new(
        "LOSSGEN020", "Syntax error in the formula",
        "{0}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN020.md");

    public static readonly DiagnosticDescriptor TooComplex = new(
        "LOSSGEN021", "The formula is too complex",
        "The formula has {0}: name parts of it with 'where' definitions or split it into several losses",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN021.md");

    public static readonly DiagnosticDescriptor InternalError = new(
        "LOSSGEN022", "The formula could not be compiled",
        "LossGen failed on this formula ({0}), which is a defect of LossGen: please report it with the formula and the declaration",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN022.md");

    // Names and types.
    public static readonly DiagnosticDescriptor UnknownName = new(
        "LOSSGEN030", "Unknown name",
        "There is no parameter or definition named '{0}'{1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN030.md");

    public static readonly DiagnosticDescriptor UnknownFunction = new(
        "LOSSGEN031", "Unknown function",
        "There is no function or reduction named '{0}'{1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN031.md");

    public static readonly DiagnosticDescriptor ArgumentCount = new(
        "LOSSGEN032", "Wrong number of arguments",
        "'{0}' takes {1}, but there {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN032.md");

    public static readonly DiagnosticDescriptor WrongType = new(
        "LOSSGEN033", "Wrong type",
        "{0}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN033.md");

    public static readonly DiagnosticDescriptor NotScalar = new(
        "LOSSGEN034", "The result is not a scalar",
        "The formula gives a value per element, and '{0}' returns one {1}: reduce it, for instance mean({2}), or return void and take a Span<{3}> output",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN034.md");

    public static readonly DiagnosticDescriptor UnreducedAxis = new(
        "LOSSGEN035", "An index is used outside of its reduction",
        "Index '{0}' is not bound here: it needs a reduction over it, such as sum[{0}](...){1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN035.md");

    public static readonly DiagnosticDescriptor WrongIndices = new(
        "LOSSGEN036", "Wrong indices",
        "{0}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN036.md");

    public static readonly DiagnosticDescriptor RecursiveDefinition = new(
        "LOSSGEN037", "A definition refers to itself",
        "'{0}' is defined by itself ({1}): definitions may use one another but not in a circle, and themselves at other positions only, as in 'a[t - 1] ?? 0'",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN037.md");

    public static readonly DiagnosticDescriptor DuplicateDefinition = new(
        "LOSSGEN038", "The name is defined twice",
        "'{0}' is already {1}: choose another name",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN038.md");

    public static readonly DiagnosticDescriptor NotCausal = new(
        "LOSSGEN039", "A recurrence has no order",
        "'{0}' cannot be computed before '{1}': {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN039.md");

    public static readonly DiagnosticDescriptor UnknownExtent = new(
        "LOSSGEN040", "An extent cannot be derived",
        "The length of '{0}' is the product of its extents, and nothing says how long {1} are: {2}take a ReadOnlyTensorSpan, which knows them",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN040.md");

    public static readonly DiagnosticDescriptor OpenBoundary = new(
        "LOSSGEN041", "An index leaves its axis",
        "'{0}' leaves axis '{1}' {2}: say what holds there, '{3} ?? 0', or leave it out with a filter '| {4}'",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN041.md");

    public static readonly DiagnosticDescriptor UnusedAxis = new(
        "LOSSGEN042", "An axis has no extent",
        "Nothing says how long axis '{0}' is: no dimension of a tensor is indexed by it, alone or shifted by a number; add a parameter 'int {0}', or remove it",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN042.md");

    public static readonly DiagnosticDescriptor OutputUndefined = new(
        "LOSSGEN043", "A result is not defined",
        "The formula does not define the output '{0}': add 'where {0} = ...'",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN043.md");

    // What will hurt.
    public static readonly DiagnosticDescriptor UnusedParameter = new(
        "LOSSGEN050", "Unused parameter",
        "Parameter '{0}' does not occur in the formula: use it or remove it",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN050.md");

    public static readonly DiagnosticDescriptor UnusedDefinition = new(
        "LOSSGEN051", "Unused definition",
        "'{0}' is defined and not used: remove it",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN051.md");

    public static readonly DiagnosticDescriptor RedundantReduction = new(
        "LOSSGEN052", "A reduction of a value that does not vary",
        "{0}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN052.md");

    public static readonly DiagnosticDescriptor DomainError = new(
        "LOSSGEN053", "An argument can leave the domain of the function",
        "'{0}' needs an argument {1}, but '{2}' can be anything from {3} to {4}: {5}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN053.md");

    public static readonly DiagnosticDescriptor Overflow = new(
        "LOSSGEN054", "An exponential can overflow",
        "'{0}' overflows {1} {2} {3}, and '{4}' can be anything {5} {6}: {7}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN054.md");

    public static readonly DiagnosticDescriptor ConstantGradient = new(
        "LOSSGEN055", "The gradient is zero everywhere",
        "The gradient of the loss by '{0}' is 0 for every input: {1}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN055.md");

    public static readonly DiagnosticDescriptor NothingToDifferentiate = new(
        "LOSSGEN056", "Nothing to differentiate",
        "No parameter of '{0}' can be differentiated, so there is no '{0}WithGradient': {1}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN056.md");

    public static readonly DiagnosticDescriptor HessianNotDiagonal = new(
        "LOSSGEN057", "The Hessian is not diagonal",
        "The gradient by '{0}' at one element depends on other elements through {1}, so that the Hessian is not diagonal: remove Hessian = true",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN057.md");

    public static readonly DiagnosticDescriptor DerivativeUnavailable = new(
        "LOSSGEN058", "A derivative is not available",
        "The derivative of '{0}' is needed and not available: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN058.md");

    public static readonly DiagnosticDescriptor NumberOutOfRange = new(
        "LOSSGEN059", "The number does not fit the element type",
        "The number {0} becomes {1} as a float: {2}; choose another number, or tensors of double",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN059.md");

    public static readonly DiagnosticDescriptor NoCheckpoints = new(
        "LOSSGEN060", "There is nothing to save by checkpoints",
        "Checkpoints = true has no effect on '{0}': {1}",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN060.md");

    // What was done for the user.
    public static readonly DiagnosticDescriptor Stabilized = new(
        "LOSSGEN070", "Rewritten for stability",
        "Computed as {0}, which is exact where the formula as written would overflow or cancel",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN070.md");

    public static readonly DiagnosticDescriptor LaneByLane = new(
        "LOSSGEN071", "Computed lane by lane",
        "'{0}' has no SIMD version yet and is computed element by element",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN071.md");

    public static readonly DiagnosticDescriptor NotDifferentiable = new(
        "LOSSGEN072", "Not differentiable everywhere",
        "'{0}' has a kink {1}",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN072.md");

    public static readonly DiagnosticDescriptor DivisionByZero = new(
        "LOSSGEN073", "The divisor can be zero",
        "The divisor '{0}' can be 0: state its range with [Range(low, high)] or add a small constant to it",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, helpLinkUri: HelpRoot + "LOSSGEN073.md");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [.. typeof(Rules).GetFields()
        .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
        .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)
        .OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static DiagnosticDescriptor Find(string id) => All.First(rule => rule.Id == id);

    public static bool IsError(string id) => Find(id).DefaultSeverity == DiagnosticSeverity.Error;
}
