namespace ItoSharp.Symbolics

open System
open System.Globalization

/// Exponential tableaux as text: laid out as Butcher tableaux, entries such as "0", "1/2 phi1" or "2/3 phi1 - 4/3 phi2".
module PhiText =
    let private maximumOrder = 8

    /// A number or name, or a sign with whether white space stands before and behind it.
    type private Token =
        | Word of string
        | Sign of negative: bool * before: bool * behind: bool

    let private isSpace (c: char) = c = ' ' || c = '\t' || c = '*'

    let private tokens (text: string) =
        let spaceAt i =
            i < 0 || i >= text.Length || isSpace text.[i]

        let isEnd start i =
            i >= text.Length
            || isSpace text.[i]
            || text.[i] = '+'
            || text.[i] = '-'
            // A factor may be written on to its function: 2phi1.
            || (i > start && text.[i] = 'p' && Char.IsDigit text.[i - 1])

        let rec endOf start i =
            if isEnd start i then i else endOf start (i + 1)

        let rec from i read =
            if i >= text.Length then
                List.rev read
            elif isSpace text.[i] then
                from (i + 1) read
            elif text.[i] = '+' || text.[i] = '-' then
                from (i + 1) (Sign(text.[i] = '-', spaceAt (i - 1), spaceAt (i + 1)) :: read)
            else
                let stop = endOf i i
                from stop (Word(text.Substring(i, stop - i)) :: read)

        from 0 []

    let private (|Function|Number|Neither|) (word: string) =
        if word.StartsWith("phi", StringComparison.Ordinal) then
            match Int32.TryParse(word.Substring 3, NumberStyles.None, CultureInfo.InvariantCulture) with
            | true, order -> Function order
            | _ -> Neither
        else
            match Rational.tryParse word with
            | Some value -> Number value
            | None -> Neither

    /// Like terms collected, zeros dropped, by rising order.
    let internal canonical (terms: PhiTerm list) =
        terms
        |> List.groupBy (fun t -> t.Function)
        |> List.map (fun (order, group) -> {
            Multiple = group |> List.map (fun t -> t.Multiple) |> List.fold (+) Rational.Zero
            Function = order
        })
        |> List.filter (fun t -> not t.Multiple.IsZero)
        |> List.sortBy (fun t -> t.Function)

    let private multiple line negative (factor: Rational) order =
        if order < 1 || order > maximumOrder then
            Error(sprintf "line %d: phi%d; the functions are phi1 to phi%d" line order maximumOrder)
        else
            Ok [
                {
                    Multiple = (if negative then -factor else factor)
                    Function = order
                }
            ]

    /// One term and what follows it. 0 is an entry of its own, never a factor.
    let private term line negative rest =
        match rest with
        | Word(Number zero) :: rest when zero.IsZero -> Ok([], rest)
        | Word(Number factor) :: Word(Function order) :: rest ->
            multiple line negative factor order |> Result.map (fun t -> t, rest)
        | Word(Function order) :: rest -> multiple line negative Rational.One order |> Result.map (fun t -> t, rest)
        | Word(Number number) :: _ ->
            Error(
                sprintf
                    "line %d: %s stands without a function; entries are multiples of phi-functions such as %s phi1"
                    line
                    (number.ToString())
                    (number.ToString())
            )
        | Word word :: _ ->
            Error(sprintf "line %d: '%s' is neither a number nor a function phi1 to phi%d" line word maximumOrder)
        | Sign _ :: _
        | [] -> Error(sprintf "line %d: a sign without a term behind it" line)

    /// The entries of a row. As in a matrix of numbers, a sign with white space before but not behind it begins the next entry:
    /// "phi1 - phi2" is one entry, "phi1 -phi2" are two.
    let private entries line (text: string) =
        let rec go (finished: PhiTerm list list) (current: PhiTerm list option) rest =
            let continues, negative, from =
                match rest, current with
                | Sign(negative, before, behind) :: rest, current ->
                    current.IsSome && (not before || behind), negative, rest
                | rest, _ -> false, false, rest

            let close () =
                match current with
                | Some terms -> canonical terms :: finished
                | None -> finished

            if rest.IsEmpty then
                Ok(List.rev (close ()))
            else
                match term line negative from, current with
                | Error e, _ -> Error e
                | Ok(terms, rest), Some sum when continues -> go finished (Some(terms @ sum)) rest
                | Ok(terms, rest), _ -> go (close ()) (Some terms) rest

        go [] None (tokens text)

    /// An entry as text.
    let show (entry: PhiTerm list) : string =
        let magnitude (t: PhiTerm) =
            (if t.Multiple.Abs.IsOne then
                 ""
             else
                 t.Multiple.Abs.ToString() + " ")
            + "phi"
            + t.Function.ToString(CultureInfo.InvariantCulture)

        match entry with
        | [] -> "0"
        | first :: others ->
            (if first.Multiple.Sign < 0 then "-" else "")
            + magnitude first
            + String.Join(
                "",
                others
                |> List.map (fun t -> (if t.Multiple.Sign < 0 then " - " else " + ") + magnitude t)
            )

    /// The c of an exponential tableau: its conditions are proven in fractions, decimals as they are written.
    let private abscissa (c: Coefficient) =
        match Coefficient.tryMiddle c with
        | Some(Quantity.Exact value) when value.AsRational.IsSome -> Ok value.AsRational.Value
        | _ -> Error(sprintf "'%s': the c of an exponential tableau are fractions or decimals" (c.ToString()))

    let private placed line offset (text: string) =
        match entries line text with
        | Ok found ->
            let place = {
                Line = line
                Column = offset
                Length = text.Length
            }

            Ok(found |> List.map (fun entry -> { Value = entry; At = place }))
        // The message has its line already.
        | Error message -> TableauLayout.fault TableauLayout.whole message

    /// The tableau of a text; any other text gives an error that says what is wrong with it.
    [<CompiledName("Read")>]
    let read (text: string) : Result<ExponentialTableau, string> =
        match TableauText.layout placed List.isEmpty text with
        | Error e -> Error e
        | Ok(c, a, b) ->
            TableauLayout.collect (c |> List.map abscissa)
            |> Result.map (fun c -> { C = c; A = a; B = b })

    /// The text of a tableau.
    [<CompiledName("Write")>]
    let write (tableau: ExponentialTableau) : string =
        TableauText.lines (tableau.C |> List.map (fun c -> c.ToString())) (tableau.A |> List.map (List.map show)) [
            tableau.B |> List.map show
        ]
