namespace ItoSharp.Symbolics

open System.Globalization

/// The text of a process declaration in a compiled package. Untrusted input: reading never throws.
module ProcessText =
    /// The format that write writes and read reads.
    [<CompiledName("Format")>]
    let format = 1

    let private number (x: float) =
        x.ToString("R", CultureInfo.InvariantCulture)

    /// The text of a declaration.
    [<CompiledName("Write")>]
    let write (d: ProcessDeclaration) : string =
        let field name e =
            match e with
            | Some e -> " (" + name + " " + Text.write e + ")"
            | None -> ""

        let parameter (name: string, value: float option) =
            match value with
            | Some x -> " (" + Text.quote name + " " + number x + ")"
            | None -> " (" + Text.quote name + ")"

        "(process "
        + format.ToString(CultureInfo.InvariantCulture)
        + " "
        + Text.quote d.Name
        + " (parameters"
        + (d.Parameters |> List.map parameter |> String.concat "")
        + ") (time "
        + number d.MinTime
        + " "
        + number d.MaxTime
        + ")"
        + field "drift" d.Drift
        + field "diffusion" d.Diffusion
        + field "alpha" d.Alpha
        + field "sigma" d.Sigma
        + (if d.MeanReverting then " (mean-reverting)" else "")
        + ")"

    let private readNumber (text: string) =
        match Rational.tryParse text with
        | Some r ->
            let x = Rational.toDouble r

            if Probe.isFinite x then
                Ok x
            else
                Error("The number " + text + " is too large for a double.")
        | None -> Error("'" + text + "' is not a number.")

    let private parameter node =
        match node with
        | Text.Nested [ Text.Quoted name ] -> Ok(name, None)
        | Text.Nested [ Text.Quoted name; Text.Atom x ] -> readNumber x |> Result.map (fun x -> name, Some x)
        | _ -> Error "A parameter must be (\"name\") or (\"name\" default)."

    let private collect (results: Result<'a, string> list) =
        (results, Ok [])
        ||> List.foldBack (fun r acc ->
            match r, acc with
            | Ok x, Ok xs -> Ok(x :: xs)
            | Error e, _ -> Error e
            | _, Error e -> Error e)

    let private applyField (acc: Result<ProcessDeclaration, string>) node =
        let set name (current: Expr option) value update =
            match current with
            | Some _ -> Error("The field '" + name + "' stands twice.")
            | None -> Text.interpret value |> Result.map (Some >> update)

        acc
        |> Result.bind (fun d ->
            match node with
            | Text.Nested [ Text.Atom "drift"; e ] -> set "drift" d.Drift e (fun x -> { d with Drift = x })
            | Text.Nested [ Text.Atom "diffusion"; e ] ->
                set "diffusion" d.Diffusion e (fun x -> { d with Diffusion = x })
            | Text.Nested [ Text.Atom "alpha"; e ] -> set "alpha" d.Alpha e (fun x -> { d with Alpha = x })
            | Text.Nested [ Text.Atom "sigma"; e ] -> set "sigma" d.Sigma e (fun x -> { d with Sigma = x })
            | Text.Nested [ Text.Atom "mean-reverting" ] -> Ok { d with MeanReverting = true }
            | Text.Nested(Text.Atom name :: _) -> Error("A process has no field '" + name + "'.")
            | _ -> Error "A field must be a list that starts with its name.")

    let private body name parameters first last fields =
        match collect (List.map parameter parameters), readNumber first, readNumber last with
        | Ok parameters, Ok first, Ok last ->
            let empty = {
                Name = name
                Parameters = parameters
                Drift = None
                Diffusion = None
                Alpha = None
                Sigma = None
                MinTime = first
                MaxTime = last
                MeanReverting = false
            }

            List.fold applyField (Ok empty) fields
        | Error e, _, _
        | _, Error e, _
        | _, _, Error e -> Error e

    /// The declaration that write wrote; other text gives an error that says what is wrong with it.
    [<CompiledName("Read")>]
    let read (text: string) : Result<ProcessDeclaration, string> =
        Text.readNode text
        |> Result.bind (fun node ->
            match node with
            | Text.Nested(Text.Atom "process" :: Text.Atom version :: _) when
                version <> format.ToString(CultureInfo.InvariantCulture)
                ->
                Error(
                    "The declaration has format '"
                    + version
                    + "'; this version reads format "
                    + format.ToString(CultureInfo.InvariantCulture)
                    + "."
                )
            | Text.Nested(Text.Atom "process" :: Text.Atom _ :: Text.Quoted name :: parameters :: time :: fields) ->
                match parameters, time with
                | Text.Nested(Text.Atom "parameters" :: parameters),
                  Text.Nested [ Text.Atom "time"; Text.Atom first; Text.Atom last ] ->
                    body name parameters first last fields
                | _ -> Error "After the name of a process stand (parameters ...) and (time first last)."
            | _ -> Error "A process must be (process format \"name\" (parameters ...) (time first last) fields...).")
