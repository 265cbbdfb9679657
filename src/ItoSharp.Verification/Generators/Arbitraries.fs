namespace ItoSharp.Verification.Generators

open System
open ItoSharp
open ItoSharp.Verification
open FsCheck
open FsCheck.FSharp

/// <summary>
/// FsCheck's generators of processes, grids, tableaux, problems and diffusions: one at a time
/// (<c>Prop.ForAll(Arbitraries.VpLinear(), p => ..)</c>) or all as instances (<c>config.WithArbitrary([typeof(Arbitraries)])</c>).
/// </summary>
[<AbstractClass; Sealed>]
type Arbitraries =
    /// <summary>Variance preserving, BetaMin 0.05 to 1 and BetaMax 6 to 25.</summary>
    static member VpLinear() : Arbitrary<VpLinear> = Arb.fromGen Processes.vpLinear

    /// <summary>Sub-variance preserving, BetaMin 0.05 to 1 and BetaMax 6 to 25.</summary>
    static member SubVp() : Arbitrary<SubVp> = Arb.fromGen Processes.subVp

    /// <summary>The cosine process, offset 0.002 to 0.1.</summary>
    static member VpCosine() : Arbitrary<VpCosine> = Arb.fromGen Processes.vpCosine

    /// <summary>Variance exploding, sigma from 0.005 to 0.05 and up to 5 to 80.</summary>
    static member VarianceExploding() : Arbitrary<VarianceExploding> = Arb.fromGen Processes.varianceExploding

    /// <summary>Any of these, rectified flow and the trigonometric process.</summary>
    static member Process() : Arbitrary<IProcess> = Arb.fromGen Processes.any

    /// <summary>Families of grids: uniform in log-SNR or time, geometric, and smooth random ones.</summary>
    static member GridFamily() : Arbitrary<GridFamily> = Arb.fromGen Grids.family

    /// <summary>Schedules of 1 to 24 steps: uniform in log-SNR or time, Karras' with exponents 1 to 9.</summary>
    static member Schedule() : Arbitrary<Schedule> = Arb.fromGen Grids.schedule

    /// <summary>Explicit tableaux of 1 to 6 stages with small fractions, consistent (at least order 1).</summary>
    static member ExplicitTableau() : Arbitrary<ExplicitTableau> = Arb.fromGen Tableaux.consistent

    /// <summary>Explicit tableaux of at least a given order, by the free parameters of its family.</summary>
    /// <param name="order">1 to 4.</param>
    /// <exception cref="T:System.ArgumentOutOfRangeException">There is no family of that order.</exception>
    static member TableauOfOrder(order: int) : Arbitrary<ExplicitTableau> =
        if order < 1 || order > 4 then
            raise (ArgumentOutOfRangeException(nameof order, order, "1 to 4 is right"))

        Arb.fromGen (Tableaux.ofOrder order)

    /// <summary>Order problems: mixtures, non-autonomous conditional ones, coupled ones; a quarter of them from data to noise.</summary>
    static member OrderProblem() : Arbitrary<OrderProblem> = Arb.fromGen Problems.any

    /// <summary>Diffusions of a known noise class, non-commutative ones among them.</summary>
    static member Diffusion() : Arbitrary<KnownDiffusion> = Arb.fromGen Diffusions.any
