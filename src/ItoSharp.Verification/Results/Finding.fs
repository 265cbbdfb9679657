namespace ItoSharp.Verification

/// <summary>One thing that was checked: a line of a verdict.</summary>
/// <param name="what">What was checked, such as "mixture, lambda grid, exact start".</param>
/// <param name="measured">What came out, with its standard error where it has one.</param>
/// <param name="expected">What should have come out.</param>
/// <param name="passed">Whether it did.</param>
/// <param name="note">What else a reader should know; empty: nothing.</param>
[<Sealed>]
type Finding(what: string, measured: string, expected: string, passed: bool, note: string) =
    /// <summary>What was checked.</summary>
    member _.What = what

    /// <summary>What came out.</summary>
    member _.Measured = measured

    /// <summary>What should have come out.</summary>
    member _.Expected = expected

    /// <summary>Whether it did.</summary>
    member _.Passed = passed

    /// <summary>What else a reader should know; empty: nothing.</summary>
    member _.Note = note

    /// <summary>The finding as a line.</summary>
    override _.ToString() =
        let verdict = if passed then "PASS" else "FAIL"
        let rest = if note = "" then "" else "; " + note
        let due = if expected = "" then "" else $" ({expected} expected)"
        $"{what}: {measured}{due}{rest} {verdict}"
