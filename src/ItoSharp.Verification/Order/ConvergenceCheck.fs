namespace ItoSharp.Verification

open System
open System.Collections.Generic

/// <summary>An error on one grid.</summary>
/// <param name="error">The error, with its sign where it is a difference of means.</param>
/// <param name="standardError">Its standard error; 0 where no sampling is involved.</param>
[<Struct>]
type ErrorEstimate(error: float, standardError: float) =
    /// <summary>The error.</summary>
    member _.Error = error

    /// <summary>Its standard error; 0 where no sampling is involved.</summary>
    member _.StandardError = standardError

/// <summary>The error of anything that takes steps: an ensemble's, a method of your own.</summary>
/// <param name="steps">The number of steps.</param>
type StepError = delegate of steps: int -> ErrorEstimate

/// Verify.Convergence: the order of errors that somebody else measures.
module internal ConvergenceCheck =
    let private sampled (name: string) expected (options: OrderOptions) (errors: (int * ErrorEstimate) list) =
        errors
        |> List.map (fun (n, e) -> n, e.Error, e.StandardError)
        |> SampledOrder.judge name expected options.Tolerance options

    let run (name: string) (error: StepError) (expected: float) (options: OrderOptions) : VerificationResult =
        options.Check()

        let measure n =
            options.Report $"error of {name} on {n} steps"
            error.Invoke n

        let first = [
            for k in 0 .. options.Levels - 1 -> (let n = options.BaseSteps * (1 <<< k) in n, measure n)
        ]

        let chance = first |> List.exists (fun (_, e) -> e.StandardError > 0.0)

        let finding, curve =
            if chance then
                match
                    first
                    |> List.tryFind (fun (_, e) -> not (e.StandardError > 0.0 && Double.IsFinite e.Error))
                with
                | Some(n, e) ->
                    raise (
                        ArgumentException(
                            FormattableString.Invariant
                                $"the error on {n} steps is {e.Error} +- {e.StandardError}: where one level has a standard error, all need a positive one and a finite error",
                            nameof error
                        )
                    )
                | None -> sampled name expected options first
            else
                let known = dict first

                let again n =
                    match known.TryGetValue n with
                    | true, e -> e.Error
                    | _ -> (measure n).Error

                // Round-off of errors of size one.
                PathOrder.search options expected (Floor.ofPath 2.3e-16 1.0 0.0) (fun n -> abs (again n))
                |> PathOrder.judge options name "steps" expected

        let last = if finding.Passed then "PASS" else "FAIL"
        let rest = if finding.Note = "" then "" else $"; {finding.Note}"

        VerificationResult(
            "Convergence",
            name,
            finding.Passed,
            $"{name}: {finding.Measured} ({finding.Expected} expected{rest}) {last}",
            List<Finding>([ finding ]),
            List<ConvergenceCurve>([ curve ]),
            (if chance then options.FalseFailureRate else 0.0),
            (if chance then
                 "The power law that fits the signed errors best in units of their standard errors; it fails where a right one would at the stated rate, and where the sampling error is too large to tell orders apart."
             else
                 "Weighted least squares of log error on log step over at least five levels. Deterministic: no chance is involved.")
        )
