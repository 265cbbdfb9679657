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

    // 02xx: solvers and plans.

    // 03xx: samplers and targets.

    /// <summary>The page of an id, as messages and editors show it.</summary>
    public static string Page(string id) => $"docs/diagnostics/{id}.md";
}
