namespace ItoSharp.Symbolics

open System

/// Butcher tableaux as text: rows "c | a ...", a line of dashes, and the weights "| b ...". Entries are integers, fractions or
/// decimals, read exactly.
module TableauText =
    let private maximumStages = 8

    let private isRule (line: string) =
        line.Length >= 2 && line |> Seq.forall (fun c -> c = '-' || c = '+' || c = '=')

    let private words (text: string) =
        text.Split([| ' '; '\t' |], StringSplitOptions.RemoveEmptyEntries)
        |> List.ofArray

    let private number line (text: string) =
        match Rational.tryParse text with
        | Some r -> Ok r
        | None -> Error(sprintf "line %d: '%s' is not an integer, a fraction such as 3/4 or a decimal" line text)

    let internal collect results =
        List.foldBack
            (fun r acc ->
                match r, acc with
                | Error e, _ -> Error e
                | _, Error e -> Error e
                | Ok x, Ok xs -> Ok(x :: xs))
            results
            (Ok [])

    let private numbers line text =
        collect (words text |> List.map (number line))

    let private row entries (line: int, text: string) =
        match text.Split('|') with
        | [| left; right |] ->
            match numbers line left, entries line right with
            | Error e, _
            | _, Error e -> Error e
            | Ok l, Ok r -> Ok(line, l, r)
        | _ ->
            Error(
                sprintf
                    "line %d: '%s' needs exactly one '|' between c (or nothing) and its coefficients"
                    line
                    (text.Trim())
            )

    /// c, the rows of A and the weights of a text whose entries are read by the given function.
    let internal layout
        (entries: int -> string -> Result<'entry list, string>)
        (isZero: 'entry -> bool)
        (text: string)
        =
        if String.IsNullOrWhiteSpace text || text.Length > 20000 then
            Error "the tableau is empty; write rows 'c | a ...', a line of dashes, and the weights '| b ...'"
        else
            let lines =
                text.Replace("\r\n", "\n").Split('\n')
                |> Array.mapi (fun i line -> i + 1, line.Trim())
                |> Array.filter (fun (_, line) -> line.Length > 0)
                |> List.ofArray

            match lines |> List.tryFindIndex (fun (_, line) -> isRule line) with
            | None -> Error "no line of dashes separates the stages from the weights"
            | Some rule ->
                let stages, weights = List.take rule lines, List.skip (rule + 1) lines

                match collect (stages |> List.map (row entries)), collect (weights |> List.map (row entries)) with
                | Error e, _
                | _, Error e -> Error e
                | Ok [], _ -> Error "no stage stands above the line of dashes"
                | Ok rows, _ when rows.Length > maximumStages ->
                    Error(sprintf "%d stages; at most %d are supported" rows.Length maximumStages)
                | Ok rows, Ok [ (line, [], b) ] ->
                    let faults =
                        rows
                        |> List.mapi (fun i (line, c, a) ->
                            // A full row of an explicit tableau may write its zeros out.
                            let extra = if a.Length > i then List.skip i a else []

                            if c.Length <> 1 then
                                Some(sprintf "line %d: one c must stand before '|', found %d numbers" line c.Length)
                            elif a.Length < i then
                                Some(
                                    sprintf "line %d: stage %d needs %d coefficients, found %d" line (i + 1) i a.Length
                                )
                            elif extra |> List.exists (isZero >> not) then
                                Some(
                                    sprintf
                                        "line %d: stage %d uses itself or a later stage; only explicit tableaux are supported"
                                        line
                                        (i + 1)
                                )
                            else
                                None)
                        |> List.choose id

                    match faults with
                    | fault :: _ -> Error fault
                    | [] when b.Length <> rows.Length ->
                        Error(sprintf "line %d: %d weights for %d stages" line b.Length rows.Length)
                    | [] ->
                        Ok(
                            rows |> List.map (fun (_, c, _) -> c.Head),
                            rows |> List.mapi (fun i (_, _, a) -> List.truncate i a),
                            b
                        )
                | Ok _, Ok other ->
                    Error(
                        sprintf
                            "exactly one row of weights '| b ...' must stand below the dashes, found %d rows"
                            other.Length
                    )

    /// The tableau of a text; any other text gives an error that says what is wrong with it.
    [<CompiledName("Read")>]
    let read (text: string) : Result<Tableau, string> =
        layout numbers (fun entry -> entry.IsZero) text
        |> Result.map (fun (c, a, b) -> { C = c; A = a; B = b })

    let internal lines (entry: 'entry -> string) (c: Rational list) (a: 'entry list list) (b: 'entry list) =
        let join (values: 'entry list) =
            String.Join(" ", values |> List.map entry)

        let rows = List.map2 (fun (c: Rational) a -> c.ToString() + " | " + join a) c a
        String.Join("\n", rows @ [ "---"; "| " + join b ])

    /// The text of a tableau, entries as fractions.
    [<CompiledName("Write")>]
    let write (tableau: Tableau) : string =
        lines (fun entry -> entry.ToString()) tableau.C tableau.A tableau.B
