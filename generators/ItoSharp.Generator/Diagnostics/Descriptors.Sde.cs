using Microsoft.CodeAnalysis;
using static ItoSharp.Generator.Diagnostics.DiagnosticIds;

namespace ItoSharp.Generator.Diagnostics;

internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor SdeShape = new(
        id: DiagnosticIds.SdeShape,
        title: "An equation must be a sealed partial record",
        messageFormat: "Equation '{0}' is {1}; declare it as 'sealed partial record {0}(double Parameter)', not generic and not nested in a type that is not partial",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SdeShape)
    );

    public static readonly DiagnosticDescriptor SdeState = new(
        id: DiagnosticIds.SdeState,
        title: "The state of an equation must be a struct of doubles",
        messageFormat: "The State of equation '{0}' is {1}; declare it inside the record as 'public readonly record struct State(double X, double Y)', or as a public struct with [InlineArray] of doubles",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SdeState)
    );

    public static readonly DiagnosticDescriptor SdeMember = new(
        id: DiagnosticIds.SdeMember,
        title: "The drift, a noise or a correlation of an equation cannot be used",
        messageFormat: "Equation '{0}' {1}",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SdeMember)
    );

    public static readonly DiagnosticDescriptor SdeParameter = new(
        id: DiagnosticIds.SdeParameter,
        title: "A parameter of an equation must be a finite double",
        messageFormat: "Parameter '{0}' of equation '{1}' is {2}; the positional parameters of an equation are 'double' values, or [InlineArray] structs of them, with finite defaults",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SdeParameter)
    );

    public static readonly DiagnosticDescriptor SdeName = new(
        id: DiagnosticIds.SdeName,
        title: "A name in an equation is taken",
        messageFormat: "Equation '{0}': {1}",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SdeName)
    );

    public static readonly DiagnosticDescriptor SdeTimes = new(
        id: DiagnosticIds.SdeTimes,
        title: "The times of an equation are no interval",
        messageFormat: "The times of equation '{0}' run from {1} to {2}; MinTime must be finite and below MaxTime",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SdeTimes)
    );

    public static readonly DiagnosticDescriptor SdeCorrelation = new(
        id: DiagnosticIds.SdeCorrelation,
        title: "A correlation of noises is not possible",
        messageFormat: "Equation '{0}': {1}",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SdeCorrelation)
    );

    public static readonly DiagnosticDescriptor SdeContradiction = new(
        id: DiagnosticIds.SdeContradiction,
        title: "The correlations of an equation contradict each other",
        messageFormat: "Equation '{0}': {1}",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SdeContradiction)
    );

    public static readonly DiagnosticDescriptor SdeDomain = new(
        id: DiagnosticIds.SdeDomain,
        title: "The domain of a component is not possible",
        messageFormat: "Equation '{0}': {1}",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SdeDomain)
    );

    public static readonly DiagnosticDescriptor SdeNoiseZero = new(
        id: DiagnosticIds.SdeNoiseZero,
        title: "A noise does nothing",
        messageFormat: "Equation '{0}': {1}",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SdeNoiseZero)
    );

    public static readonly DiagnosticDescriptor SdeAssumedGeneral = new(
        id: DiagnosticIds.SdeAssumedGeneral,
        title: "The noise of an equation is taken to be general",
        messageFormat: "The noise of equation '{0}' is taken to be general, and solvers for a smaller class are refused: {1}",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SdeAssumedGeneral)
    );

    public static readonly DiagnosticDescriptor StrayAttribute = new(
        id: DiagnosticIds.StrayAttribute,
        title: "An attribute stands where it means nothing",
        messageFormat: "[{1}] on '{0}' would be ignored: {2}",
        category: "ItoSharp.Sde",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.StrayAttribute)
    );
}
