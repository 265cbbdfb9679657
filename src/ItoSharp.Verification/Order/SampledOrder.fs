/// The order of errors that are sums of samples, and what such a fit can show at all.
module internal ItoSharp.Verification.SampledOrder

open System

/// A fit that allows for more than this cannot tell an order from the next one, once the tolerance comes on top.
let largestReach = 0.5

/// What a right subject's order may fall short of the claim by chance, at the stated rate.
let reach (options: VerificationOptions) (slope: Slope) =
    Normal.exceededWith options.FalseFailureRate * slope.StandardError

/// At least the expected order, within the tolerance and the sampling error; but noise alone shows nothing and does not pass.
let judge (name: string) expected tolerance (options: VerificationOptions) (errors: (int * float * float) list) =
    let slope = SlopeFit.fitSampled errors
    let reach = reach options slope
    // A loss of this size fails as surely as a right order passes.
    let loss = tolerance + 2.0 * reach
    let conclusive = reach <= largestReach
    let passed = conclusive && slope.Value + reach >= expected - tolerance

    let note =
        if conclusive then
            FormattableString.Invariant
                $"fails below {expected - tolerance - reach:F2}, which a right one does with chance {Text.power options.FalseFailureRate}; the smallest loss of order that is surely seen is {loss:F2}"
        else
            FormattableString.Invariant
                $"inconclusive: a missing order of up to {loss:F2} would not be seen; more samples or finer levels are right"

    let levels = [|
        for n, error, standardError in errors ->
            ConvergenceLevel(
                n,
                abs error,
                standardError,
                (if abs error < standardError then
                     "within one standard error of 0"
                 else
                     "")
            )
    |]

    Finding(name, "order " + slope.ToString(), FormattableString.Invariant $">= {expected:G3}", passed, note),
    ConvergenceCurve(name, "", levels, slope, expected, passed)
