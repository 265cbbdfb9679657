using Microsoft.CodeAnalysis;
using static ItoSharp.Generator.Diagnostics.DiagnosticIds;

namespace ItoSharp.Generator.Diagnostics;

internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor ButcherShape = new(
        id: DiagnosticIds.ButcherShape,
        title: "A Butcher tableau must be declared by a sealed partial class",
        messageFormat: "Tableau '{0}' is {1}; declare it as 'sealed partial class {0}', not generic and not nested in a type that is not partial",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ButcherShape)
    );

    public static readonly DiagnosticDescriptor ButcherText = new(
        id: DiagnosticIds.ButcherText,
        title: "A Butcher tableau cannot be read",
        messageFormat: "The tableau of '{0}' cannot be read: {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ButcherText)
    );

    public static readonly DiagnosticDescriptor ButcherSums = new(
        id: DiagnosticIds.ButcherSums,
        title: "A sum of a Butcher tableau is wrong",
        messageFormat: "Tableau '{0}': {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ButcherSums)
    );

    public static readonly DiagnosticDescriptor ButcherOrder = new(
        id: DiagnosticIds.ButcherOrder,
        title: "A claimed order of a Butcher tableau does not hold",
        messageFormat: "Tableau '{0}': {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ButcherOrder)
    );

    public static readonly DiagnosticDescriptor ButcherEmbeddedOrder = new(
        id: DiagnosticIds.ButcherEmbeddedOrder,
        title: "The embedded row of a Butcher tableau is not what is claimed",
        messageFormat: "Tableau '{0}': {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ButcherEmbeddedOrder)
    );

    public static readonly DiagnosticDescriptor ButcherExchanged = new(
        id: DiagnosticIds.ButcherExchanged,
        title: "The weights b and b-hat are exchanged",
        messageFormat: "Tableau '{0}': {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ButcherExchanged)
    );

    public static readonly DiagnosticDescriptor ButcherDigits = new(
        id: DiagnosticIds.ButcherDigits,
        title: "The decimals of a Butcher tableau prove too little",
        messageFormat: "Tableau '{0}': {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ButcherDigits)
    );

    public static readonly DiagnosticDescriptor ButcherOrderBelow = new(
        id: DiagnosticIds.ButcherOrderBelow,
        title: "A Butcher tableau has a higher order than it claims",
        messageFormat: "Tableau '{0}': {1}",
        category: "ItoSharp.Tableau",
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ButcherOrderBelow)
    );
}
