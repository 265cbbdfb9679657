namespace ItoSharp.Generator.Parsing;

/// <summary>The names that the generated part of an ensemble uses.</summary>
internal static class EnsembleNames
{
    /// <summary>Members of the class.</summary>
    public static readonly HashSet<string> OfClass = new(StringComparer.Ordinal)
    {
        "Equation",
        "Ensemble",
        "Run",
        "Terminal",
        "Trajectories",
        "Result",
        "Program",
        "Arguments",
        "Values",
        "Gradient",
        "Tangents",
        "Derivatives",
        "DerivativesOf",
        "ByParameters",
        "ByComponents",
    };

    /// <summary>Parameters of Run.</summary>
    public static readonly HashSet<string> OfRun = new(StringComparer.Ordinal)
    {
        "start",
        "paths",
        "seed",
        "options",
        "gradients",
        "along",
        "t",
        "h",
        "relativeTolerance",
        "absoluteTolerance",
    };

    /// <summary>Members of the result.</summary>
    public static readonly HashSet<string> OfResult = new(StringComparer.Ordinal)
    {
        "Result",
        "Statistics",
        "ToString",
        "Equals",
        "GetHashCode",
        "GetType",
        "MemberwiseClone",
    };
}
