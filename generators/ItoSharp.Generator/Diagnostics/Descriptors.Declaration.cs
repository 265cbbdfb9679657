using Microsoft.CodeAnalysis;
using static ItoSharp.Generator.Diagnostics.DiagnosticIds;

namespace ItoSharp.Generator.Diagnostics;

/// <summary>The diagnostics. A message says what is wrong, with the user's own words in it, and what would be right.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor NotSealedPartialRecord = new(
        id: DiagnosticIds.NotSealedPartialRecord,
        title: "A process must be a sealed partial record",
        messageFormat: "Process '{0}' is {1}; declare it as 'sealed partial record {0}(double Parameter = 1)'",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.NotSealedPartialRecord)
    );

    public static readonly DiagnosticDescriptor ParameterNotDouble = new(
        id: DiagnosticIds.ParameterNotDouble,
        title: "A process parameter must be a double",
        messageFormat: "Parameter '{0}' of process '{1}' is {2}; the positional parameters of a process are plain 'double' values, the things its gradient is taken with respect to",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ParameterNotDouble)
    );

    public static readonly DiagnosticDescriptor GenericDeclaration = new(
        id: DiagnosticIds.GenericDeclaration,
        title: "A declaration must not be generic",
        messageFormat: "'{0}' is generic or lies in a generic type; formulas are derived once for the declaration, so make it a plain type",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.GenericDeclaration)
    );

    public static readonly DiagnosticDescriptor ContainerNotPartial = new(
        id: DiagnosticIds.ContainerNotPartial,
        title: "A containing type must be partial",
        messageFormat: "'{0}' is declared inside '{1}', which is not partial; add 'partial' to '{1}' or move the declaration out of it",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ContainerNotPartial)
    );

    public static readonly DiagnosticDescriptor MissingFunctions = new(
        id: DiagnosticIds.MissingFunctions,
        title: "A process needs Drift and Diffusion, or Alpha and Sigma",
        messageFormat: "Process '{0}' declares {1}; declare both 'double Drift(double t)' and 'double Diffusion(double t)' (f and g of dx = f x dt + g dw), or both 'double Alpha(double t)' and 'double Sigma(double t)'",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.MissingFunctions)
    );

    public static readonly DiagnosticDescriptor WrongSignature = new(
        id: DiagnosticIds.WrongSignature,
        title: "A function of a process takes and returns a double",
        messageFormat: "'{0}' of process '{1}' is declared as '{2}'; its signature must be 'double {0}(double t)'",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.WrongSignature)
    );

    public static readonly DiagnosticDescriptor ReservedName = new(
        id: DiagnosticIds.ReservedName,
        title: "A name belongs to the generated code",
        messageFormat: "'{0}' of process '{1}' has the name of a generated member; give it another name",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ReservedName)
    );

    public static readonly DiagnosticDescriptor InvalidTimes = new(
        id: DiagnosticIds.InvalidTimes,
        title: "MinTime must lie below MaxTime",
        messageFormat: "Process '{0}' has MinTime = {1} and MaxTime = {2}; both must be finite, with 0 <= MinTime < MaxTime",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.InvalidTimes)
    );

    public static readonly DiagnosticDescriptor InvalidDefault = new(
        id: DiagnosticIds.InvalidDefault,
        title: "A default parameter must be a finite number",
        messageFormat: "The default of parameter '{0}' is {1}; give a finite number, or no default",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.InvalidDefault)
    );

    public static readonly DiagnosticDescriptor UnknownCompiledFormat = new(
        id: DiagnosticIds.UnknownCompiledFormat,
        title: "A compiled declaration has an unknown format",
        messageFormat: "'{0}' was compiled with declaration format {1}, but this version of ItoSharp reads format {2}; build both with the same version of ItoSharp",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.UnknownCompiledFormat)
    );

    public static readonly DiagnosticDescriptor MalformedCompiledText = new(
        id: DiagnosticIds.MalformedCompiledText,
        title: "A compiled declaration cannot be read",
        messageFormat: "The compiled declaration of '{0}' cannot be read: {1}; rebuild the assembly it comes from",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.MalformedCompiledText)
    );

    public static readonly DiagnosticDescriptor InternalError = new(
        id: DiagnosticIds.InternalError,
        title: "Internal error of ItoSharp",
        messageFormat: "ItoSharp failed on '{0}', which is a defect of ItoSharp and not of the declaration; please report it with this text: {1}",
        category: "ItoSharp.Declaration",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.InternalError)
    );
}
