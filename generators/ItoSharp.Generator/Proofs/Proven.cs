using ItoSharp.Generator.Memory;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Proofs;

/// <summary>
/// What was proven and derived of declarations, by their meaning. The generator and the analyzer share it, so that a declaration is
/// proven once, whoever meets it first, and an edit elsewhere proves nothing again.
/// </summary>
internal static class Proven
{
    // As many declarations as a large solution has; an entry is a few kilobytes.
    const int Capacity = 512;

    static readonly BoundedCache<PlanDeclaration, FSharpResult<DerivedPlan, FSharpList<PlanFault>>> Plans = new(
        Capacity,
        PlanDerivation.Derive
    );

    static readonly BoundedCache<ProcessDeclaration, FSharpResult<DerivedProcess, FSharpList<ProcessFault>>> Processes = new(
        Capacity,
        ProcessDerivation.Derive
    );

    static readonly BoundedCache<ButcherDeclaration, ProvenTableau> Tableaux = new(Capacity, TableauFaults.Prove);

    static readonly BoundedCache<StochasticMethod, ProvenStochastic> Methods = new(Capacity, StochasticFaults.Prove);

    static readonly BoundedCache<EnsembleQuestion, FSharpResult<DerivedEnsemble, EnsembleFault>> Ensembles = new(
        Capacity,
        question => question.Derive()
    );

    /// <summary>The step of a method on an equation, or why there is none.</summary>
    public static FSharpResult<DerivedEnsemble, EnsembleFault> Ensemble(EnsembleQuestion question) => Ensembles[question];

    static readonly BoundedCache<SdeDeclaration, FSharpResult<DerivedSde, FSharpList<SdeFault>>> Equations = new(
        Capacity,
        SdeDerivation.Derive
    );

    /// <summary>What follows from an equation, or its faults.</summary>
    public static FSharpResult<DerivedSde, FSharpList<SdeFault>> Sde(SdeDeclaration declaration) => Equations[declaration];

    /// <summary>The orders of a stochastic tableau, and what stands against it, informations among it.</summary>
    public static ProvenStochastic Stochastic(StochasticMethod method) => Methods[method];

    /// <summary>The facts of a Butcher tableau without errors, and what stands against it, informations among it.</summary>
    public static ProvenTableau Tableau(ButcherDeclaration declaration) => Tableaux[declaration];

    /// <summary>What follows from a plan, its orders among it, or the faults that stand against it.</summary>
    public static FSharpResult<DerivedPlan, FSharpList<PlanFault>> Plan(PlanDeclaration plan) => Plans[plan];

    /// <summary>The closed forms of a process, or its faults.</summary>
    public static FSharpResult<DerivedProcess, FSharpList<ProcessFault>> Process(ProcessDeclaration process) => Processes[process];

    /// <summary>How many proofs and derivations have run in this compiler process.</summary>
    public static long Runs =>
        Plans.Computed + Processes.Computed + Tableaux.Computed + Methods.Computed + Ensembles.Computed + Equations.Computed;
}
