namespace ItoSharp.Generator.Diagnostics;

/// <summary>Every id, by area. Each has a descriptor, a release row and a page docs/diagnostics/ID.md; gaps are kept.</summary>
internal static class DiagnosticIds
{
    // 00xx: the declaration's shape.
    public const string NotSealedPartialRecord = "ITO0001";
    public const string ParameterNotDouble = "ITO0002";
    public const string GenericDeclaration = "ITO0003";
    public const string ContainerNotPartial = "ITO0004";
    public const string MissingFunctions = "ITO0005";
    public const string WrongSignature = "ITO0006";
    public const string ReservedName = "ITO0007";
    public const string InvalidTimes = "ITO0008";
    public const string InvalidDefault = "ITO0009";
    public const string UnknownCompiledFormat = "ITO0010";
    public const string MalformedCompiledText = "ITO0011";
    public const string InternalError = "ITO0099";

    // 01xx: formulas and processes.
    public const string Untranslatable = "ITO0101";
    public const string IntegerDivision = "ITO0102";
    public const string Recursion = "ITO0103";
    public const string FormulaTooLarge = "ITO0104";
    public const string FormulasDisagree = "ITO0105";
    public const string LambdaNotMonotone = "ITO0106";
    public const string NegativeVariance = "ITO0107";
    public const string AlphaNotPositive = "ITO0108";
    public const string ProcessNotUsable = "ITO0109";
    public const string SingularEnd = "ITO0110";
    public const string NotAntisymmetric = "ITO0111";
    public const string NotPositiveDefinite = "ITO0112";
    public const string MatrixNotReadable = "ITO0113";

    // 02xx: solvers and plans.
    public const string PlanShape = "ITO0201";
    public const string TableauSyntax = "ITO0202";
    public const string TableauInconsistent = "ITO0203";
    public const string OrderNotProven = "ITO0204";
    public const string PlanOutOfRange = "ITO0205";
    public const string PlanCombination = "ITO0206";
    public const string StarterDoesNotFit = "ITO0207";
    public const string LevelMissing = "ITO0208";
    public const string OrderUnderclaimed = "ITO0209";
    public const string GlobalOrderNotProven = "ITO0210";
    public const string GlobalOrderUnderclaimed = "ITO0211";
    public const string WeakOrderNotProven = "ITO0212";

    // 022x: Butcher tableaux.
    public const string ButcherShape = "ITO0220";
    public const string ButcherText = "ITO0221";
    public const string ButcherSums = "ITO0222";
    public const string ButcherOrder = "ITO0223";
    public const string ButcherEmbeddedOrder = "ITO0224";
    public const string ButcherExchanged = "ITO0225";
    public const string ButcherDigits = "ITO0226";
    public const string ButcherOrderBelow = "ITO0227";

    // 023x: stochastic tableaux.
    public const string StochasticShape = "ITO0230";
    public const string StochasticText = "ITO0231";
    public const string StochasticForm = "ITO0232";
    public const string StochasticClaimValue = "ITO0233";
    public const string StochasticClaim = "ITO0234";
    public const string StochasticUnderclaimed = "ITO0235";
    public const string StochasticNoOrder = "ITO0236";

    // 03xx: samplers and targets.
    public const string SamplerShape = "ITO0301";
    public const string NotAProcess = "ITO0302";
    public const string NotASolver = "ITO0303";
    public const string ProcessLacks = "ITO0304";
    public const string MemoryDoesNotFit = "ITO0310";
    public const string NotReversible = "ITO0311";

    // 040x, 041x: equations.
    public const string SdeShape = "ITO0401";
    public const string SdeState = "ITO0402";
    public const string SdeMember = "ITO0403";
    public const string SdeParameter = "ITO0404";
    public const string SdeName = "ITO0405";
    public const string SdeTimes = "ITO0406";
    public const string SdeCorrelation = "ITO0407";
    public const string SdeContradiction = "ITO0408";
    public const string SdeDomain = "ITO0409";
    public const string SdeNoiseZero = "ITO0410";
    public const string SdeAssumedGeneral = "ITO0411";
    public const string StrayAttribute = "ITO0412";

    // 044x: ensembles.
    public const string EnsembleShape = "ITO0440";
    public const string EnsembleEquation = "ITO0441";
    public const string EnsembleSolver = "ITO0442";
    public const string EnsembleUnfit = "ITO0443";
    public const string EnsembleMember = "ITO0444";
    public const string EnsembleName = "ITO0445";
    public const string GradientJumps = "ITO0446";
    public const string GradientSteep = "ITO0447";
    public const string GradientForm = "ITO0448";
    public const string EnsembleSteps = "ITO0450";
    public const string EnsembleNotReversible = "ITO0451";

    /// <summary>The page of an id, as messages and editors show it.</summary>
    public static string Page(string id) => $"docs/diagnostics/{id}.md";
}
