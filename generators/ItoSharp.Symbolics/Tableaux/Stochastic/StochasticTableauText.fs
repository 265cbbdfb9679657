namespace ItoSharp.Symbolics

open System

/// What is wrong with the text of a stochastic tableau.
type StochasticTextFault = {
    /// From 1.
    Line: int
    /// The block it is about; empty where it is about none.
    Block: string
    Message: string
} with

    /// "line 3, block B1: ...".
    override f.ToString() =
        if f.Block = "" then
            sprintf "line %d: %s" f.Line f.Message
        else
            sprintf "line %d, block %s: %s" f.Line f.Block f.Message

/// Stochastic tableaux as text, as in the papers: a header "c0 | A0 | B0" above the rows of each family of stages, and the weights
/// "alpha | ...", "beta1 | ..." below. Lines of dashes may stand between them.
module StochasticTableauText =
    let private maximumStages = 8

    let private fault line block message = {
        Line = line
        Block = block
        Message = message
    }

    let private refuse line block message = Error(fault line block message)

    let private isRule (line: string) =
        line
        |> Seq.forall (fun c -> c = '-' || c = '+' || c = '=' || c = '|' || c = ' ')
        && line.Contains "--"

    let private isName (text: string) =
        text.Length > 0 && Char.IsLetter text.[0] && not (text.Contains "(")

    let private words (text: string) =
        text.Split([| ' '; '\t' |], StringSplitOptions.RemoveEmptyEntries)
        |> List.ofArray

    let rec private collect results =
        match results with
        | [] -> Ok []
        | Error e :: _ -> Error e
        | Ok x :: rest -> collect rest |> Result.map (fun xs -> x :: xs)

    let private numbers line block text =
        words text
        |> List.map (fun word ->
            CoefficientText.read word
            |> Result.mapError (fun message -> fault line block message))
        |> collect

    let private list (names: string list) = String.Join(", ", names)

    let private blocksOf form =
        (StochasticForms.sections form
         |> List.collect (fun (times, blocks) -> times :: blocks))
        @ (StochasticForms.weights form |> List.map fst)

    /// Lines by what they are: the rows of a family under its header, with their cells; and weights.
    let private divide form (lines: (int * string) list) =
        let sections = StochasticForms.sections form
        let weights = StochasticForms.weights form |> List.map fst

        let rec go current rows found lines =
            let closed () =
                match current with
                | Some(line, names) -> (line, names, List.rev rows) :: found
                | None -> found

            match lines with
            | [] -> Ok(List.rev (closed ()))
            | (line, text: string) :: rest ->
                let cells = text.Split('|') |> Array.map (fun cell -> cell.Trim()) |> List.ofArray

                match cells with
                | name :: others when sections |> List.exists (fun (times, _) -> times = name) ->
                    let _, blocks = sections |> List.find (fun (times, _) -> times = name)

                    if others <> blocks then
                        refuse
                            line
                            name
                            (sprintf
                                "in this form the header of these stages is '%s'"
                                (String.Join(" | ", name :: blocks)))
                    else
                        go (Some(line, cells)) [] (closed ()) rest
                | [ name; values ] when List.contains name weights ->
                    go None [] ((line, [ name ], [ line, [ values ] ]) :: closed ()) rest
                | name :: _ when isName name ->
                    refuse
                        line
                        name
                        (if List.contains name weights then
                             sprintf "weights are written '%s | ...'" name
                         else
                             sprintf "this form has no such block here; its blocks are %s" (list (blocksOf form)))
                | _ ->
                    match current with
                    | None -> refuse line "" "numbers stand below no header such as 'c0 | A0 | B0'"
                    | Some(_, names) when names.Length <> cells.Length ->
                        refuse
                            line
                            names.Head
                            (sprintf "%d cells stand below the header '%s'" cells.Length (String.Join(" | ", names)))
                    | Some _ -> go current ((line, cells) :: rows) found rest

        go None [] [] lines

    let private once parts =
        parts
        |> List.groupBy (fun (_, names: string list, _) -> names.Head)
        |> List.tryPick (fun (name, group) ->
            match group with
            | _ :: (line, _, _) :: _ -> Some(fault line name "the block stands twice")
            | _ -> None)

    let private missing form last parts =
        let found = parts |> List.collect (fun (_, names: string list, _) -> names)

        blocksOf form
        |> List.tryFind (fun block -> not (List.contains block found))
        |> Option.map (fun block ->
            fault last block (sprintf "the block is missing; this form has %s" (list (blocksOf form))))

    let private plural n what =
        if n = 1 then
            sprintf "1 %s" what
        else
            sprintf "%d %ss" n what

    /// One row of a matrix, filled up with zeros.
    let private matrixRow block width (index, (line, entries: Coefficient list)) =
        let explicitly = StochasticForms.rowsOf block <> StageKind.Hat
        let needed = min index width

        if entries.Length < needed then
            refuse
                line
                block
                (sprintf "stage %d needs %s, found %d" (index + 1) (plural needed "coefficient") entries.Length)
        elif entries.Length > width then
            refuse line block (sprintf "%s for %s" (plural entries.Length "coefficient") (plural width "stage"))
        elif
            explicitly
            && entries
               |> List.indexed
               |> List.exists (fun (j, c) -> j >= index && not c.IsZero)
        then
            refuse
                line
                block
                (sprintf "stage %d uses itself or a later stage; only explicit methods are supported" (index + 1))
        else
            Ok(entries @ List.replicate (width - entries.Length) Coefficient.Zero)

    let private blocks form parts : Result<Map<string, Coefficient list list>, StochasticTextFault> =
        let rowsOf block =
            parts
            |> List.pick (fun (line, names, rows) ->
                names
                |> List.tryFindIndex ((=) block)
                |> Option.map (fun i -> line, rows |> List.map (fun (line, cells: string list) -> line, cells.[i])))

        let stages kind =
            let line, rows = rowsOf (StochasticForms.timesOf kind)
            line, rows.Length

        let times (block: string) =
            let line, rows = rowsOf block

            if rows.IsEmpty || rows.Length > maximumStages then
                refuse line block (sprintf "%s; from 1 to %d are supported" (plural rows.Length "stage") maximumStages)
            else
                rows
                |> List.map (fun (line, cell) ->
                    match numbers line block cell with
                    | Ok [ time ] -> Ok time
                    | Ok several ->
                        refuse
                            line
                            block
                            (sprintf "one time stands in this cell, found %s" (plural several.Length "number"))
                    | Error e -> Error e)
                |> collect
                |> Result.map (fun times -> [ times ])

        let matrix block =
            let _, width = stages (StochasticForms.columnsOf block)

            rowsOf block
            |> snd
            |> List.indexed
            |> List.map (fun (i, (line, cell)) ->
                numbers line block cell
                |> Result.bind (fun entries -> matrixRow block width (i, (line, entries))))
            |> collect

        let weights (block, kind) =
            let _, width = stages kind
            let _, rows = rowsOf block
            let line, cell = rows.Head

            match numbers line block cell with
            | Ok entries when entries.Length <> width ->
                refuse line block (sprintf "%s for %s" (plural entries.Length "weight") (plural width "stage"))
            | Ok entries -> Ok [ entries ]
            | Error e -> Error e

        [
            for time, matrices in StochasticForms.sections form do
                yield times time |> Result.map (fun rows -> time, rows)

                for block in matrices do
                    yield matrix block |> Result.map (fun rows -> block, rows)

            for block, kind in StochasticForms.weights form do
                yield weights (block, kind) |> Result.map (fun rows -> block, rows)
        ]
        |> collect
        |> Result.map Map.ofList

    /// Decimals are short or long beside those of all blocks, as in other tableaux.
    let private settled (blocks: Map<string, Coefficient list list>) =
        let settle =
            blocks |> Map.toList |> List.collect (snd >> List.concat) |> Coefficient.settled

        blocks |> Map.map (fun _ rows -> rows |> List.map (List.map settle))

    /// The blocks of a text, or what is wrong with it.
    [<CompiledName("Read")>]
    let read (form: StochasticForm) (text: string) : Result<Map<string, Coefficient list list>, StochasticTextFault> =
        if String.IsNullOrWhiteSpace text || text.Length > 20000 then
            refuse
                1
                ""
                "the tableau is empty; write a header such as 'c0 | A0 | B0', its rows, and weights 'alpha | ...'"
        else
            let lines =
                text.Replace("\r\n", "\n").Split('\n')
                |> Array.mapi (fun i line -> i + 1, line.Trim())
                |> Array.filter (fun (_, line) -> line.Length > 0)
                |> List.ofArray

            let last = fst (List.last lines)

            lines
            |> List.filter (fun (_, line) -> not (isRule line))
            |> divide form
            |> Result.bind (fun parts ->
                match once parts |> Option.orElse (missing form last parts) with
                | Some fault -> Error fault
                | None -> blocks form parts |> Result.map settled)

    /// The text of the blocks, which reads back as the same.
    [<CompiledName("Write")>]
    let write (method: StochasticMethod) : string =
        let join (entries: Coefficient list) =
            String.Join(" ", entries |> List.map (fun c -> c.ToString()))

        let lines = [
            for time, matrices in StochasticForms.sections method.Form do
                yield String.Join(" | ", time :: matrices)

                for i, t in List.indexed method.Blocks.[time].Head do
                    yield
                        String.Join(
                            " | ",
                            t.ToString()
                            :: (matrices |> List.map (fun block -> join method.Blocks.[block].[i]))
                        )

            for block, _ in StochasticForms.weights method.Form do
                yield block + " | " + join method.Blocks.[block].Head
        ]

        String.Join("\n", lines)
