namespace ItoSharp.Symbolics

/// A momentum of kinetic Langevin's equation dp = (force - friction p) dt + strength dW.
type KineticMomentum = {
    Component: string
    /// Without any momentum.
    Force: Expr
    /// Above 0 by its meaning; in parameters and time.
    Friction: Expr
    /// The noise that drives it (its number from 1) and how strongly, free of the state.
    Noise: int * Expr
}

/// The parts of an equation of the form dq = v(p) dt, dp = (F(q) - gamma p) dt + s dW.
type KineticStructure = {
    /// Positions and their velocities, which are free of positions.
    Positions: (string * Expr) list
    Momenta: KineticMomentum list
}

module KineticStructure =
    let private mentions (names: Set<string>) e =
        not (Set.intersect names (Expr.variables e)).IsEmpty

    /// All values, or the first error.
    let private sequence (items: Result<'a, string> list) : Result<'a list, string> =
        (items, Ok [])
        ||> List.foldBack (fun item rest ->
            match item, rest with
            | Error e, _ -> Error e
            | Ok _, Error e -> Error e
            | Ok value, Ok values -> Ok(value :: values))

    /// The parts of an equation, or what it lacks for them.
    let find (r: EquationReader) : Result<KineticStructure, string> =
        let d = r.Equation

        let driven =
            d.State
            |> List.mapi (fun i name -> name, d.Noises |> List.exists (fun g -> g.Components.[i] <> Expr.zero))

        let momenta = driven |> List.filter snd |> List.map fst |> Set.ofList
        let positions = Set.difference (Set.ofList d.State) momenta

        if momenta.IsEmpty || positions.IsEmpty then
            Error "it needs components without noise (positions) and components with noise (momenta)"
        elif
            r.Declaration.Domains
            |> List.exists (fun x -> x.Boundary = Boundary.FullTruncation)
        then
            Error "full truncation changes what its parts solve exactly; use Reflection, or another method"
        else
            let velocity = [
                for name, f in List.zip d.State d.Drift do
                    if positions.Contains name then
                        if mentions positions f then
                            yield Error(sprintf "the drift of the position %s depends on a position" name)
                        else
                            yield Ok(name, f)
            ]

            let momentum i name f =
                let friction = -(Differentiate.wrt name f) |> SdeTrials.tidy d
                let force = SdeTrials.tidy d (f + friction * Var name)

                let drives =
                    d.Noises
                    |> List.indexed
                    |> List.filter (fun (_, g) -> g.Components.[i] <> Expr.zero)
                    |> List.map (fun (k, g) -> k + 1, g.Components.[i])

                if mentions (Set.ofList d.State) friction then
                    Error(sprintf "the friction of the momentum %s depends on the state" name)
                elif mentions momenta force then
                    Error(sprintf "the force on the momentum %s depends on a momentum other than by friction" name)
                else
                    match drives with
                    | [ k, strength ] when mentions (Set.ofList d.State) strength ->
                        Error(sprintf "the noise %s of the momentum %s depends on the state" d.Noises.[k - 1].Name name)
                    | [ k, strength ] ->
                        Ok {
                            Component = name
                            Force = force
                            Friction = friction
                            Noise = k, strength
                        }
                    | _ -> Error(sprintf "the momentum %s has several noises" name)

            let kicks = [
                for i, (name, f) in List.zip d.State d.Drift |> List.indexed do
                    if momenta.Contains name then
                        momentum i name f
            ]

            match sequence velocity, sequence kicks with
            | Error e, _
            | _, Error e -> Error e
            | Ok positions, Ok momenta ->
                let drivers = momenta |> List.map (fun p -> fst p.Noise)

                if List.distinct drivers = drivers then
                    Ok {
                        Positions = positions
                        Momenta = momenta
                    }
                else
                    Error "one noise drives several momenta"
