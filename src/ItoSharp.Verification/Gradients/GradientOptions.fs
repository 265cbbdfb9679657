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

    /// <summary>
    /// A model of your own at given values of its parameters, under a process: unlike
    /// <see cref="P:ItoSharp.Verification.GradientOptions.Model"/> it lets the parameters be moved, so that their pull-back is checked too.
    /// Null: see Model; not both.
    /// </summary>
    member val ModelAt: Func<IProcess, float[], IDifferentiableModel<float>> = null with get, set

    /// <summary>The parameters of <see cref="P:ItoSharp.Verification.GradientOptions.ModelAt"/> at which to differentiate.</summary>
    member val Parameters: IReadOnlyList<float> = Array.empty<float> :> IReadOnlyList<float> with get, set

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

        if not (isNull o.Model) && not (isNull o.ModelAt) then
            raise (ArgumentException("Model and ModelAt are both set; one of them is right", "ModelAt"))

        if isNull o.ModelAt && o.Parameters.Count > 0 then
            raise (
                ArgumentException(
                    $"Parameters has {o.Parameters.Count} entries, but no ModelAt makes a model of them: set it",
                    "Parameters"
                )
            )

        if o.Tolerance <= 0.0 then
            raise (ArgumentOutOfRangeException("Tolerance", o.Tolerance, "a positive tolerance is right"))

module internal ParameterizedModel =
    /// ModelAt at given parameters, checked to have as many.
    let make (at: Func<IProcess, float[], IDifferentiableModel<float>>) (p: IProcess) (theta: float[]) =
        let model = at.Invoke(p, theta)

        if model.ParameterCount <> theta.Length then
            raise (
                ArgumentException(
                    $"Parameters has {theta.Length} entries where the model of ModelAt has {model.ParameterCount} parameters: as many are right",
                    "options"
                )
            )

        model

/// <summary>What a verification of gradients found.</summary>
[<Sealed>]
type GradientResult internal (subject, passed, verdict, findings, curves, explanation, worst: float, where: string) =
    inherit VerificationResult("Gradients", subject, passed, verdict, findings, curves, 0.0, explanation)

    /// <summary>The worst error of a directional derivative, relative to the gradient's length in that part.</summary>
    member _.WorstError = worst

    /// <summary>Where it is.</summary>
    member _.Where = where
