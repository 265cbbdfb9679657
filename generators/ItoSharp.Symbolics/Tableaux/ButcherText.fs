namespace ItoSharp.Symbolics

/// A tableau with the place of each of its entries.
type ButcherSource = {
    Tableau: ButcherTableau
    /// The rows as they stand in the text.
    Rows: TableauRows<Coefficient>
} with

    /// The line of a stage, from 0.
    member s.StageAt(i: int) = s.Rows.Stages.[i].Line
    /// The place of c_i.
    member s.AbscissaAt(i: int) = s.Rows.Stages.[i].Left.Head.At

    /// The place of a_ij; None where the row ends before.
    member s.EntryAt(i: int, j: int) =
        s.Rows.Stages.[i].Right |> List.tryItem j |> Option.map (fun entry -> entry.At)

    /// The place of b_i (row 0) or b-hat_i (row 1).
    member s.WeightAt(row: int, i: int) = s.Rows.Weights.[row].Right.[i].At

/// Tableaux of all kinds as text: rows "c | a ...", a line of dashes, "| b ..." and perhaps "| b-hat ...".
module ButcherText =
    /// More stages are refused.
    let maximumStages = 16

    let private stageFault stages i (row: TableauRow<Coefficient>) =
        let found = row.Right.Length

        if found < i then
            Some(row.Line, sprintf "stage %d needs %d coefficients, or all %d, found %d" (i + 1) i stages found)
        elif found > stages then
            Some(row.Line, sprintf "stage %d has %d coefficients in a tableau of %d stages" (i + 1) found stages)
        else
            None

    let private weightFault stages (row: TableauRow<Coefficient>) =
        if not row.Left.IsEmpty then
            Some(row.Line, "nothing stands before the '|' of a row of weights")
        elif row.Right.Length <> stages then
            Some(row.Line, sprintf "%d weights for %d stages" row.Right.Length stages)
        else
            None

    let private values (row: TableauRow<Coefficient>) =
        row.Right |> List.map (fun entry -> entry.Value)

    let private parse (text: string) : Result<TableauRows<Coefficient>, TextFault> =
        // A row of weights has an empty left side, which the layout allows only there.
        TableauLayout.rows TableauLayout.coefficients text

    /// The tableau of a text, or what is wrong with it.
    [<CompiledName("ReadWithPlaces")>]
    let readWithPlaces (text: string) : Result<ButcherSource, TextFault> =
        match parse text with
        | Error e -> Error e
        | Ok rows when rows.Stages.Length > maximumStages ->
            TableauLayout.fault
                rows.Stages.[maximumStages].Line
                (sprintf "%d stages; at most %d are supported" rows.Stages.Length maximumStages)
        | Ok rows when rows.Weights.IsEmpty || rows.Weights.Length > 2 ->
            TableauLayout.fault
                (if rows.Weights.IsEmpty then
                     TableauLayout.whole
                 else
                     rows.Weights.[2].Line)
                (sprintf
                    "one row of weights '| b ...' or two, '| b ...' and '| b-hat ...', must stand below the dashes, found %d"
                    rows.Weights.Length)
        | Ok rows ->
            let stages = rows.Stages.Length

            let faults =
                (rows.Stages |> List.mapi (stageFault stages))
                @ (rows.Weights |> List.map (weightFault stages))

            match faults |> List.choose id with
            | (place, message) :: _ -> TableauLayout.fault place message
            | [] ->
                let settle =
                    rows.Stages @ rows.Weights
                    |> List.collect (fun row -> row.Left @ row.Right)
                    |> List.map (fun entry -> entry.Value)
                    |> Coefficient.settled
                    |> List.map

                let padded row =
                    let entries = settle (values row)
                    entries @ List.replicate (stages - entries.Length) Coefficient.Zero

                Ok {
                    Rows = rows
                    Tableau = {
                        C = rows.Stages |> List.map (fun row -> row.Left.Head.Value) |> settle
                        A = rows.Stages |> List.map padded
                        B = settle (values rows.Weights.Head)
                        Embedded = rows.Weights |> List.tryItem 1 |> Option.map (values >> settle)
                    }
                }

    /// The tableau of a text, or what is wrong with it.
    [<CompiledName("Read")>]
    let read (text: string) : Result<ButcherTableau, string> =
        match readWithPlaces text with
        | Ok source -> Ok source.Tableau
        | Error e -> Error e.Text

    /// The text of a tableau, zeros behind the last entry of a row left out.
    [<CompiledName("Write")>]
    let write (tableau: ButcherTableau) : string =
        let trimmed i (row: Coefficient list) =
            let length =
                row
                |> List.tryFindIndexBack (fun entry -> not entry.IsZero)
                |> Option.map ((+) 1)
                |> Option.defaultValue 0

            List.truncate (max i length) row

        TableauText.lines
            (TableauText.texts tableau.C)
            (tableau.A |> List.mapi trimmed |> List.map TableauText.texts)
            (tableau.B :: Option.toList tableau.Embedded |> List.map TableauText.texts)

    /// The rows of a text without the blanks that all of its lines begin with.
    [<CompiledName("Lines")>]
    let lines (text: string) : string list =
        let lines =
            TableauLayout.lines text
            |> Array.filter (fun line -> line.Trim().Length > 0)
            |> Array.map (fun line -> line.Replace("\t", "    ").TrimEnd())

        let indent =
            if lines.Length = 0 then
                0
            else
                lines
                |> Array.map (fun line -> line.Length - line.TrimStart().Length)
                |> Array.min

        lines |> Array.map (fun line -> line.Substring indent) |> List.ofArray

/// Declared tableaux as the s-expressions that travel in a compiled assembly. Untrusted input: reading never throws.
module ButcherDeclarationText =
    let private number (n: int) =
        n.ToString(System.Globalization.CultureInfo.InvariantCulture)

    /// The text of a declaration that can be read.
    [<CompiledName("Write")>]
    let write (declaration: ButcherDeclaration) (tableau: ButcherTableau) : string =
        "(butcher "
        + Text.quote declaration.Name
        + " "
        + number declaration.Order
        + " "
        + number declaration.EmbeddedOrder
        + " "
        + Text.quote (ButcherText.write tableau)
        + ")"

    /// The declaration that write wrote, or what is wrong with the text.
    [<CompiledName("Read")>]
    let read (text: string) : Result<ButcherDeclaration, string> =
        let whole (s: string) =
            match
                System.Int32.TryParse(
                    s,
                    System.Globalization.NumberStyles.AllowLeadingSign,
                    System.Globalization.CultureInfo.InvariantCulture
                )
            with
            | true, n -> Ok n
            | _ -> Error("'" + s + "' is not a whole number")

        match Text.readNode text with
        | Ok(Text.Nested [ Text.Atom "butcher"
                           Text.Quoted name
                           Text.Atom order
                           Text.Atom embedded
                           Text.Quoted tableau ]) ->
            match whole order, whole embedded, ButcherText.read tableau with
            | Ok order, Ok embedded, Ok _ ->
                Ok {
                    Name = name
                    Order = order
                    EmbeddedOrder = embedded
                    Text = tableau
                }
            | Error e, _, _
            | _, Error e, _
            | _, _, Error e -> Error e
        | Ok _ -> Error "a tableau is written as (butcher \"name\" order embedded-order \"rows\")"
        | Error e -> Error e
