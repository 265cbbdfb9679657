using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Models;

/// <summary>A sampler as declared, without any place in the source.</summary>
/// <param name="Type">The declared type.</param>
/// <param name="Process">The process's full name, <c>global::</c> included.</param>
/// <param name="Solver">The plan's full name, <c>global::</c> included.</param>
/// <param name="SolverIsOptional">Whether the plan's values all have defaults.</param>
/// <param name="Mean">Whether the steps have terms of a mean.</param>
/// <param name="Double">Whether the state is double; else float.</param>
/// <param name="Exact">Whether the exact adjoint is asked for.</param>
/// <param name="AdjointDeis">Whether AdjointDEIS is asked for.</param>
/// <param name="Reversible">Whether reversible runs are asked for.</param>
/// <param name="Memory">The predictions that a coefficient table may weigh; 0: the plan's own.</param>
/// <param name="StartTime">The default start time; NaN: the process's.</param>
/// <param name="EndTime">The default end time; NaN: the process's.</param>
/// <param name="Plan">The plan, not yet proven; null where something is at fault, and a throwing stub is emitted.</param>
/// <param name="Fault">What is at fault, as the stub says it; empty beside a plan.</param>
internal sealed record SamplerModel(
    TypeShape Type,
    string Process,
    string Solver,
    bool SolverIsOptional,
    MeanTerms Mean,
    bool Double,
    bool Exact,
    bool AdjointDeis,
    bool Reversible,
    int Memory,
    double StartTime,
    double EndTime,
    PlanDeclaration? Plan,
    string Fault
) : IDeclarationModel;

/// <summary>The outcome of parsing one sampler.</summary>
/// <param name="Model">What is emitted; null where the type cannot have a second part.</param>
/// <param name="Faults">The faults.</param>
internal sealed record ParsedSampler(SamplerModel? Model, EquatableArray<DiagnosticInfo> Faults);
