using Microsoft.CodeAnalysis;
using static ItoSharp.Generator.Diagnostics.DiagnosticIds;

namespace ItoSharp.Generator.Diagnostics;

internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor StochasticShape = new(
        id: DiagnosticIds.StochasticShape,
        title: "A stochastic tableau must be a sealed partial class or record",
        messageFormat: "Stochastic tableau '{0}' is {1}; declare it as 'sealed partial class {0}', not generic and not nested in a type that is not partial",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.StochasticShape)
    );

    public static readonly DiagnosticDescriptor StochasticText = new(
        id: DiagnosticIds.StochasticText,
        title: "A stochastic tableau cannot be read",
        messageFormat: "The tableau of '{0}' cannot be read: {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.StochasticText)
    );

    public static readonly DiagnosticDescriptor StochasticForm = new(
        id: DiagnosticIds.StochasticForm,
        title: "The form and the interpretation of a stochastic tableau do not go together",
        messageFormat: "Stochastic tableau '{0}': {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.StochasticForm)
    );

    public static readonly DiagnosticDescriptor StochasticClaimValue = new(
        id: DiagnosticIds.StochasticClaimValue,
        title: "A claimed order of a stochastic tableau is no order",
        messageFormat: "Stochastic tableau '{0}': {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.StochasticClaimValue)
    );

    public static readonly DiagnosticDescriptor StochasticClaim = new(
        id: DiagnosticIds.StochasticClaim,
        title: "A claimed order of a stochastic tableau does not hold",
        messageFormat: "Stochastic tableau '{0}': {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.StochasticClaim)
    );

    public static readonly DiagnosticDescriptor StochasticUnderclaimed = new(
        id: DiagnosticIds.StochasticUnderclaimed,
        title: "A stochastic tableau has a higher order than it claims",
        messageFormat: "Stochastic tableau '{0}': {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.StochasticUnderclaimed)
    );

    public static readonly DiagnosticDescriptor StochasticNoOrder = new(
        id: DiagnosticIds.StochasticNoOrder,
        title: "A stochastic tableau does not converge",
        messageFormat: "Stochastic tableau '{0}': {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.StochasticNoOrder)
    );
}
