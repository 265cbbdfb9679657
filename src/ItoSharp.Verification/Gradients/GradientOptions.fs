namespace ItoSharp.Verification

open System
open System.Collections.Generic
open ItoSharp

/// <summary>How gradients are verified.</summary>
[<AllowNullLiteral>]
type GradientOptions() =
    inherit VerificationOptions()

    /// <summary>
    /// A model of your own to differentiate through, under a process; its pull-back is then part of what is checked. Null: two built-in
    /// ones, of which one has a condition and one a Jacobian that is not symmetric.
    /// </summary>
    member val Model: Func<IProcess, IDifferentiableModel<float>> = null with get, set

    /// <summary>The condition of all rows for <see cref="P:ItoSharp.Verification.GradientOptions.Model"/>; empty: none.</summary>
    member val Condition: IReadOnlyList<float> = Array.empty<float> :> IReadOnlyList<float> with get, set

    /// <summary>The steps of the runs; default: 7.</summary>
    member val Steps = 7 with get, set

    /// <summary>The random directions of every part; default: 3.</summary>
    member val Directions = 3 with get, set

    /// <summary>
    /// The largest relative error; NaN: 1e-7 for doubles, 5e-3 for floats, whose differences are no better. A wrong gradient is off by
    /// percents.
    /// </summary>
    member val Tolerance = nan with get, set

    member internal o.Check() =
        ArgumentOutOfRangeException.ThrowIfLessThan(o.Steps, 2, "Steps")
        ArgumentOutOfRangeException.ThrowIfLessThan(o.Directions, 1, "Directions")

        if o.Tolerance <= 0.0 then
            raise (ArgumentOutOfRangeException("Tolerance", o.Tolerance, "a positive tolerance is right"))

/// <summary>What a verification of gradients found.</summary>
[<Sealed>]
type GradientResult internal (subject, passed, verdict, findings, curves, explanation, worst: float, where: string) =
    inherit VerificationResult("Gradients", subject, passed, verdict, findings, curves, 0.0, explanation)

    /// <summary>The worst error of a directional derivative, relative to the gradient's length in that part.</summary>
    member _.WorstError = worst

    /// <summary>Where it is.</summary>
    member _.Where = where
