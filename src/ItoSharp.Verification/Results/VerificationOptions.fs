namespace ItoSharp.Verification

open System
open System.Threading

/// <summary>What every verification can be told.</summary>
[<AllowNullLiteral>]
type VerificationOptions() =
    let mutable falseFailureRate = 1e-6

    /// <summary>
    /// The chance that a right subject fails one verification, over the choice of the seed, for the parts that draw samples: it is divided
    /// over all of them (Bonferroni). One run with one seed always ends the same way. Default: 1e-6.
    /// </summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">It does not lie between 0 and 0.5.</exception>
    member _.FalseFailureRate
        with get () = falseFailureRate
        and set (value: float) =
            if not (value > 0.0 && value <= 0.5) then
                raise (
                    ArgumentOutOfRangeException(
                        "FalseFailureRate",
                        value,
                        "a rate greater than 0 and at most 0.5 is right"
                    )
                )

            falseFailureRate <- value

    /// <summary>The seed of all that is drawn: starts, directions, noise. Default: 1.</summary>
    member val Seed = 1UL with get, set

    /// <summary>Told what is being done, a line at a time; null: nobody.</summary>
    member val Progress: IProgress<string> = null with get, set

    /// <summary>Asked between runs and, inside them, before every model evaluation.</summary>
    member val Cancellation = CancellationToken.None with get, set

    member internal o.Report(line: string) =
        o.Cancellation.ThrowIfCancellationRequested()

        if not (isNull o.Progress) then
            o.Progress.Report line
