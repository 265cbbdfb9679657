namespace ItoSharp.Verification

/// <summary>One thing that was checked: a line of a verdict.</summary>
[<Sealed>]
type Finding private (what: string, measured: string, expected: string, passed: bool, note: string, isMeasured: bool) =
    /// <summary>A finding of something that was measured.</summary>
    /// <param name="what">What was checked, such as "mixture, lambda grid, exact start".</param>
    /// <param name="measured">What came out, with its standard error where it has one.</param>
    /// <param name="expected">What should have come out.</param>
    /// <param name="passed">Whether it did.</param>
    /// <param name="note">What else a reader should know; empty: nothing.</param>
    new(what: string, measured: string, expected: string, passed: bool, note: string) =
        Finding(what, measured, expected, passed, note, true)

    /// Something that could not be checked: it neither passes nor fails, and the verdict must say so.
    static member internal NotMeasured(what: string, reason: string) =
        Finding(what, "NOT MEASURED", "", true, reason, false)

    /// <summary>What was checked.</summary>
    member _.What = what

    /// <summary>What came out.</summary>
    member _.Measured = measured

    /// <summary>What should have come out.</summary>
    member _.Expected = expected

    /// <summary>Whether it did; true also of what was not measured, which fails nothing and shows nothing.</summary>
    member _.Passed = passed

    /// <summary>Whether anything was measured; if not, the note says why.</summary>
    member _.IsMeasured = isMeasured

    /// <summary>What else a reader should know; empty: nothing.</summary>
    member _.Note = note

    /// <summary>The finding as a line.</summary>
    override _.ToString() =
        let rest = if note = "" then "" else "; " + note
        let due = if expected = "" then "" else $" ({expected} expected)"

        let verdict =
            if not isMeasured then ""
            elif passed then " PASS"
            else " FAIL"

        $"{what}: {measured}{due}{rest}{verdict}"

/// How a verdict ends.
module internal Ending =
    /// "PASS" or "FAIL", after the parts that were not measured.
    let of' passed (findings: Finding seq) =
        let word = if passed then "PASS" else "FAIL"

        match findings |> Seq.filter (fun f -> not f.IsMeasured) |> List.ofSeq with
        | [] -> " " + word
        | missing ->
            let all =
                missing
                |> List.map (fun f -> $"{f.What} ({f.Note})")
                |> List.distinct
                |> String.concat "; "

            $"; NOT MEASURED: {all}; what was measured: {word}"
