namespace ItoSharp.Symbolics

open System.Globalization

/// Stochastic methods as s-expressions, the form they have in compiled declarations. Untrusted input: reading never throws.
module StochasticMethodText =
    let private version = "1"

    /// The text of a method.
    [<CompiledName("Write")>]
    let write (method: StochasticMethod) : string =
        let claims =
            method.Claims
            |> Map.toList
            |> List.map (fun (claim, doubled) ->
                sprintf "(%s %s)" (StochasticNames.claim claim) (doubled.ToString(CultureInfo.InvariantCulture)))

        sprintf
            "(stochastic %s %s %s %s (claims%s) %s)"
            version
            (Text.quote method.Name)
            (StochasticNames.form method.Form)
            (StochasticNames.calculus method.Calculus)
            (System.String.Join("", claims |> List.map (fun claim -> " " + claim)))
            (Text.quote (StochasticTableauText.write method))

    let private claim node =
        match node with
        | Text.Nested [ Text.Atom name; Text.Atom order ] ->
            match
                StochasticNames.tryClaim name,
                System.Int32.TryParse(order, NumberStyles.None, CultureInfo.InvariantCulture)
            with
            | Some claim, (true, doubled) when doubled > 0 && doubled <= 100 -> Ok(claim, doubled)
            | _ -> Error "A claim is a name and a doubled order."
        | _ -> Error "A claim is a name and a doubled order."

    /// The method of a text; any other text gives an error that says what is wrong with it.
    [<CompiledName("Read")>]
    let read (text: string) : Result<StochasticMethod, string> =
        match Text.readNode text with
        | Error e -> Error e
        | Ok(Text.Nested [ Text.Atom "stochastic"
                           Text.Atom v
                           Text.Quoted name
                           Text.Atom form
                           Text.Atom calculus
                           Text.Nested(Text.Atom "claims" :: claims)
                           Text.Quoted tableau ]) when v = version ->
            let form =
                StochasticForms.all |> List.tryFind (fun f -> StochasticNames.form f = form)

            let calculus =
                [ Calculus.Ito; Calculus.Stratonovich ]
                |> List.tryFind (fun c -> StochasticNames.calculus c = calculus)

            let claims =
                claims
                |> List.map claim
                |> List.fold
                    (fun all next ->
                        match all, next with
                        | Ok all, Ok(claim, doubled) -> Ok(Map.add claim doubled all)
                        | Error e, _
                        | _, Error e -> Error e)
                    (Ok Map.empty)

            match form, calculus, claims with
            | Some form, Some calculus, Ok claims ->
                StochasticTableauText.read form tableau
                |> Result.mapError (fun fault -> fault.ToString())
                |> Result.map (fun blocks -> {
                    Name = name
                    Form = form
                    Calculus = calculus
                    Blocks = blocks
                    Claims = claims
                })
            | _, _, Error e -> Error e
            | _ -> Error "The text names no form or calculus of a stochastic method."
        | Ok _ -> Error "The text is no stochastic method."
