namespace ItoSharp.Verification

open System
open System.Collections.Generic

/// <summary>A declaration did not pass a verification; the message is the verdict and the findings that failed.</summary>
/// <param name="message">The message.</param>
[<Sealed>]
type VerificationFailedException(message: string) =
    inherit Exception(message)

/// <summary>What one verification found.</summary>
/// <remarks>
/// No test framework is needed to use it: print <c>Verdict</c>, assert <c>Passed</c>, or call <c>EnsurePassed</c>, whose exception every
/// framework reports with the findings in it.
/// </remarks>
/// <param name="check">Which verification: Order, Gradients, Marginals, NoiseClass or Reproducibility.</param>
/// <param name="subject">What was verified.</param>
/// <param name="passed">Whether all that was measured is right.</param>
/// <param name="verdict">One line.</param>
/// <param name="findings">What was checked.</param>
/// <param name="curves">Errors against steps; empty where nothing converges.</param>
/// <param name="falseFailureRate">The stated chance that a right subject fails, over the choice of the seed.</param>
/// <param name="method">How it was checked and where the rate comes from.</param>
[<AllowNullLiteral>]
type VerificationResult
    (
        check: string,
        subject: string,
        passed: bool,
        verdict: string,
        findings: IReadOnlyList<Finding>,
        curves: IReadOnlyList<ConvergenceCurve>,
        falseFailureRate: float,
        method: string
    ) =
    /// <summary>Which verification: Order, Gradients, Marginals, NoiseClass or Reproducibility.</summary>
    member _.Check = check

    /// <summary>What was verified.</summary>
    member _.Subject = subject

    /// <summary>Whether all that was measured is right; see <see cref="P:ItoSharp.Verification.VerificationResult.NotMeasured"/>.</summary>
    member _.Passed = passed

    /// <summary>One line.</summary>
    member _.Verdict = verdict

    /// <summary>What was checked.</summary>
    member _.Findings = findings

    /// <summary>
    /// What the check would cover but could not measure of this subject, each with the reason; empty: nothing is missing. <c>Passed</c> says
    /// nothing about it.
    /// </summary>
    member _.NotMeasured: IReadOnlyList<string> =
        List<string>(
            findings
            |> Seq.filter (fun f -> not f.IsMeasured)
            |> Seq.map (fun f -> $"{f.What}: {f.Note}")
        )

    /// <summary>Errors against steps; empty where nothing converges.</summary>
    member _.Curves = curves

    /// <summary>The stated chance that a right subject fails, over the choice of the seed; 0 where nothing is drawn.</summary>
    member _.FalseFailureRate = falseFailureRate

    /// <summary>How it was checked and where the rate comes from.</summary>
    member _.Method = method

    /// <summary>Throws unless it passed.</summary>
    /// <exception cref="T:ItoSharp.Verification.VerificationFailedException">It did not; the message names the findings that failed.</exception>
    member _.EnsurePassed() =
        if not passed then
            let failed =
                findings
                |> Seq.filter (fun f -> not f.Passed)
                |> Seq.map (fun f -> "\n  " + f.ToString())

            raise (VerificationFailedException(verdict + String.Join("", failed)))

    /// <summary>
    /// The result turned round, for a subject that is wrong on purpose: it passes exactly if the verification caught the subject.
    /// </summary>
    /// <param name="reason">Why the subject should be caught, such as "its second derivative lacks a factor of two".</param>
    member r.MustBeCaught(reason: string) =
        ArgumentException.ThrowIfNullOrWhiteSpace(reason, nameof reason)

        let verdict =
            if passed then
                $"{subject}: NOT CAUGHT, though {reason}. FAIL"
            else
                $"CAUGHT, as it should be ({reason}): {verdict}"

        CaughtResult(r, reason, verdict)

    /// <summary>The verdict.</summary>
    override _.ToString() = verdict

/// <summary>The result of a subject that is wrong on purpose: it passes if the verification failed.</summary>
and [<Sealed>] CaughtResult internal (inner: VerificationResult, reason: string, verdict: string) =
    inherit
        VerificationResult(
            inner.Check,
            inner.Subject,
            not inner.Passed,
            verdict,
            inner.Findings,
            inner.Curves,
            inner.FalseFailureRate,
            inner.Method
        )

    /// <summary>The result as it was.</summary>
    member _.Inner = inner

    /// <summary>Why the subject should be caught.</summary>
    member _.Reason = reason
