using Microsoft.CodeAnalysis;
using static ItoSharp.Generator.Diagnostics.DiagnosticIds;

namespace ItoSharp.Generator.Diagnostics;

internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor SamplerShape = new(
        id: DiagnosticIds.SamplerShape,
        title: "A sampler must be a sealed partial class",
        messageFormat: "Sampler '{0}' is {1}; declare it as 'sealed partial class {0};', not generic, without base class, and not nested in a type that is not partial",
        category: "ItoSharp.Sampler",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.SamplerShape)
    );

    public static readonly DiagnosticDescriptor NotAProcess = new(
        id: DiagnosticIds.NotAProcess,
        title: "The first type argument of a sampler must be a process",
        messageFormat: "'{0}' is not a process: it needs [Process] on a sealed partial record, or to be a class that implements IProcess<{0}>{1}",
        category: "ItoSharp.Sampler",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.NotAProcess)
    );

    public static readonly DiagnosticDescriptor NotASolver = new(
        id: DiagnosticIds.NotASolver,
        title: "The second type argument of a sampler must be a solver plan",
        messageFormat: "'{0}' is not a solver plan: it needs [ExponentialMultistep], [ExponentialRungeKutta] or [RungeKutta]{1}",
        category: "ItoSharp.Sampler",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.NotASolver)
    );

    public static readonly DiagnosticDescriptor ProcessLacks = new(
        id: DiagnosticIds.ProcessLacks,
        title: "The solver needs what the process lacks",
        messageFormat: "Sampler '{0}': {1}",
        category: "ItoSharp.Sampler",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.ProcessLacks)
    );

    public static readonly DiagnosticDescriptor MemoryDoesNotFit = new(
        id: DiagnosticIds.MemoryDoesNotFit,
        title: "The memory of a sampler does not fit",
        messageFormat: "Sampler '{0}': {1}",
        category: "ItoSharp.Sampler",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.MemoryDoesNotFit)
    );

    public static readonly DiagnosticDescriptor NotReversible = new(
        id: DiagnosticIds.NotReversible,
        title: "A plan has no reversible form",
        messageFormat: "Sampler '{0}': {1}; take Gradients.Exact, whose checkpointed form GradientWay.Exact(memory: bytes) is exact for every plan within a budget of memory",
        category: "ItoSharp.Sampler",
        defaultSeverity: DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Page(DiagnosticIds.NotReversible)
    );
}
