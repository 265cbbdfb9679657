using Microsoft.CodeAnalysis;
using static ItoSharp.Generator.Diagnostics.DiagnosticIds;

namespace ItoSharp.Generator.Diagnostics;

internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor PlanShape = new(
        id: DiagnosticIds.PlanShape,
        title: "A solver plan must be a sealed partial class or record",
        messageFormat: "Solver plan '{0}' is {1}; declare it as 'sealed partial class {0}' or 'sealed partial record {0}(...)', not generic and not nested in a type that is not partial",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.PlanShape)
    );

    public static readonly DiagnosticDescriptor TableauSyntax = new(
        id: DiagnosticIds.TableauSyntax,
        title: "A tableau cannot be read",
        messageFormat: "The tableau of '{0}' cannot be read: {1}",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.TableauSyntax)
    );

    public static readonly DiagnosticDescriptor TableauInconsistent = new(
        id: DiagnosticIds.TableauInconsistent,
        title: "A tableau is not consistent",
        messageFormat: "The tableau of '{0}' is not consistent: {1}",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.TableauInconsistent)
    );

    public static readonly DiagnosticDescriptor OrderNotProven = new(
        id: DiagnosticIds.OrderNotProven,
        title: "A claimed order does not hold",
        messageFormat: "Solver plan '{0}': {1}",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.OrderNotProven)
    );

    public static readonly DiagnosticDescriptor PlanOutOfRange = new(
        id: DiagnosticIds.PlanOutOfRange,
        title: "A property of a plan is out of range",
        messageFormat: "Solver plan '{0}': {1}",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.PlanOutOfRange)
    );

    public static readonly DiagnosticDescriptor PlanCombination = new(
        id: DiagnosticIds.PlanCombination,
        title: "Properties of a plan do not go together",
        messageFormat: "Solver plan '{0}': {1}",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.PlanCombination)
    );

    public static readonly DiagnosticDescriptor StarterDoesNotFit = new(
        id: DiagnosticIds.StarterDoesNotFit,
        title: "A starter does not fit its plan",
        messageFormat: "Solver plan '{0}': {1}",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.StarterDoesNotFit)
    );

    public static readonly DiagnosticDescriptor LevelMissing = new(
        id: DiagnosticIds.LevelMissing,
        title: "A plan lacks a run-time value",
        messageFormat: "Solver plan '{0}' has {1} and so needs {2}",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.LevelMissing)
    );

    public static readonly DiagnosticDescriptor OrderUnderclaimed = new(
        id: DiagnosticIds.OrderUnderclaimed,
        title: "A plan has a higher order than it claims",
        messageFormat: "Solver plan '{0}' claims order {1}; the proven order with exact start values is {2}",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.OrderUnderclaimed)
    );

    public static readonly DiagnosticDescriptor GlobalOrderNotProven = new(
        id: DiagnosticIds.GlobalOrderNotProven,
        title: "A claimed order with the starter does not hold",
        messageFormat: "Solver plan '{0}': {1}",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.GlobalOrderNotProven)
    );

    public static readonly DiagnosticDescriptor GlobalOrderUnderclaimed = new(
        id: DiagnosticIds.GlobalOrderUnderclaimed,
        title: "A plan has a higher order with its starter than it claims",
        messageFormat: "Solver plan '{0}' claims order {1} with its starter; the proven one is {2}",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.GlobalOrderUnderclaimed)
    );

    public static readonly DiagnosticDescriptor WeakOrderNotProven = new(
        id: DiagnosticIds.WeakOrderNotProven,
        title: "An order with noise is tested, not proven",
        messageFormat: "Solver plan '{0}' claims order {1}, which is proven for its limit without noise; {2}",
        category: "ItoSharp.Solver",
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.WeakOrderNotProven)
    );
}
