namespace ItoSharp.Symbolics

open System

/// The explicit tableaux of solver plans as text: rows "c | a ...", a line of dashes, and the weights "| b ...". Entries are
/// integers, fractions, decimals and roots (CoefficientText).
module TableauText =
    let private maximumStages = 8

    /// c, the rows of A and the weights of a text whose entries are read by the given function of line, column and text.
    let internal layout
        (entries: int -> int -> string -> Result<Placed<'entry> list, TextFault>)
        (isZero: 'entry -> bool)
        (text: string)
        : Result<Coefficient list * 'entry list list * 'entry list, string> =
        let values row =
            row.Right |> List.map (fun e -> e.Value)

        let stageFault i row =
            let a = values row
            // A full row of an explicit tableau may write its zeros out.
            let extra = if a.Length > i then List.skip i a else []

            if a.Length < i then
                Some(sprintf "line %d: stage %d needs %d coefficients, found %d" row.Line.Line (i + 1) i a.Length)
            elif extra |> List.exists (isZero >> not) then
                Some(
                    sprintf
                        "line %d: stage %d uses itself or a later stage; only explicit tableaux are supported"
                        row.Line.Line
                        (i + 1)
                )
            else
                None

        match TableauLayout.rows entries text with
        | Error e -> Error e.Text
        | Ok rows when rows.Stages.Length > maximumStages ->
            Error(sprintf "%d stages; at most %d are supported" rows.Stages.Length maximumStages)
        | Ok {
                 Stages = stages
                 Weights = [ { Left = [] } as weights ]
             } ->
            match stages |> List.mapi stageFault |> List.choose id with
            | fault :: _ -> Error fault
            | [] when weights.Right.Length <> stages.Length ->
                Error(sprintf "line %d: %d weights for %d stages" weights.Line.Line weights.Right.Length stages.Length)
            | [] ->
                Ok(
                    stages |> List.map (fun row -> row.Left.Head.Value),
                    stages |> List.mapi (fun i row -> List.truncate i (values row)),
                    values weights
                )
        | Ok { Weights = other } ->
            Error(
                sprintf "exactly one row of weights '| b ...' must stand below the dashes, found %d rows" other.Length
            )

    /// The tableau of a text; any other text gives an error that says what is wrong with it.
    [<CompiledName("Read")>]
    let read (text: string) : Result<Tableau, string> =
        layout TableauLayout.coefficients (fun entry -> entry.IsZero) text
        |> Result.map (fun (c, a, b) ->
            let settle = Coefficient.settled (c @ b @ List.concat a) |> List.map

            {
                C = settle c
                A = a |> List.map settle
                B = settle b
            })

    let internal lines (c: string list) (a: string list list) (weights: string list list) =
        let join (values: string list) = String.Join(" ", values)
        let rows = List.map2 (fun c a -> c + " | " + join a) c a
        String.Join("\n", rows @ "---" :: (weights |> List.map (fun b -> "| " + join b)))

    let internal texts (values: Coefficient list) =
        values |> List.map (fun c -> c.ToString())

    /// The text of a tableau, entries as fractions where they are.
    [<CompiledName("Write")>]
    let write (tableau: Tableau) : string =
        lines (texts tableau.C) (tableau.A |> List.map texts) [ texts tableau.B ]
