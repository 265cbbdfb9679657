namespace ItoSharp.Verification

open System
open System.Collections.Generic
open System.Globalization

/// <summary>A fitted order of convergence.</summary>
/// <param name="value">The order: the slope of log error on log step, p for an error of C h^p.</param>
/// <param name="standardError">Its standard error, of the weighted fit's residuals and of the errors' own.</param>
/// <param name="levels">How many levels it was fitted on.</param>
[<Sealed; AllowNullLiteral>]
type Slope(value: float, standardError: float, levels: int) =
    /// <summary>The order.</summary>
    member _.Value = value

    /// <summary>Its standard error.</summary>
    member _.StandardError = standardError

    /// <summary>How many levels it was fitted on.</summary>
    member _.Levels = levels

    /// <summary>Such as "2.003 +- 0.006".</summary>
    override _.ToString() =
        String.Format(CultureInfo.InvariantCulture, "{0:F3} +- {1:F3}", value, standardError)

/// <summary>The error on one grid.</summary>
/// <param name="steps">The number of steps N.</param>
/// <param name="error">The error.</param>
/// <param name="standardError">Its standard error; 0 where no sampling is involved.</param>
/// <param name="excluded">Why the fit leaves the level out; empty: it does not.</param>
[<Sealed>]
type ConvergenceLevel(steps: int, error: float, standardError: float, excluded: string) =
    /// <summary>The number of steps N.</summary>
    member _.Steps = steps

    /// <summary>The error.</summary>
    member _.Error = error

    /// <summary>The error's standard error; 0 where no sampling is involved.</summary>
    member _.StandardError = standardError

    /// <summary>Why the fit leaves the level out; empty: it does not.</summary>
    member _.Excluded = excluded

    /// <summary>Whether the fit uses the level.</summary>
    member _.Included = (excluded = "")

/// <summary>Errors on a series of grids with the order fitted to them.</summary>
/// <param name="group">What converges, such as "mixture, exact start"; the curves of a group are plotted together.</param>
/// <param name="series">Which of the group, such as "lambda grid"; empty: the only one.</param>
/// <param name="levels">By number of steps, coarse to fine.</param>
/// <param name="slope">The fitted order; null where none could be fitted.</param>
/// <param name="expected">The expected order.</param>
/// <param name="passed">Whether the fitted order reaches it.</param>
[<Sealed; AllowNullLiteral>]
type ConvergenceCurve
    (group: string, series: string, levels: IReadOnlyList<ConvergenceLevel>, slope: Slope, expected: float, passed: bool)
    =
    /// <summary>What converges, and in which series.</summary>
    member _.Name = if series = "" then group else $"{group}, {series}"

    /// <summary>What converges.</summary>
    member _.Group = group

    /// <summary>Which of the group; empty: the only one.</summary>
    member _.Series = series

    /// <summary>Errors by number of steps, coarse to fine.</summary>
    member _.Levels = levels

    /// <summary>The fitted order; null where none could be fitted.</summary>
    member _.Slope = slope

    /// <summary>The expected order.</summary>
    member _.Expected = expected

    /// <summary>Whether the fitted order reaches the expected one.</summary>
    member _.Passed = passed
