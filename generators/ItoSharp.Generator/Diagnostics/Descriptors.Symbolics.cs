using Microsoft.CodeAnalysis;
using static ItoSharp.Generator.Diagnostics.DiagnosticIds;

namespace ItoSharp.Generator.Diagnostics;

internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor Untranslatable = new(
        id: DiagnosticIds.Untranslatable,
        title: "A formula uses what has no symbolic meaning",
        messageFormat: "'{0}' cannot be part of a formula: {1}",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.Untranslatable)
    );

    public static readonly DiagnosticDescriptor IntegerDivision = new(
        id: DiagnosticIds.IntegerDivision,
        title: "A formula divides integers",
        messageFormat: "'{0}' divides integers, which drops the fraction (1 / 2 is 0 in C#); write '{1}'",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.IntegerDivision)
    );

    public static readonly DiagnosticDescriptor Recursion = new(
        id: DiagnosticIds.Recursion,
        title: "A formula is recursive",
        messageFormat: "'{0}' leads back to '{1}', which is being expanded; a formula must end without recursion",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.Recursion)
    );

    public static readonly DiagnosticDescriptor FormulaTooLarge = new(
        id: DiagnosticIds.FormulaTooLarge,
        title: "A formula is too large",
        messageFormat: "'{0}' expands to a formula that is too large ({1}); name its parts more economically or simplify it",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.FormulaTooLarge)
    );

    public static readonly DiagnosticDescriptor FormulasDisagree = new(
        id: DiagnosticIds.FormulasDisagree,
        title: "Drift and Diffusion disagree with Alpha and Sigma",
        messageFormat: "Process '{0}': {1}",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.FormulasDisagree)
    );

    public static readonly DiagnosticDescriptor LambdaNotMonotone = new(
        id: DiagnosticIds.LambdaNotMonotone,
        title: "The log-SNR of a process must decrease",
        messageFormat: "Process '{0}': {1}",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.LambdaNotMonotone)
    );

    public static readonly DiagnosticDescriptor NegativeVariance = new(
        id: DiagnosticIds.NegativeVariance,
        title: "A variance is not positive",
        messageFormat: "Process '{0}': {1}",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.NegativeVariance)
    );

    public static readonly DiagnosticDescriptor AlphaNotPositive = new(
        id: DiagnosticIds.AlphaNotPositive,
        title: "The signal scale of a process must be positive",
        messageFormat: "Process '{0}': {1}",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.AlphaNotPositive)
    );

    public static readonly DiagnosticDescriptor ProcessNotUsable = new(
        id: DiagnosticIds.ProcessNotUsable,
        title: "A process is not usable on its time interval",
        messageFormat: "Process '{0}': {1}",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ProcessNotUsable)
    );

    public static readonly DiagnosticDescriptor SingularEnd = new(
        id: DiagnosticIds.SingularEnd,
        title: "A process is singular at an end of its interval",
        messageFormat: "Process '{0}': {1}",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SingularEnd)
    );

    public static readonly DiagnosticDescriptor NotAntisymmetric = new(
        id: DiagnosticIds.NotAntisymmetric,
        title: "A matrix declared antisymmetric is not",
        messageFormat: "Matrix '{0}': {1}",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.NotAntisymmetric)
    );

    public static readonly DiagnosticDescriptor NotPositiveDefinite = new(
        id: DiagnosticIds.NotPositiveDefinite,
        title: "A matrix declared positive definite is not",
        messageFormat: "Matrix '{0}': {1}",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.NotPositiveDefinite)
    );

    public static readonly DiagnosticDescriptor MatrixNotReadable = new(
        id: DiagnosticIds.MatrixNotReadable,
        title: "A declared matrix cannot be read",
        messageFormat: "Matrix '{0}' cannot be checked: {1}; write it as 'static double[,] {0} => new double[,] {{ {{ 1, 0.5 }}, {{ 0.5, 1 }} }}', entries being numbers and + - * / of numbers",
        category: "ItoSharp.Symbolics",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.MatrixNotReadable)
    );
}
