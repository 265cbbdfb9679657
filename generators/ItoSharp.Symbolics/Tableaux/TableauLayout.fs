namespace ItoSharp.Symbolics

open System

/// A piece of a tableau's text.
type TextPlace = {
    /// The line, from 1.
    Line: int
    /// The column, from 0.
    Column: int
    /// The characters.
    Length: int
}

/// What keeps a tableau's text from being read.
type TextFault = {
    /// Where; line 0 where it is the text as a whole.
    Place: TextPlace
    Message: string
} with

    /// The message with its line in front.
    member f.Text =
        if f.Place.Line = 0 then
            f.Message
        else
            sprintf "line %d: %s" f.Place.Line f.Message

/// An entry with its place.
type Placed<'entry> = { Value: 'entry; At: TextPlace }

/// A row "left | right" of a tableau's text.
type TableauRow<'entry> = {
    Line: TextPlace
    Left: Placed<Coefficient> list
    Right: Placed<'entry> list
}

/// The rows above and below the line of dashes.
type TableauRows<'entry> = {
    Stages: TableauRow<'entry> list
    Weights: TableauRow<'entry> list
}

/// The layout that all tableaux share: rows "c | a ...", a line of dashes, rows "| b ...".
module internal TableauLayout =
    let whole = { Line = 0; Column = 0; Length = 0 }

    let fault place message =
        Error { Place = place; Message = message }

    let collect (results: Result<'a, 'e> list) : Result<'a list, 'e> =
        List.foldBack
            (fun r acc ->
                match r, acc with
                | Error e, _ -> Error e
                | _, Error e -> Error e
                | Ok x, Ok xs -> Ok(x :: xs))
            results
            (Ok [])

    let private isRule (line: string) =
        let line = line.Trim()

        line.Length >= 2 && line |> Seq.forall (fun c -> c = '-' || c = '+' || c = '=')

    /// The words of part of a line, each with its place.
    let words (line: int) (offset: int) (text: string) : Placed<string> list =
        let isSpace c = c = ' ' || c = '\t'

        let rec from i found =
            if i >= text.Length then
                List.rev found
            elif isSpace text.[i] then
                from (i + 1) found
            else
                let mutable stop = i

                while stop < text.Length && not (isSpace text.[stop]) do
                    stop <- stop + 1

                let word = {
                    Value = text.Substring(i, stop - i)
                    At = {
                        Line = line
                        Column = offset + i
                        Length = stop - i
                    }
                }

                from stop (word :: found)

        from 0 []

    /// The coefficients of part of a line.
    let coefficients line offset text : Result<Placed<Coefficient> list, TextFault> =
        words line offset text
        |> List.map (fun word ->
            match CoefficientText.read word.Value with
            | Ok value -> Ok { Value = value; At = word.At }
            | Error message -> fault word.At message)
        |> collect

    let private row entries (line: int, text: string) =
        let place =
            let trimmed = text.Trim()

            {
                Line = line
                Column = text.IndexOf(trimmed, StringComparison.Ordinal)
                Length = trimmed.Length
            }

        match text.Split('|') with
        | [| left; right |] ->
            match coefficients line 0 left, entries line (left.Length + 1) right with
            | Error e, _
            | _, Error e -> Error e
            | Ok l, Ok r -> Ok { Line = place; Left = l; Right = r }
        | _ ->
            fault place (sprintf "'%s' needs exactly one '|' between c (or nothing) and its coefficients" (text.Trim()))

    /// The lines of a text.
    let lines (text: string) = text.Replace("\r\n", "\n").Split('\n')

    /// The rows of a text whose entries right of '|' are read by the given function of line, column and text.
    let rows
        (entries: int -> int -> string -> Result<Placed<'entry> list, TextFault>)
        (text: string)
        : Result<TableauRows<'entry>, TextFault> =
        if String.IsNullOrWhiteSpace text || text.Length > 20000 then
            fault whole "the tableau is empty; write rows 'c | a ...', a line of dashes, and the weights '| b ...'"
        else
            let lines =
                lines text
                |> Array.mapi (fun i line -> i + 1, line)
                |> Array.filter (fun (_, line) -> line.Trim().Length > 0)
                |> List.ofArray

            match lines |> List.tryFindIndex (fun (_, line) -> isRule line) with
            | None -> fault whole "no line of dashes separates the stages from the weights"
            | Some rule ->
                let stages, weights = List.take rule lines, List.skip (rule + 1) lines

                match collect (stages |> List.map (row entries)), collect (weights |> List.map (row entries)) with
                | Error e, _
                | _, Error e -> Error e
                | Ok [], _ -> fault whole "no stage stands above the line of dashes"
                | Ok stages, Ok weights ->
                    match stages |> List.tryFind (fun r -> r.Left.Length <> 1) with
                    | Some wrong ->
                        fault wrong.Line (sprintf "one c must stand before '|', found %d numbers" wrong.Left.Length)
                    | None -> Ok { Stages = stages; Weights = weights }
