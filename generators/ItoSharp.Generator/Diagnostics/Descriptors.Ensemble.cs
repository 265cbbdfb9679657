using Microsoft.CodeAnalysis;
using static ItoSharp.Generator.Diagnostics.DiagnosticIds;

namespace ItoSharp.Generator.Diagnostics;

internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor EnsembleShape = new(
        id: DiagnosticIds.EnsembleShape,
        title: "An ensemble must be a sealed partial class",
        messageFormat: "Ensemble '{0}' is {1}; declare it as 'sealed partial class {0}', not a record, not generic, not derived and not nested in a type that is not partial",
        category: "ItoSharp.Ensemble",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.EnsembleShape)
    );

    public static readonly DiagnosticDescriptor EnsembleEquation = new(
        id: DiagnosticIds.EnsembleEquation,
        title: "The first type argument of an ensemble is no equation",
        messageFormat: "Ensemble '{0}': {1}",
        category: "ItoSharp.Ensemble",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.EnsembleEquation)
    );

    public static readonly DiagnosticDescriptor EnsembleSolver = new(
        id: DiagnosticIds.EnsembleSolver,
        title: "The second type argument of an ensemble is no method of steps",
        messageFormat: "Ensemble '{0}': {1}",
        category: "ItoSharp.Ensemble",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.EnsembleSolver)
    );

    public static readonly DiagnosticDescriptor EnsembleUnfit = new(
        id: DiagnosticIds.EnsembleUnfit,
        title: "The method of an ensemble does not fit its equation",
        messageFormat: "Ensemble '{0}': {1}",
        category: "ItoSharp.Ensemble",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.EnsembleUnfit)
    );

    public static readonly DiagnosticDescriptor EnsembleMember = new(
        id: DiagnosticIds.EnsembleMember,
        title: "An observable or a stop has the wrong signature",
        messageFormat: "Ensemble '{0}': {1}",
        category: "ItoSharp.Ensemble",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.EnsembleMember)
    );

    public static readonly DiagnosticDescriptor EnsembleName = new(
        id: DiagnosticIds.EnsembleName,
        title: "A name of an ensemble is taken",
        messageFormat: "Ensemble '{0}': {1}",
        category: "ItoSharp.Ensemble",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.EnsembleName)
    );

    public static readonly DiagnosticDescriptor EnsembleSteps = new(
        id: DiagnosticIds.EnsembleSteps,
        title: "A method cannot take adaptive steps on an equation",
        messageFormat: "Ensemble '{0}': {1}",
        category: "ItoSharp.Ensemble",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.EnsembleSteps)
    );

    public static readonly DiagnosticDescriptor GradientJumps = new(
        id: DiagnosticIds.GradientJumps,
        title: "The derivative of an observable along its paths is not that of its mean",
        messageFormat: "Ensemble '{0}': {1}",
        category: "ItoSharp.Ensemble",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.GradientJumps)
    );

    public static readonly DiagnosticDescriptor GradientSteep = new(
        id: DiagnosticIds.GradientSteep,
        title: "A noise has no derivative at a bound of its domain",
        messageFormat: "Ensemble '{0}': {1}",
        category: "ItoSharp.Ensemble",
        defaultSeverity: DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.GradientSteep)
    );

    public static readonly DiagnosticDescriptor GradientForm = new(
        id: DiagnosticIds.GradientForm,
        title: "An ensemble has no gradients of this form",
        messageFormat: "Ensemble '{0}': {1}",
        category: "ItoSharp.Ensemble",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.GradientForm)
    );

    public static readonly DiagnosticDescriptor EnsembleNotReversible = new(
        id: DiagnosticIds.EnsembleNotReversible,
        title: "The steps of an ensemble cannot be gone back over",
        messageFormat: "Ensemble '{0}': {1}",
        category: "ItoSharp.Ensemble",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.EnsembleNotReversible)
    );
}
