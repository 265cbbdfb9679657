namespace ItoSharp.Symbolics

open System.Globalization

/// The text of a declared equation in a compiled package. Untrusted input: reading never throws.
module SdeText =
    /// The format that write writes and read reads.
    [<CompiledName("Format")>]
    let format = 1

    let private formatText = format.ToString(CultureInfo.InvariantCulture)

    let private number (x: float) =
        x.ToString("R", CultureInfo.InvariantCulture)

    let private calculi = [ Calculus.Ito, "ito"; Calculus.Stratonovich, "stratonovich" ]

    let private boundaries = [
        Boundary.FullTruncation, "full-truncation"
        Boundary.Reflection, "reflection"
        Boundary.Absorption, "absorption"
    ]

    let private wordOf words value =
        words |> List.find (fun (v, _) -> v = value) |> snd

    let private list (head: string) (items: string list) =
        "(" + String.concat " " (head :: items) + ")"

    let private bound name value =
        match value with
        | Some x -> [ list name [ number x ] ]
        | None -> []

    let private writeParameter (p: SdeParameter) =
        list (Text.quote p.Name) [
            match p.Default with
            | Some x -> number x
            | None -> ()
            if p.Positive then
                "positive"
        ]

    /// The text of a declaration.
    [<CompiledName("Write")>]
    let write (d: SdeDeclaration) : string =
        list "sde" [
            formatText
            Text.quote d.Name
            wordOf calculi d.Interpretation
            list "state" (d.State |> List.map Text.quote)
            list "parameters" (d.Parameters |> List.map writeParameter)
            list "time" (number d.MinTime :: (d.MaxTime |> Option.toList |> List.map number))
            list "drift" (d.Drift |> List.map Text.write)
            for n in d.Noises do
                list "noise" (Text.quote n.Name :: (n.Components |> List.map Text.write))
            for c in d.Correlations do
                list "correlation" [ Text.quote c.First; Text.quote c.Second; Text.write c.Value ]
            for m in d.Domains do
                list
                    "domain"
                    (Text.quote m.Component
                     :: wordOf boundaries m.Boundary
                     :: (bound "min" m.Min @ bound "max" m.Max))
        ]

    let private readNumber (text: string) =
        match Rational.tryParse text with
        | Some r when Probe.isFinite (Rational.toDouble r) -> Ok(Rational.toDouble r)
        | Some _ -> Error("The number " + text + " is too large for a double.")
        | None -> Error("'" + text + "' is not a number.")

    let private collect (results: Result<'a, string> list) : Result<'a list, string> =
        (results, Ok [])
        ||> List.foldBack (fun r acc ->
            match r, acc with
            | Ok x, Ok xs -> Ok(x :: xs)
            | Error e, _ -> Error e
            | _, Error e -> Error e)

    let private formulas nodes =
        nodes |> List.map Text.interpret |> collect

    let private name node =
        match node with
        | Text.Quoted s -> Ok s
        | _ -> Error "A component of the state must be a name in double quotes."

    let private parameter node : Result<SdeParameter, string> =
        let make name value positive = {
            Name = name
            Default = value
            Positive = positive
        }

        match node with
        | Text.Nested [ Text.Quoted name ] -> Ok(make name None false)
        | Text.Nested [ Text.Quoted name; Text.Atom "positive" ] -> Ok(make name None true)
        | Text.Nested [ Text.Quoted name; Text.Atom x ] ->
            readNumber x |> Result.map (fun x -> make name (Some x) false)
        | Text.Nested [ Text.Quoted name; Text.Atom x; Text.Atom "positive" ] ->
            readNumber x |> Result.map (fun x -> make name (Some x) true)
        | _ -> Error "A parameter must be (\"name\" default positive), where the last two may be left out."

    let private applyBound (acc: Result<SdeDomain, string>) node =
        match acc, node with
        | Ok m, Text.Nested [ Text.Atom "min"; Text.Atom x ] when m.Min.IsNone ->
            readNumber x |> Result.map (fun x -> { m with Min = Some x })
        | Ok m, Text.Nested [ Text.Atom "max"; Text.Atom x ] when m.Max.IsNone ->
            readNumber x |> Result.map (fun x -> { m with Max = Some x })
        | Ok m, _ ->
            Error(
                "The domain of '"
                + m.Component
                + "' takes (min x) and (max x), each at most once."
            )
        | Error e, _ -> Error e

    let private domain name word bounds =
        match boundaries |> List.tryFind (fun (_, w) -> w = word) with
        | None -> Error("A domain has no boundary '" + word + "'.")
        | Some(boundary, _) ->
            let empty = {
                Component = name
                Min = None
                Max = None
                Boundary = boundary
            }

            List.fold applyBound (Ok empty) bounds

    let private applyField (acc: Result<SdeDeclaration, string>) node =
        acc
        |> Result.bind (fun d ->
            match node with
            | Text.Nested(Text.Atom "noise" :: Text.Quoted name :: parts) ->
                formulas parts
                |> Result.map (fun parts -> {
                    d with
                        Noises = d.Noises @ [ { Name = name; Components = parts } ]
                })
            | Text.Nested [ Text.Atom "correlation"; Text.Quoted first; Text.Quoted second; value ] ->
                Text.interpret value
                |> Result.map (fun value -> {
                    d with
                        Correlations =
                            d.Correlations
                            @ [
                                {
                                    First = first
                                    Second = second
                                    Value = value
                                }
                            ]
                })
            | Text.Nested(Text.Atom "domain" :: Text.Quoted name :: Text.Atom word :: bounds) ->
                domain name word bounds
                |> Result.map (fun m -> { d with Domains = d.Domains @ [ m ] })
            | Text.Nested(Text.Atom name :: _) ->
                Error(
                    "'"
                    + name
                    + "' is not one of the fields (noise \"name\" formulas...), (correlation \"first\" \"second\" formula) and (domain \"component\" boundary bounds...)."
                )
            | _ -> Error "A field must be a list that starts with its name.")

    let private times nodes =
        match nodes with
        | [ Text.Atom first ] -> readNumber first |> Result.map (fun first -> first, None)
        | [ Text.Atom first; Text.Atom last ] ->
            match readNumber first, readNumber last with
            | Ok first, Ok last -> Ok(first, Some last)
            | Error e, _
            | _, Error e -> Error e
        | _ -> Error "The time must be (time first) or (time first last)."

    let private body word state parameters time drift =
        let calculus =
            match calculi |> List.tryFind (fun (_, w) -> w = word) with
            | Some(c, _) -> Ok c
            | None -> Error("'" + word + "' is neither ito nor stratonovich.")

        calculus
        |> Result.bind (fun calculus ->
            collect (List.map name state)
            |> Result.bind (fun state ->
                collect (List.map parameter parameters)
                |> Result.bind (fun parameters ->
                    times time
                    |> Result.bind (fun (first, last) ->
                        formulas drift
                        |> Result.map (fun drift -> calculus, state, parameters, first, last, drift)))))

    /// The declaration that write wrote; other text gives an error that says what is wrong with it.
    [<CompiledName("Read")>]
    let read (text: string) : Result<SdeDeclaration, string> =
        Text.readNode text
        |> Result.bind (fun node ->
            match node with
            | Text.Nested(Text.Atom "sde" :: Text.Atom version :: _) when version <> formatText ->
                Error(
                    "The declaration has format '"
                    + version
                    + "'; this version reads format "
                    + formatText
                    + "."
                )
            | Text.Nested(Text.Atom "sde" :: Text.Atom _ :: Text.Quoted title :: Text.Atom word :: Text.Nested(Text.Atom "state" :: state) :: Text.Nested(Text.Atom "parameters" :: parameters) :: Text.Nested(Text.Atom "time" :: time) :: Text.Nested(Text.Atom "drift" :: drift) :: fields) ->
                body word state parameters time drift
                |> Result.bind (fun (calculus, state, parameters, first, last, drift) ->
                    let bare = {
                        Name = title
                        Interpretation = calculus
                        State = state
                        Parameters = parameters
                        Drift = drift
                        Noises = []
                        Correlations = []
                        Domains = []
                        MinTime = first
                        MaxTime = last
                    }

                    List.fold applyField (Ok bare) fields)
            | _ ->
                Error
                    "An equation must be (sde format \"name\" ito|stratonovich (state ...) (parameters ...) (time ...) (drift ...) fields...).")
